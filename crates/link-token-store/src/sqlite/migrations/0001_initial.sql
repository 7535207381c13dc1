-- Times are milliseconds since 1970-01-01T00:00:00Z. IDs are the 16 bytes of a UUID. Flags are 0 or 1.

CREATE TABLE environment (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    -- The lifetime of its link tokens, in seconds. Null: the lifetime of the server.
    lifetime INTEGER
) STRICT, WITHOUT ROWID;

-- The redirect URIs that link tokens of an environment may have. Without a row: any within the rules.
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

-- Rows are in the order of issue, so that inserts go to the end of the table. There is no B-tree index by hash, in which each new
-- token would change another page: see the module `hash_index`.
CREATE TABLE link_token (
    -- Assigned by the program, and never reused.
    sequence INTEGER NOT NULL PRIMARY KEY,
    -- SHA-256 of the token.
    hash BLOB NOT NULL,
    -- Not a foreign key, which each insert would look up.
    environment_id BLOB NOT NULL,
    -- The API token of the request.
    issued_by BLOB NOT NULL,
    -- A keyed hash of a request with an Idempotency-Key.
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
    -- The time at which the token was redeemed or revoked.
    ended_at INTEGER,
    CHECK ((integrated_account_id IS NULL) <> (region IS NULL))
) STRICT;

-- For the sweep.
CREATE INDEX link_token_by_end ON link_token (coalesce(ended_at, expires_at));

-- One row: the highest sequence of a deleted link token.
CREATE TABLE link_token_swept (
    last_sequence INTEGER NOT NULL
) STRICT;

INSERT INTO link_token_swept VALUES (0);

-- The index by hash: runs of consecutively issued link tokens, each sorted by hash.
CREATE TABLE link_token_run (
    id INTEGER NOT NULL PRIMARY KEY,
    -- 0 for a new run, 1 for a merge of runs of level 0, and so on.
    level INTEGER NOT NULL,
    -- The run has two to the power of this many parts.
    bits INTEGER NOT NULL,
    -- The sequence of the last link token in the run.
    last_sequence INTEGER NOT NULL,
    -- The run into which this one is being merged.
    merged_into INTEGER,
    -- The number of parts of each source that are already merged. Null: complete.
    merged INTEGER
) STRICT;

-- The parts of runs. The number of a part is the start of the hashes in it.
CREATE TABLE link_token_part (
    -- The ID of the run, times 2^32, plus the number of the part.
    place INTEGER NOT NULL PRIMARY KEY,
    -- For each link token, in order: the first eight bytes of the hash, and the sequence in eight bytes.
    entries BLOB NOT NULL
) STRICT;

-- The encryption keys that this database has used.
CREATE TABLE encryption_key (
    id BLOB NOT NULL PRIMARY KEY,
    -- True if the key may no longer encrypt. Set before all contexts are encrypted again with another key.
    closed INTEGER NOT NULL DEFAULT 0,
    -- True if no value is encrypted with the key any more.
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

-- One row: the time of the last sweep, with which a server compares its clock.
CREATE TABLE last_sweep (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    swept_at INTEGER NOT NULL
) STRICT;
