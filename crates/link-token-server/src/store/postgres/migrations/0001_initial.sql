-- What the statements in this program may use is in docs/postgresql.md: no more than CockroachDB and YugabyteDB document.

CREATE TABLE IF NOT EXISTS environment (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    -- How long its link tokens live, in seconds. As the server is configured, if null.
    lifetime bigint
);

-- Where the link tokens of an environment may send users. Anywhere within the rules, if there are none.
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
    -- Sealed; see the module `encryption`.
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
    -- The API token that asked for it.
    issued_by uuid NOT NULL,
    -- A keyed hash of the request, if that had an Idempotency-Key.
    fingerprint bytea,
    tenant_id text NOT NULL,
    -- The account to reauthorise. A new account if there is none; then there is a region.
    integrated_account_id uuid,
    region text,
    -- Sealed; see the module `encryption`.
    context bytea,
    persist_previous_context boolean NOT NULL,
    redirect_uri text,
    -- Separated by spaces, which a scope cannot contain.
    scopes text NOT NULL,
    static_gate_id uuid,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    -- Set when the token is redeemed or revoked.
    died_at timestamptz,
    CHECK ((integrated_account_id IS NULL) <> (region IS NULL))
);

-- For the sweep of what died long ago.
CREATE INDEX IF NOT EXISTS link_token_by_end ON link_token ((coalesce(died_at, expires_at)) ASC);

-- The encryption keys that have sealed values in this database.
CREATE TABLE IF NOT EXISTS encryption_key (
    id bytea NOT NULL PRIMARY KEY,
    -- Nothing may be sealed with it any more. Set before everything is sealed again with another key.
    closed boolean NOT NULL DEFAULT false,
    -- Nothing is sealed with it any more.
    retired boolean NOT NULL DEFAULT false
);

-- Who sweeps. One row.
CREATE TABLE IF NOT EXISTS sweeper (
    one integer NOT NULL PRIMARY KEY CHECK (one = 1),
    -- The server that does.
    holder uuid,
    -- Until when no other may.
    until timestamptz NOT NULL
);

INSERT INTO sweeper (one, until) VALUES (1, '1970-01-01T00:00:00Z') ON CONFLICT (one) DO NOTHING;
