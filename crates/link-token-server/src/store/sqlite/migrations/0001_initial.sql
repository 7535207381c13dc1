-- Times are milliseconds since 1970-01-01T00:00:00Z. IDs are the 16 bytes of a UUID.

CREATE TABLE environment (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    -- How long its link tokens live, in seconds. As the server is configured, if null.
    lifetime INTEGER
) STRICT, WITHOUT ROWID;

-- Where the link tokens of an environment may send users. Anywhere within the rules, if there are none.
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
    -- Sealed; see the module `encryption`.
    context BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX integrated_account_by_tenant ON integrated_account (environment_id, tenant_id);

-- Rows are in the order of issuing, so that inserts go to the end of the table.
CREATE TABLE link_token (
    sequence INTEGER NOT NULL PRIMARY KEY,
    -- SHA-256 of the token.
    hash BLOB NOT NULL,
    environment_id BLOB NOT NULL REFERENCES environment (id),
    -- The API token that asked for it.
    issued_by BLOB NOT NULL,
    -- A keyed hash of the request, if that had an Idempotency-Key.
    fingerprint BLOB,
    tenant_id TEXT NOT NULL,
    -- The account to reauthorise. A new account if there is none; then there is a region.
    integrated_account_id BLOB,
    region TEXT,
    -- Sealed; see the module `encryption`.
    context BLOB,
    persist_previous_context INTEGER NOT NULL,
    redirect_uri TEXT,
    -- Separated by spaces, which a scope cannot contain.
    scopes TEXT NOT NULL,
    static_gate_id BLOB,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- Set when the token is redeemed or revoked.
    died_at INTEGER,
    CHECK ((integrated_account_id IS NULL) <> (region IS NULL))
) STRICT;

CREATE UNIQUE INDEX link_token_by_hash ON link_token (hash);

-- For the sweep of what died long ago.
CREATE INDEX link_token_by_end ON link_token (coalesce(died_at, expires_at));

-- The encryption keys that have sealed values in this database.
CREATE TABLE encryption_key (
    id BLOB NOT NULL PRIMARY KEY,
    -- Nothing is sealed with it any more, and nothing may be.
    retired INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
