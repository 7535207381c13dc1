-- The audit trail.
CREATE TABLE IF NOT EXISTS audit_event (
    -- A UUID of version 7, which begins with the time, so that inserts go to the end of the index.
    id uuid NOT NULL PRIMARY KEY,
    environment_id uuid NOT NULL,
    -- Whose request it was. Null for a command of an operator.
    api_token_id uuid,
    request_id uuid,
    action text NOT NULL,
    outcome text NOT NULL,
    tenant_id text,
    -- The integrated account, the API token or the static gate.
    object_id uuid,
    -- The first eight bytes of the link token's hash.
    link_token_mark bytea,
    CHECK ((api_token_id IS NULL) = (request_id IS NULL))
);
