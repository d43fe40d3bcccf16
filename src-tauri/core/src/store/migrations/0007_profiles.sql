-- Copies of a report that show a part of it (domain/profile), each signed for itself, and the pseudonyms of candidates.

CREATE TABLE report_copy (
    id TEXT NOT NULL PRIMARY KEY, -- VS-2026-7F3K-Q29D
    interview TEXT NOT NULL REFERENCES interview (id),
    profile TEXT NOT NULL CHECK (profile IN ('candidate', 'sponsor', 'pseudonymous')),
    version INTEGER NOT NULL,
    signed_at TEXT NOT NULL,
    signer TEXT NOT NULL REFERENCES identity (fingerprint),
    pages INTEGER NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    -- The end of the trail that it prints; null where its profile leaves that out.
    trail_sequence INTEGER,
    trail_hash TEXT,
    pdf BLOB NOT NULL,
    UNIQUE (interview, profile)
) STRICT;

-- It is random, and stays with the person until the person is erased.
CREATE TABLE pseudonym (
    candidate TEXT NOT NULL PRIMARY KEY REFERENCES candidate (id),
    pseudonym TEXT NOT NULL UNIQUE CHECK (pseudonym <> '') -- K7-3094
) STRICT, WITHOUT ROWID;

-- A signed copy is the bytes that were signed, and goes only with the person.
CREATE TRIGGER report_copy_frozen BEFORE UPDATE ON report_copy
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER report_copy_delete_frozen BEFORE DELETE ON report_copy
WHEN NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) WHERE interview.id = OLD.interview)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER pseudonym_frozen BEFORE UPDATE ON pseudonym
BEGIN SELECT RAISE(ABORT, 'the pseudonym stands in signed reports'); END;
CREATE TRIGGER pseudonym_delete_frozen BEFORE DELETE ON pseudonym
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE candidate = OLD.candidate)
BEGIN SELECT RAISE(ABORT, 'the pseudonym stands in signed reports'); END;

-- An id names one report.
CREATE TRIGGER report_copy_is_no_report BEFORE INSERT ON report_copy
WHEN EXISTS (SELECT 1 FROM report WHERE id = NEW.id UNION ALL SELECT 1 FROM received_report WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER report_is_no_copy BEFORE INSERT ON report
WHEN EXISTS (SELECT 1 FROM report_copy WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
CREATE TRIGGER received_report_is_no_copy BEFORE INSERT ON received_report
WHEN EXISTS (SELECT 1 FROM report_copy WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
