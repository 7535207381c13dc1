-- Times are milliseconds since 1970-01-01T00:00:00Z. IDs are the 16 bytes of a UUID. Flags are 0 or 1.

CREATE TABLE environment (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    -- How long its link tokens live, in seconds. Null: as the server is configured.
    lifetime INTEGER
) STRICT, WITHOUT ROWID;

-- Where the link tokens of an environment may send users. Without a row: anywhere within the rules.
CREATE TABLE redirect_uri (
    environment_id BLOB NOT NULL REFERENCES environment (id),
    uri TEXT NOT NULL,
    PRIMARY KEY (environment_id, uri)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_token (
    id BLOB NOT NULL PRIMARY KEY,
    environment_id BLOB NOT NULL REFERENCES environment (id),
    name TEXT NOT NULL,
    -- SHA-256 of the secret.
    hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    -- To the minute.
    last_used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE static_gate (
    environment_id BLOB NOT NULL REFERENCES environment (id),
    id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE integrated_account (
    environment_id BLOB NOT NULL REFERENCES environment (id),
    id BLOB NOT NULL,
    tenant_id TEXT NOT NULL,
    integration TEXT NOT NULL,
    authentication_method TEXT,
    status TEXT NOT NULL,
    region TEXT NOT NULL,
    static_gate_id BLOB,
    -- Encrypted: see the module `encryption`.
    context BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX integrated_account_by_tenant ON integrated_account (environment_id, tenant_id);

-- Rows are in the order of issue, so that inserts go to the end of the table. There is no index by hash, of which each new token would
-- change another page: see the module `hash_index`.
CREATE TABLE link_token (
    -- Given by the program, and never twice.
    sequence INTEGER NOT NULL PRIMARY KEY,
    -- SHA-256 of the token.
    hash BLOB NOT NULL,
    -- Not a foreign key, which each insert would look up.
    environment_id BLOB NOT NULL,
    -- The API token that asked for it.
    issued_by BLOB NOT NULL,
    -- A keyed hash of the request, if that had an Idempotency-Key.
    fingerprint BLOB,
    tenant_id TEXT NOT NULL,
    -- The account to reauthorise. Null: a new account, which then has a region.
    integrated_account_id BLOB,
    region TEXT,
    -- Encrypted: see the module `encryption`.
    context BLOB,
    persist_previous_context INTEGER NOT NULL,
    redirect_uri TEXT,
    -- Separated by spaces, which no scope contains.
    scopes TEXT NOT NULL,
    static_gate_id BLOB,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- When the token was redeemed or revoked.
    ended_at INTEGER,
    CHECK ((integrated_account_id IS NULL) <> (region IS NULL))
) STRICT;

-- For the sweep of what ended long ago.
CREATE INDEX link_token_by_end ON link_token (coalesce(ended_at, expires_at));

-- One row: the sequences up to this one were given, even if their link tokens are gone.
CREATE TABLE link_token_swept (
    last_sequence INTEGER NOT NULL
) STRICT;

INSERT INTO link_token_swept VALUES (0);

-- The index by hash: runs of link tokens that were issued one after the other, each sorted by hash.
CREATE TABLE link_token_run (
    id INTEGER NOT NULL PRIMARY KEY,
    -- 0 for a run as it was first written, 1 for one that such were merged into, and so on.
    level INTEGER NOT NULL,
    -- The run has two to the power of this many parts.
    bits INTEGER NOT NULL,
    -- The sequence of the last link token in the run.
    last_sequence INTEGER NOT NULL,
    -- The run that this one is being merged into.
    merged_into INTEGER,
    -- The number of parts of the merged runs that are in this one. Null: complete.
    merged INTEGER
) STRICT;

-- The parts of runs. Each has the link tokens whose hashes begin with the same bits, which are its number.
CREATE TABLE link_token_part (
    -- The ID of the run, times 2^32, plus the number of the part.
    place INTEGER NOT NULL PRIMARY KEY,
    -- For each link token, in order: the first eight bytes of the hash, and the sequence in eight bytes.
    entries BLOB NOT NULL
) STRICT;

-- The encryption keys that have encrypted values in this database.
CREATE TABLE encryption_key (
    id BLOB NOT NULL PRIMARY KEY,
    -- The key must not encrypt any more. Set before everything is encrypted again with another key.
    closed INTEGER NOT NULL DEFAULT 0,
    -- Nothing is encrypted with the key any more.
    retired INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- The audit trail. IDs begin with the time, so that inserts go to the end of the table.
CREATE TABLE audit_event (
    -- A UUID of version 7.
    id BLOB NOT NULL PRIMARY KEY,
    environment_id BLOB NOT NULL,
    -- The request of a backend. Null: a command of an operator.
    api_token_id BLOB,
    request_id BLOB,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    tenant_id TEXT,
    -- The integrated account, the API token or the static gate concerned.
    object_id BLOB,
    -- The first eight bytes of the link token's hash.
    link_token_mark BLOB,
    CHECK ((api_token_id IS NULL) = (request_id IS NULL))
) STRICT, WITHOUT ROWID;
