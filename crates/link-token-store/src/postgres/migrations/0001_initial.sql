-- This program uses only SQL that CockroachDB and YugabyteDB document: see docs/postgresql.md.

CREATE TABLE IF NOT EXISTS environment (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    -- The lifetime of its link tokens, in seconds. Null: the lifetime of the server.
    lifetime bigint,
    -- The appearance of the connection page.
    display_name text,
    accent_colour text,
    -- The sites that may frame or open the page, separated by spaces.
    page_origins text NOT NULL DEFAULT ''
);

-- The redirect URIs that link tokens of an environment may have. Without a row: any within the rules.
CREATE TABLE IF NOT EXISTS redirect_uri (
    environment_id uuid NOT NULL REFERENCES environment (id),
    uri text NOT NULL,
    PRIMARY KEY (environment_id, uri)
);

CREATE TABLE IF NOT EXISTS environment_logo (
    environment_id uuid NOT NULL PRIMARY KEY REFERENCES environment (id),
    media_type text NOT NULL,
    bytes bytea NOT NULL
);

-- The integrations that an environment has enabled, or had.
CREATE TABLE IF NOT EXISTS environment_integration (
    environment_id uuid NOT NULL REFERENCES environment (id),
    id uuid NOT NULL UNIQUE,
    integration text NOT NULL,
    is_enabled boolean NOT NULL,
    -- The OAuth client of the operator.
    client_id text,
    -- Encrypted: see the module `encryption`.
    client_secret bytea,
    -- Separated by spaces. Null: the scopes of the integration.
    scopes text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id),
    UNIQUE (environment_id, integration)
);

CREATE TABLE IF NOT EXISTS api_token (
    id uuid NOT NULL PRIMARY KEY,
    environment_id uuid NOT NULL REFERENCES environment (id),
    name text NOT NULL,
    -- Separated by spaces.
    permissions text NOT NULL,
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
    -- Not a foreign key: an account may be connected elsewhere.
    environment_integration_id uuid,
    authentication_method text,
    status text NOT NULL,
    last_error text,
    -- The ID of the account at the third party.
    upstream_id text,
    region text NOT NULL,
    static_gate_id uuid,
    -- Encrypted: see the module `encryption`.
    context bytea NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id)
);

-- For pages of a list: a condition, the order, and all other columns of the filter.
CREATE INDEX IF NOT EXISTS integrated_account_by_creation ON integrated_account (environment_id, created_at, id, updated_at, status, integration, tenant_id);

CREATE INDEX IF NOT EXISTS integrated_account_by_tenant ON integrated_account (environment_id, tenant_id, created_at, id, updated_at, status, integration);

CREATE INDEX IF NOT EXISTS integrated_account_by_status ON integrated_account (environment_id, status, created_at, id, updated_at, integration, tenant_id);

CREATE INDEX IF NOT EXISTS integrated_account_by_integration ON integrated_account (environment_id, integration, created_at, id, updated_at, status, tenant_id);

-- For the accounts of the same user at a third party.
CREATE INDEX IF NOT EXISTS integrated_account_by_upstream ON integrated_account (upstream_id) WHERE upstream_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS credentials (
    environment_id uuid NOT NULL,
    account_id uuid NOT NULL,
    -- Encrypted: see the module `encryption`.
    content bytea NOT NULL,
    expires_at timestamptz,
    -- The time at which the access token was issued. Changes that leave it alone keep it.
    issued_at timestamptz,
    -- True if the third party can be asked for new ones.
    is_refreshable boolean NOT NULL,
    -- The number of times that the content was replaced.
    version bigint NOT NULL,
    -- The time at which a user or a backend has granted them. Refreshes keep it.
    granted_at timestamptz NOT NULL,
    -- The time from which a server refreshes them. Null: never.
    refresh_at timestamptz,
    -- The end of the lease of the refresh in flight.
    leased_until timestamptz,
    -- The failed refreshes since the content was replaced, and the last ones of them that were
    -- refused.
    failures bigint NOT NULL,
    refusals bigint NOT NULL,
    -- True if the third party may have replaced the refresh token.
    is_answer_lost boolean NOT NULL,
    refresh_error text,
    PRIMARY KEY (environment_id, account_id)
);

-- For the credentials that are due.
CREATE INDEX IF NOT EXISTS credentials_by_refresh ON credentials (refresh_at) WHERE refresh_at IS NOT NULL;

-- For the metric of what expires first.
CREATE INDEX IF NOT EXISTS credentials_by_expiry ON credentials (expires_at) WHERE refresh_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS link_token (
    -- SHA-256 of the token.
    hash bytea NOT NULL PRIMARY KEY,
    -- Not a foreign key, which would lock the environment's row for each batch.
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
    -- SHA-256 of the verifier of the session to which the token is bound.
    code_challenge bytea,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    -- The time at which the token was redeemed or revoked.
    ended_at timestamptz,
    CHECK ((integrated_account_id IS NULL) <> (region IS NULL))
);

-- For the sweep.
CREATE INDEX IF NOT EXISTS link_token_by_end ON link_token ((coalesce(ended_at, expires_at)) ASC);

-- The goes at the connection flow.
CREATE TABLE IF NOT EXISTS attempt (
    environment_id uuid NOT NULL,
    id uuid NOT NULL,
    -- The number of changes.
    version bigint NOT NULL,
    link_token_hash bytea NOT NULL,
    -- SHA-256 of the key in the address of the page.
    key_hash bytea NOT NULL UNIQUE,
    -- SHA-256 of the OAuth `state`.
    state_hash bytea UNIQUE,
    -- SHA-256 of the browser's cookie.
    browser_hash bytea,
    environment_integration_id uuid,
    integration text,
    authentication_method text,
    -- JSON of the page.
    options text NOT NULL,
    phase text NOT NULL,
    phase_since timestamptz NOT NULL,
    -- The number of times that it asked the third party, or left for it.
    tries bigint NOT NULL,
    error_type text,
    error text,
    account_id uuid,
    -- The account to reauthorise.
    reauthorises uuid,
    -- Encrypted: see the module `encryption`.
    secrets bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id)
);

-- For the account that a link token was redeemed for.
CREATE INDEX IF NOT EXISTS attempt_by_link_token ON attempt (link_token_hash);

-- For the deletion of an account. It does not begin with the environment: without statistics, the
-- planner would find attempts by their environment, and keep that plan until there are some.
CREATE INDEX IF NOT EXISTS attempt_by_account ON attempt ((coalesce(account_id, reauthorises))) WHERE coalesce(account_id, reauthorises) IS NOT NULL;

-- For the sweep.
CREATE INDEX IF NOT EXISTS attempt_by_expiry ON attempt (expires_at);

-- The accounts that wait for their confirmation, and those that were confirmed.
CREATE TABLE IF NOT EXISTS confirmation (
    environment_id uuid NOT NULL,
    -- The attempt that has connected the account.
    id uuid NOT NULL,
    link_token_hash bytea NOT NULL UNIQUE,
    account_id uuid NOT NULL,
    -- True if the account was created for the connection.
    is_new_account boolean NOT NULL,
    -- The state that the connection flow has found.
    status text NOT NULL,
    -- Encrypted: see the module `encryption`. Null: confirmed.
    content bytea,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id)
);

-- For the deletion of an account.
CREATE INDEX IF NOT EXISTS confirmation_by_account ON confirmation (environment_id, account_id);

-- For the sweep.
CREATE INDEX IF NOT EXISTS confirmation_by_expiry ON confirmation (expires_at);

-- The addresses that an environment wants its events sent to.
CREATE TABLE IF NOT EXISTS webhook (
    environment_id uuid NOT NULL REFERENCES environment (id),
    id uuid NOT NULL UNIQUE,
    target_url text NOT NULL,
    -- Separated by spaces. Null: all events.
    event_types text,
    is_active boolean NOT NULL,
    -- Encrypted: see the module `encryption`.
    secret bytea NOT NULL,
    -- The secret before the last rotation, encrypted, and the time until which it signs.
    previous_secret bytea,
    previous_secret_until timestamptz,
    -- Both null, unless the service has switched the webhook off.
    failed_at timestamptz,
    failure text,
    -- To the minute.
    last_success_at timestamptz,
    resumed_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id)
);

-- The outbox: what happened to accounts, as far as a webhook wants it.
CREATE TABLE IF NOT EXISTS webhook_event (
    environment_id uuid NOT NULL,
    -- A UUID of version 7.
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    -- The place among the events of the account.
    sequence bigint NOT NULL,
    event_type text NOT NULL,
    -- Encrypted: see the module `encryption`.
    payload bytea NOT NULL,
    is_other_upstream_account boolean NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id),
    UNIQUE (environment_id, account_id, sequence)
);

-- For the sweep.
CREATE INDEX IF NOT EXISTS webhook_event_by_creation ON webhook_event (created_at);

-- One row for each event and each webhook that wants it.
CREATE TABLE IF NOT EXISTS webhook_delivery (
    environment_id uuid NOT NULL,
    -- A UUID of version 7.
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    event_id uuid NOT NULL,
    account_id uuid NOT NULL,
    sequence bigint NOT NULL,
    status text NOT NULL,
    attempts bigint NOT NULL,
    first_attempt_at timestamptz,
    -- The last attempt.
    last_attempt_at timestamptz,
    duration_ms bigint,
    response_status bigint,
    error text,
    -- Encrypted, since it can repeat the payload.
    answer bytea,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id)
);

-- For the oldest pending delivery of an account.
CREATE INDEX IF NOT EXISTS webhook_delivery_by_account ON webhook_delivery (webhook_id, account_id, status, sequence);

-- For pages of the log.
CREATE INDEX IF NOT EXISTS webhook_delivery_by_webhook ON webhook_delivery (webhook_id, id);

-- For the sweep.
CREATE INDEX IF NOT EXISTS webhook_delivery_by_creation ON webhook_delivery (created_at);

-- One row for each webhook and account with pending deliveries, which are sent one after the other.
CREATE TABLE IF NOT EXISTS webhook_lane (
    webhook_id uuid NOT NULL,
    account_id uuid NOT NULL,
    -- The time of the next attempt, or the end of the lease of the server that sends.
    due_at timestamptz NOT NULL,
    -- The lease of the server that sends.
    lease uuid,
    PRIMARY KEY (webhook_id, account_id)
);

CREATE INDEX IF NOT EXISTS webhook_lane_by_due_time ON webhook_lane (webhook_id, due_at, account_id);

-- The tenants that are being erased. Each is hidden until its erasure ends.
CREATE TABLE IF NOT EXISTS tenant_erasure (
    environment_id uuid NOT NULL,
    tenant_id text NOT NULL,
    began_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, tenant_id)
);

-- The tokens that no account has any more, which the third party is still to revoke.
CREATE TABLE IF NOT EXISTS revocation (
    environment_id uuid NOT NULL,
    id uuid NOT NULL,
    -- The account that the tokens were for.
    account_id uuid NOT NULL,
    integration text NOT NULL,
    environment_integration_id uuid NOT NULL,
    authentication_method text NOT NULL,
    -- The ID of the account at the third party.
    upstream_id text,
    -- True if they were for a new account, which never got them.
    is_of_new_account boolean NOT NULL,
    -- Encrypted: see the module `encryption`.
    content bytea NOT NULL,
    -- Encrypted: the OAuth client, after the environment was deleted.
    client bytea,
    -- The number of tries that have begun.
    tries bigint NOT NULL,
    -- The time of the next try.
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (environment_id, id)
);

-- For the revocations that are due.
CREATE INDEX IF NOT EXISTS revocation_by_due ON revocation (due_at);

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
    -- The request of a backend, or of a browser without an API token. Both null: a command of an operator.
    api_token_id uuid,
    request_id uuid,
    action text NOT NULL,
    outcome text NOT NULL,
    tenant_id text,
    -- The integrated account, the API token or the static gate concerned.
    object_id uuid,
    -- The first eight bytes of the link token's hash.
    link_token_mark bytea,
    CHECK (api_token_id IS NULL OR request_id IS NOT NULL)
);

-- One row: the time of the last sweep, with which a server compares its clock.
CREATE TABLE IF NOT EXISTS last_sweep (
    one integer NOT NULL PRIMARY KEY CHECK (one = 1),
    swept_at timestamptz NOT NULL
);
