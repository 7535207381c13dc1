-- This program uses only SQL that CockroachDB and YugabyteDB document: see docs/postgresql.md.

CREATE TABLE IF NOT EXISTS environment (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    -- The lifetime of its link tokens, in seconds. Null: the lifetime of the server.
    lifetime bigint
);

-- The redirect URIs that link tokens of an environment may have. Without a row: any within the rules.
CREATE TABLE IF NOT EXISTS redirect_uri (
    environment_id uuid NOT NULL REFERENCES environment (id),
    uri text NOT NULL,
    PRIMARY KEY (environment_id, uri)
);

CREATE TABLE IF NOT EXISTS api_token (
    id uuid NOT NULL PRIMARY KEY,
    environment_id uuid NOT NULL REFERENCES environment (id),
    name text NOT NULL,
    -- SHA-256 of the secret.
    hash bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    -- To the minute.
    last_used_at timestamptz
);

CREATE INDEX IF NOT EXISTS api_token_by_environment ON api_token (environment_id);

CREATE TABLE IF NOT EXISTS static_gate (
    environment_id uuid NOT NULL REFERENCES environment (id),
    id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id)
);

CREATE TABLE IF NOT EXISTS integrated_account (
    environment_id uuid NOT NULL REFERENCES environment (id),
    id uuid NOT NULL,
    tenant_id text NOT NULL,
    integration text NOT NULL,
    authentication_method text,
    status text NOT NULL,
    region text NOT NULL,
    static_gate_id uuid,
    -- Encrypted: see the module `encryption`.
    context bytea NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id)
);

CREATE INDEX IF NOT EXISTS integrated_account_by_tenant ON integrated_account (environment_id, tenant_id);

CREATE TABLE IF NOT EXISTS link_token (
    -- SHA-256 of the token.
    hash bytea NOT NULL PRIMARY KEY,
    -- Not a foreign key, which would lock the environment's row for each batch. Environments are never deleted.
    environment_id uuid NOT NULL,
    -- The API token of the request.
    issued_by uuid NOT NULL,
    -- A keyed hash of a request with an Idempotency-Key.
    fingerprint bytea,
    tenant_id text NOT NULL,
    -- The account to reauthorise. Null: a new account, which then has a region.
    integrated_account_id uuid,
    region text,
    -- Encrypted: see the module `encryption`.
    context bytea,
    persist_previous_context boolean NOT NULL,
    redirect_uri text,
    -- Separated by spaces, which no scope contains.
    scopes text NOT NULL,
    static_gate_id uuid,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    -- The time at which the token was redeemed or revoked.
    ended_at timestamptz,
    CHECK ((integrated_account_id IS NULL) <> (region IS NULL))
);

-- For the sweep.
CREATE INDEX IF NOT EXISTS link_token_by_end ON link_token ((coalesce(ended_at, expires_at)) ASC);

-- The encryption keys that this database has used.
CREATE TABLE IF NOT EXISTS encryption_key (
    id bytea NOT NULL PRIMARY KEY,
    -- True if the key may no longer encrypt. Set before all contexts are encrypted again with another key.
    closed boolean NOT NULL DEFAULT false,
    -- True if no value is encrypted with the key any more.
    retired boolean NOT NULL DEFAULT false
);

-- The audit trail. IDs begin with the time, so that inserts go to the end of the index.
CREATE TABLE IF NOT EXISTS audit_event (
    -- A UUID of version 7.
    id uuid NOT NULL PRIMARY KEY,
    environment_id uuid NOT NULL,
    -- The request of a backend. Null: a command of an operator.
    api_token_id uuid,
    request_id uuid,
    action text NOT NULL,
    outcome text NOT NULL,
    tenant_id text,
    -- The integrated account, the API token or the static gate concerned.
    object_id uuid,
    -- The first eight bytes of the link token's hash.
    link_token_mark bytea,
    CHECK ((api_token_id IS NULL) = (request_id IS NULL))
);

-- One row: the time of the last sweep, with which a server compares its clock.
CREATE TABLE IF NOT EXISTS last_sweep (
    one integer NOT NULL PRIMARY KEY CHECK (one = 1),
    swept_at timestamptz NOT NULL
);
