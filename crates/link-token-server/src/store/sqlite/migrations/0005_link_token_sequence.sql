-- Link tokens, as before, but that an insert does less: the program gives the sequence, as it knows the last one anyway, and an environment,
-- which is never deleted, is not looked up again.
CREATE TABLE link_token_5 (
    sequence INTEGER NOT NULL PRIMARY KEY,
    -- SHA-256 of the token.
    hash BLOB NOT NULL,
    environment_id BLOB NOT NULL,
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

-- A sequence is never given twice: those up to this one, and up to the last one of the table, were given.
CREATE TABLE link_token_swept (
    last_sequence INTEGER NOT NULL
) STRICT;

INSERT INTO link_token_swept
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'link_token'), 0);

INSERT INTO link_token_5 SELECT * FROM link_token ORDER BY sequence;
DROP TABLE link_token;
ALTER TABLE link_token_5 RENAME TO link_token;

-- For the sweep of what died long ago.
CREATE INDEX link_token_by_end ON link_token (coalesce(died_at, expires_at));
