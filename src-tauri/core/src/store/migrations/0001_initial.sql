-- Times are RFC 3339 with the offset of the clock on the wall; they are ordered by unixepoch(…), never as text.
-- Ids are UUIDs made by the caller, so that a retried write finds what the first try left.

PRAGMA application_id = 0x56736166; -- "Vsaf"

-- Definitions: immutable text, named by its hash.

CREATE TABLE definition (
    hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    edition TEXT NOT NULL,
    edition_name TEXT NOT NULL,
    edition_status TEXT NOT NULL CHECK (edition_status IN ('draft', 'current', 'legacy')),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    mark TEXT CHECK (mark IN ('new', 'modified')),
    description TEXT NOT NULL,
    guidance_mark TEXT CHECK (guidance_mark IN ('new', 'modified')),
    origin TEXT NOT NULL CHECK (origin IN ('built-in', 'imported')),
    added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE guidance_note (
    definition TEXT NOT NULL REFERENCES definition (hash) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    is_prompt INTEGER NOT NULL CHECK (is_prompt IN (0, 1)),
    text TEXT NOT NULL,
    PRIMARY KEY (definition, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE level_definition (
    definition TEXT NOT NULL REFERENCES definition (hash) ON DELETE CASCADE,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 7),
    mark TEXT CHECK (mark IN ('new', 'modified')),
    not_defined_reason TEXT, -- null where the skill is defined at the level
    PRIMARY KEY (definition, level)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
    definition TEXT NOT NULL,
    level INTEGER NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    text TEXT NOT NULL,
    PRIMARY KEY (definition, level, ordinal),
    FOREIGN KEY (definition, level) REFERENCES level_definition (definition, level) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The definition that new interviews use.
CREATE TABLE current_definition (
    edition TEXT NOT NULL,
    code TEXT NOT NULL,
    definition TEXT NOT NULL REFERENCES definition (hash),
    PRIMARY KEY (edition, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_request (
    number INTEGER NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    summary TEXT NOT NULL,
    skill TEXT,
    level INTEGER CHECK (level BETWEEN 1 AND 7),
    rationale TEXT NOT NULL,
    applies_to TEXT NOT NULL,
    decided TEXT NOT NULL,
    changed TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE change_request_statement (
    change_request INTEGER NOT NULL REFERENCES change_request (number) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (change_request, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_request_reference (
    change_request INTEGER NOT NULL REFERENCES change_request (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (change_request, position)
) STRICT, WITHOUT ROWID;

-- People and interviews.

CREATE TABLE candidate (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    reference TEXT UNIQUE,
    role TEXT,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE interview (
    id TEXT NOT NULL PRIMARY KEY,
    candidate TEXT NOT NULL REFERENCES candidate (id),
    assessor_name TEXT NOT NULL,
    assessor_organisation TEXT,
    purpose TEXT,
    started_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX interview_by_candidate ON interview (candidate);

CREATE TABLE assessment (
    id TEXT NOT NULL PRIMARY KEY,
    interview TEXT NOT NULL REFERENCES interview (id),
    position INTEGER NOT NULL,
    definition TEXT NOT NULL REFERENCES definition (hash),
    rule_name TEXT NOT NULL,
    rule_version INTEGER NOT NULL,
    rule_floor TEXT NOT NULL,
    rule_mean_tenths INTEGER,
    rule_coverage_tenths INTEGER NOT NULL,
    rule_lower_levels TEXT NOT NULL,
    -- Where the interview stands, so that it resumes there.
    at_level INTEGER NOT NULL,
    at_ordinal INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'concluded', 'signed')),
    computed_level INTEGER,
    awarded_level INTEGER,
    award_reason TEXT,
    concluded_at TEXT,
    UNIQUE (interview, position),
    CHECK ((state = 'draft') = (concluded_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX assessment_by_state ON assessment (state);

CREATE TABLE response (
    assessment TEXT NOT NULL REFERENCES assessment (id),
    level INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    finding TEXT CHECK (finding IN ('not-met', 'partly', 'largely', 'fully', 'no-opportunity')),
    note TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '', -- why there was no opportunity
    follow_up INTEGER NOT NULL DEFAULT 0 CHECK (follow_up IN (0, 1)),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (assessment, level, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
    assessment TEXT NOT NULL,
    level INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    position INTEGER NOT NULL,
    asked TEXT NOT NULL,
    answered TEXT NOT NULL,
    PRIMARY KEY (assessment, level, ordinal, position),
    FOREIGN KEY (assessment, level, ordinal) REFERENCES response (assessment, level, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,
    assessment TEXT NOT NULL REFERENCES assessment (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('example', 'work-product', 'observation', 'testimony', 'reference')),
    title TEXT NOT NULL,
    date TEXT, -- ISO 8601
    seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
    UNIQUE (assessment, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence_statement (
    evidence TEXT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    level INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (evidence, level, ordinal)
) STRICT, WITHOUT ROWID;

-- What was concluded no longer changes; the database itself sees to it. Every table of an interview's content has
-- its row in `response` or `evidence` written first, so that these two guard them all.
CREATE TRIGGER response_insert_frozen BEFORE INSERT ON response
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER response_update_frozen BEFORE UPDATE ON response
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER response_delete_frozen BEFORE DELETE ON response
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER evidence_insert_frozen BEFORE INSERT ON evidence
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER evidence_delete_frozen BEFORE DELETE ON evidence
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

-- Of a concluded assessment only the state moves on, from concluded to signed.
CREATE TRIGGER assessment_frozen BEFORE UPDATE ON assessment
WHEN OLD.state <> 'draft'
    AND (OLD.id, OLD.interview, OLD.definition, OLD.rule_name, OLD.rule_version, OLD.rule_floor, OLD.rule_mean_tenths,
         OLD.rule_coverage_tenths, OLD.rule_lower_levels, OLD.computed_level, OLD.awarded_level, OLD.award_reason,
         OLD.concluded_at)
    IS NOT
        (NEW.id, NEW.interview, NEW.definition, NEW.rule_name, NEW.rule_version, NEW.rule_floor, NEW.rule_mean_tenths,
         NEW.rule_coverage_tenths, NEW.rule_lower_levels, NEW.computed_level, NEW.awarded_level, NEW.award_reason,
         NEW.concluded_at)
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER assessment_state_frozen BEFORE UPDATE OF state ON assessment
WHEN OLD.state = 'signed' OR (OLD.state = 'concluded' AND NEW.state <> 'signed')
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

-- Signing.

CREATE TABLE identity (
    fingerprint TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    organisation TEXT,
    certificate BLOB NOT NULL,
    root BLOB NOT NULL,
    encrypted_key TEXT NOT NULL, -- PKCS#8 under the passphrase, PEM
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
    id TEXT NOT NULL PRIMARY KEY, -- VS-2026-7F3K-Q29D
    interview TEXT NOT NULL UNIQUE REFERENCES interview (id),
    version INTEGER NOT NULL,
    signed_at TEXT NOT NULL,
    signer TEXT NOT NULL REFERENCES identity (fingerprint),
    pages INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    pdf BLOB NOT NULL
) STRICT;

-- A signed report is the bytes that were signed.
CREATE TRIGGER report_frozen BEFORE UPDATE ON report
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
