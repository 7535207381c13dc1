-- The audit trail, as before, but that rows are by a number in place of the ID. Where a table is by a number, SQLite knows when a row comes
-- behind all others, and adds it without a search, and without moving rows from page to page.
CREATE TABLE audit_event_4 (
    -- The milliseconds with which the ID begins, times 2^20, plus a number within them.
    place INTEGER NOT NULL PRIMARY KEY,
    -- A UUID of version 7.
    id BLOB NOT NULL,
    environment_id BLOB NOT NULL,
    -- Whose request it was. Null for a command of an operator.
    api_token_id BLOB,
    request_id BLOB,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    tenant_id TEXT,
    -- The integrated account, the API token or the static gate.
    object_id BLOB,
    -- The first eight bytes of the link token's hash.
    link_token_mark BLOB,
    CHECK ((api_token_id IS NULL) = (request_id IS NULL))
) STRICT;

-- The milliseconds are the first six bytes of the ID, which can be read as a hexadecimal number of JSON5. The numbers within them go on from
-- event to event, so that nothing has to be sorted, and leave room behind the last one.
INSERT INTO audit_event_4
SELECT
    min(('0x' || hex(substr(id, 1, 6))) ->> '$', (1 << 43) - 1) * (1 << 20)
        + (row_number() OVER (ORDER BY id) & ((1 << 19) - 1)),
    id, environment_id, api_token_id, request_id, action, outcome, tenant_id, object_id, link_token_mark
FROM audit_event;

DROP TABLE audit_event;
ALTER TABLE audit_event_4 RENAME TO audit_event;
