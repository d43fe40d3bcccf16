-- Reports that were signed elsewhere, and what reviewers make of reports. A report is kept as the bytes that its assessor
-- signed, a reviewer's signature as the bytes that follow them. Everything else here is what the signed record says, for
-- lists: whoever relies on it verifies the bytes.

-- Somebody who was interviewed elsewhere. The id in a report means something only where the report comes from, so it counts
-- together with the key that signed: nobody becomes somebody else by a name, a reference or an id.
CREATE TABLE received_candidate (
    id TEXT NOT NULL PRIMARY KEY,
    signer TEXT NOT NULL CHECK (length(signer) = 64),
    original TEXT NOT NULL, -- the id in the workspace that made the report
    received_at TEXT NOT NULL,
    UNIQUE (signer, original)
) STRICT, WITHOUT ROWID;

CREATE TABLE received_report (
    id TEXT NOT NULL PRIMARY KEY, -- VS-2026-7F3K-Q29D
    candidate TEXT NOT NULL REFERENCES received_candidate (id),
    version INTEGER NOT NULL,
    supersedes TEXT, -- no reference: that report may never come here
    candidate_name TEXT NOT NULL,
    candidate_reference TEXT,
    candidate_role TEXT,
    assessor TEXT NOT NULL,
    interview TEXT NOT NULL,
    interviewed_at TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    -- The certificate's holder.
    signer TEXT NOT NULL CHECK (length(signer) = 64),
    signer_name TEXT NOT NULL,
    signer_organisation TEXT,
    signed_at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    pages INTEGER NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    pdf BLOB NOT NULL
) STRICT;

CREATE INDEX received_report_by_candidate ON received_report (candidate);
CREATE INDEX received_report_by_superseded ON received_report (supersedes) WHERE supersedes IS NOT NULL;

CREATE TABLE received_assessment (
    report TEXT NOT NULL REFERENCES received_report (id),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    edition TEXT NOT NULL,
    edition_name TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    computed_level INTEGER,
    awarded_level INTEGER,
    concluded_at TEXT NOT NULL,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX received_assessment_by_id ON received_assessment (id);

-- A reviewer's signature on a report that was signed here, or on one that was received.
CREATE TABLE countersignature (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64), -- of the report and the revision
    report TEXT UNIQUE REFERENCES report (id),
    received_report TEXT UNIQUE REFERENCES received_report (id),
    signer TEXT NOT NULL CHECK (length(signer) = 64),
    signer_name TEXT NOT NULL,
    signer_organisation TEXT,
    signed_at TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'returned')),
    reason TEXT NOT NULL,
    sampled TEXT NOT NULL, -- a statement a line: assessment, level and place in it, parted by spaces
    added_at TEXT NOT NULL,
    revision BLOB NOT NULL, -- what follows the report's own bytes
    CHECK ((report IS NULL) <> (received_report IS NULL))
) STRICT;

-- A review that is not signed yet.
CREATE TABLE review (
    report TEXT NOT NULL PRIMARY KEY REFERENCES received_report (id),
    decision TEXT CHECK (decision IN ('accepted', 'returned')), -- null: not decided
    reason TEXT NOT NULL,
    sampled TEXT NOT NULL, -- as above
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What others signed does not change either.
CREATE TRIGGER received_candidate_frozen BEFORE UPDATE ON received_candidate
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER received_candidate_delete_frozen BEFORE DELETE ON received_candidate
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER received_report_frozen BEFORE UPDATE ON received_report
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER received_report_delete_frozen BEFORE DELETE ON received_report
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER received_assessment_frozen BEFORE UPDATE ON received_assessment
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER received_assessment_delete_frozen BEFORE DELETE ON received_assessment
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER countersignature_frozen BEFORE UPDATE ON countersignature
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER countersignature_delete_frozen BEFORE DELETE ON countersignature
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;

-- A report is this workspace's own, or was received: its id names one of them.
CREATE TRIGGER received_report_is_not_own BEFORE INSERT ON received_report
WHEN EXISTS (SELECT 1 FROM report WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER report_was_not_received BEFORE INSERT ON report
WHEN EXISTS (SELECT 1 FROM received_report WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;

-- A review ends with its signature.
CREATE TRIGGER review_insert_frozen BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM countersignature WHERE received_report = NEW.report)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER review_update_frozen BEFORE UPDATE ON review
WHEN EXISTS (SELECT 1 FROM countersignature WHERE received_report = NEW.report)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
