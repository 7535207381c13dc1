-- One row: the time of the last sweep, with which a server compares its clock.
CREATE TABLE last_sweep (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    swept_at INTEGER NOT NULL
) STRICT;
