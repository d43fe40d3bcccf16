-- Whose signatures were met here, and whom the user trusts. What is known of a signer stands in workspace/signers.

CREATE TABLE signer (
    fingerprint TEXT NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 64),
    name TEXT, -- null, as the time of first sight: trusted by fingerprint before any report came
    organisation TEXT,
    first_seen_at TEXT,
    trusted_at TEXT,
    CHECK ((name IS NULL) = (first_seen_at IS NULL)),
    CHECK (first_seen_at IS NOT NULL OR trusted_at IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The identity with the highest position signs. Until now there was one, and the time that it was made told which.
ALTER TABLE identity ADD COLUMN position INTEGER NOT NULL DEFAULT 1;
-- The certificates between the leaf and the outermost one, which stands in the column root: one behind another, DER.
-- Identities that were made here have none.
ALTER TABLE identity ADD COLUMN intermediates BLOB NOT NULL DEFAULT x'';
