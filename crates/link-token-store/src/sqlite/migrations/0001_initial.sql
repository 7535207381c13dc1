-- Times are milliseconds since 1970-01-01T00:00:00Z. IDs are the 16 bytes of a UUID. Flags are 0 or 1.

CREATE TABLE environment (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    -- The lifetime of its link tokens, in seconds. Null: the lifetime of the server.
    lifetime INTEGER,
    -- The appearance of the connection page.
    display_name TEXT,
    accent_colour TEXT,
    -- The sites that may frame or open the page, separated by spaces.
    page_origins TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- The redirect URIs that link tokens of an environment may have. Without a row: any within the rules.
CREATE TABLE redirect_uri (
    environment_id BLOB NOT NULL REFERENCES environment (id),
    uri TEXT NOT NULL,
    PRIMARY KEY (environment_id, uri)
) STRICT, WITHOUT ROWID;

CREATE TABLE environment_logo (
    environment_id BLOB NOT NULL PRIMARY KEY REFERENCES environment (id),
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- The integrations that an environment has enabled, or had.
CREATE TABLE environment_integration (
    environment_id BLOB NOT NULL REFERENCES environment (id),
    id BLOB NOT NULL UNIQUE,
    integration TEXT NOT NULL,
    is_enabled INTEGER NOT NULL,
    -- The OAuth client of the operator.
    client_id TEXT,
    -- Encrypted: see the module `encryption`.
    client_secret BLOB,
    -- Separated by spaces. Null: the scopes of the integration.
    scopes TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id),
    UNIQUE (environment_id, integration)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_token (
    id BLOB NOT NULL PRIMARY KEY,
    environment_id BLOB NOT NULL REFERENCES environment (id),
    name TEXT NOT NULL,
    -- Separated by spaces.
    permissions TEXT NOT NULL,
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
    -- Not a foreign key: an account may be connected elsewhere.
    environment_integration_id BLOB,
    authentication_method TEXT,
    status TEXT NOT NULL,
    last_error TEXT,
    -- The ID of the account at the third party.
    upstream_id TEXT,
    region TEXT NOT NULL,
    static_gate_id BLOB,
    -- Encrypted: see the module `encryption`.
    context BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

-- For pages of a list: a condition, the order, and all other columns of the filter.
CREATE INDEX integrated_account_by_creation ON integrated_account (environment_id, created_at, id, updated_at, status, integration, tenant_id);

CREATE INDEX integrated_account_by_tenant ON integrated_account (environment_id, tenant_id, created_at, id, updated_at, status, integration);

CREATE INDEX integrated_account_by_status ON integrated_account (environment_id, status, created_at, id, updated_at, integration, tenant_id);

CREATE INDEX integrated_account_by_integration ON integrated_account (environment_id, integration, created_at, id, updated_at, status, tenant_id);

-- For the accounts of the same user at a third party.
CREATE INDEX integrated_account_by_upstream ON integrated_account (upstream_id) WHERE upstream_id IS NOT NULL;

CREATE TABLE credentials (
    environment_id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    -- Encrypted: see the module `encryption`.
    content BLOB NOT NULL,
    expires_at INTEGER,
    -- The time at which the access token was issued. Changes that leave it alone keep it.
    issued_at INTEGER,
    -- True if the third party can be asked for new ones.
    is_refreshable INTEGER NOT NULL,
    -- The number of times that the content was replaced.
    version INTEGER NOT NULL,
    -- The time at which a user or a backend has granted them. Refreshes keep it.
    granted_at INTEGER NOT NULL,
    -- The time from which a server refreshes them. Null: never.
    refresh_at INTEGER,
    -- The end of the lease of the refresh in flight.
    leased_until INTEGER,
    -- The failed refreshes since the content was replaced, and the last ones of them that were
    -- refused.
    failures INTEGER NOT NULL,
    refusals INTEGER NOT NULL,
    -- True if the third party may have replaced the refresh token.
    is_answer_lost INTEGER NOT NULL,
    refresh_error TEXT,
    PRIMARY KEY (environment_id, account_id)
) STRICT, WITHOUT ROWID;

-- For the credentials that are due.
CREATE INDEX credentials_by_refresh ON credentials (refresh_at) WHERE refresh_at IS NOT NULL;

-- For the metric of what expires first.
CREATE INDEX credentials_by_expiry ON credentials (expires_at) WHERE refresh_at IS NOT NULL;

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
    -- SHA-256 of the verifier of the session to which the token is bound.
    code_challenge BLOB,
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

-- The goes at the connection flow.
CREATE TABLE attempt (
    environment_id BLOB NOT NULL,
    id BLOB NOT NULL,
    -- The number of changes.
    version INTEGER NOT NULL,
    link_token_hash BLOB NOT NULL,
    -- SHA-256 of the key in the address of the page.
    key_hash BLOB NOT NULL UNIQUE,
    -- SHA-256 of the OAuth `state`.
    state_hash BLOB UNIQUE,
    -- SHA-256 of the browser's cookie.
    browser_hash BLOB,
    environment_integration_id BLOB,
    integration TEXT,
    authentication_method TEXT,
    -- JSON of the page.
    options TEXT NOT NULL,
    phase TEXT NOT NULL,
    phase_since INTEGER NOT NULL,
    -- The number of times that it asked the third party, or left for it.
    tries INTEGER NOT NULL,
    error_type TEXT,
    error TEXT,
    account_id BLOB,
    -- The account to reauthorise.
    reauthorises BLOB,
    -- Encrypted: see the module `encryption`.
    secrets BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

-- For the account that a link token was redeemed for.
CREATE INDEX attempt_by_link_token ON attempt (link_token_hash);

-- For the deletion of an account.
CREATE INDEX attempt_by_account ON attempt (environment_id, coalesce(account_id, reauthorises));

-- For the sweep.
CREATE INDEX attempt_by_expiry ON attempt (expires_at);

-- The accounts that wait for their confirmation, and those that were confirmed.
CREATE TABLE confirmation (
    environment_id BLOB NOT NULL,
    -- The attempt that has connected the account.
    id BLOB NOT NULL,
    link_token_hash BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL,
    -- True if the account was created for the connection.
    is_new_account INTEGER NOT NULL,
    -- The state that the connection flow has found.
    status TEXT NOT NULL,
    -- Encrypted: see the module `encryption`. Null: confirmed.
    content BLOB,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

-- For the deletion of an account.
CREATE INDEX confirmation_by_account ON confirmation (environment_id, account_id);

-- For the sweep.
CREATE INDEX confirmation_by_expiry ON confirmation (expires_at);

-- The addresses that an environment wants its events sent to.
CREATE TABLE webhook (
    environment_id BLOB NOT NULL REFERENCES environment (id),
    id BLOB NOT NULL UNIQUE,
    target_url TEXT NOT NULL,
    -- Separated by spaces. Null: all events.
    event_types TEXT,
    is_active INTEGER NOT NULL,
    -- Encrypted: see the module `encryption`.
    secret BLOB NOT NULL,
    -- The secret before the last rotation, encrypted, and the time until which it signs.
    previous_secret BLOB,
    previous_secret_until INTEGER,
    -- Both null, unless the service has switched the webhook off.
    failed_at INTEGER,
    failure TEXT,
    -- To the minute.
    last_success_at INTEGER,
    resumed_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

-- The outbox: what happened to accounts, as far as a webhook wants it.
CREATE TABLE webhook_event (
    environment_id BLOB NOT NULL,
    -- A UUID of version 7.
    id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    -- The place among the events of the account.
    sequence INTEGER NOT NULL,
    event_type TEXT NOT NULL,
    -- Encrypted: see the module `encryption`.
    payload BLOB NOT NULL,
    is_other_upstream_account INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id),
    UNIQUE (environment_id, account_id, sequence)
) STRICT, WITHOUT ROWID;

-- For the sweep.
CREATE INDEX webhook_event_by_creation ON webhook_event (created_at);

-- One row for each event and each webhook that wants it.
CREATE TABLE webhook_delivery (
    environment_id BLOB NOT NULL,
    -- A UUID of version 7.
    id BLOB NOT NULL,
    webhook_id BLOB NOT NULL,
    event_id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    first_attempt_at INTEGER,
    -- The last attempt.
    last_attempt_at INTEGER,
    duration_ms INTEGER,
    response_status INTEGER,
    error TEXT,
    -- Encrypted, since it can repeat the payload.
    answer BLOB,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

-- For the oldest pending delivery of an account.
CREATE INDEX webhook_delivery_by_account ON webhook_delivery (webhook_id, account_id, status, sequence);

-- For pages of the log.
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook_id, id);

-- For the sweep.
CREATE INDEX webhook_delivery_by_creation ON webhook_delivery (created_at);

-- One row for each webhook and account with pending deliveries, which are sent one after the other.
CREATE TABLE webhook_lane (
    webhook_id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    -- The time of the next attempt, or the end of the lease of the server that sends.
    due_at INTEGER NOT NULL,
    -- The lease of the server that sends.
    lease BLOB,
    PRIMARY KEY (webhook_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX webhook_lane_by_due_time ON webhook_lane (webhook_id, due_at, account_id);

-- The tenants that are being erased. Each is hidden until its erasure ends.
CREATE TABLE tenant_erasure (
    environment_id BLOB NOT NULL,
    tenant_id TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, tenant_id)
) STRICT, WITHOUT ROWID;

-- The tokens that no account has any more, which the third party is still to revoke.
CREATE TABLE revocation (
    environment_id BLOB NOT NULL,
    id BLOB NOT NULL,
    -- The account that the tokens were for.
    account_id BLOB NOT NULL,
    integration TEXT NOT NULL,
    environment_integration_id BLOB NOT NULL,
    authentication_method TEXT NOT NULL,
    -- The ID of the account at the third party.
    upstream_id TEXT,
    -- True if they were for a new account, which never got them.
    is_of_new_account INTEGER NOT NULL,
    -- Encrypted: see the module `encryption`.
    content BLOB NOT NULL,
    -- Encrypted: the OAuth client, after the environment was deleted.
    client BLOB,
    -- The number of tries that have begun.
    tries INTEGER NOT NULL,
    -- The time of the next try.
    due_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

-- For the revocations that are due.
CREATE INDEX revocation_by_due ON revocation (due_at);

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
    -- The request of a backend, or of a browser without an API token. Both null: a command of an operator.
    api_token_id BLOB,
    request_id BLOB,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    tenant_id TEXT,
    -- The integrated account, the API token or the static gate concerned.
    object_id BLOB,
    -- The first eight bytes of the link token's hash.
    link_token_mark BLOB,
    CHECK (api_token_id IS NULL OR request_id IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- One row: the time of the last sweep, with which a server compares its clock.
CREATE TABLE last_sweep (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    swept_at INTEGER NOT NULL
) STRICT;
