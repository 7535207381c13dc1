-- The audit trail. Rows are in the order of time, so that inserts go to the end of the table.
CREATE TABLE audit_event (
    -- A UUID of version 7, which begins with the time.
    id BLOB NOT NULL PRIMARY KEY,
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
) STRICT, WITHOUT ROWID;
