-- One row: the time of the last sweep, with which a server compares its clock.
CREATE TABLE IF NOT EXISTS last_sweep (
    one integer NOT NULL PRIMARY KEY CHECK (one = 1),
    swept_at timestamptz NOT NULL
);
