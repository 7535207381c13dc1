-- Link tokens, as before, but for two things. A sequence is never given twice, so that what once pointed to a link token can never
-- point to another. And there is no index by hash, of which each new token would change another page: see the module `hash_index`.
CREATE TABLE link_token_3 (
    sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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

INSERT INTO link_token_3 SELECT * FROM link_token ORDER BY sequence;
DROP TABLE link_token;
ALTER TABLE link_token_3 RENAME TO link_token;

-- For the sweep of what died long ago.
CREATE INDEX link_token_by_end ON link_token (coalesce(died_at, expires_at));

-- The index by hash: runs of link tokens that were issued one after the other, each sorted by hash.
CREATE TABLE link_token_run (
    id INTEGER NOT NULL PRIMARY KEY,
    -- 0 for a run as it was first written, 1 for one that such were merged into, and so on.
    level INTEGER NOT NULL,
    -- It has two to the power of this many parts.
    bits INTEGER NOT NULL,
    -- Of the last link token in it.
    last_sequence INTEGER NOT NULL,
    -- The run that this one is being merged into.
    merged_into INTEGER,
    -- How many parts of those runs that are being merged into this one are in it. Null if it is complete.
    merged INTEGER
) STRICT;

-- The parts of runs. Each has the link tokens whose hashes begin with the same bits, which are its number.
CREATE TABLE link_token_part (
    -- The ID of the run, times 2^32, plus the number of the part.
    place INTEGER NOT NULL PRIMARY KEY,
    -- For each link token, in order: the first eight bytes of the hash, and the sequence in eight bytes.
    entries BLOB NOT NULL
) STRICT;
