-- The whole interview: conduct, time, the candidate's page, several skills, attachments, own rules, undo, settings.

ALTER TABLE interview ADD COLUMN assessor_qualification TEXT;
ALTER TABLE interview ADD COLUMN assessor_independence TEXT NOT NULL DEFAULT '';
ALTER TABLE interview ADD COLUMN ended_at TEXT;
ALTER TABLE interview ADD COLUMN mode TEXT CHECK (mode IN ('in-person', 'video', 'telephone'));
ALTER TABLE interview ADD COLUMN place TEXT;
ALTER TABLE interview ADD COLUMN identity_check TEXT;
ALTER TABLE interview ADD COLUMN consent TEXT CHECK (consent IN ('given', 'withheld'));
ALTER TABLE interview ADD COLUMN sponsor TEXT;
ALTER TABLE interview ADD COLUMN observers TEXT NOT NULL DEFAULT ''; -- a name a line
ALTER TABLE interview ADD COLUMN adjustments TEXT NOT NULL DEFAULT '';
ALTER TABLE interview ADD COLUMN interruptions TEXT NOT NULL DEFAULT '';
ALTER TABLE interview ADD COLUMN comment TEXT NOT NULL DEFAULT '';
ALTER TABLE interview ADD COLUMN agreement TEXT CHECK (agreement IN ('agrees', 'agrees-in-part', 'disagrees'));
-- Given with a mark, or voided; null where there is none.
ALTER TABLE interview ADD COLUMN acknowledgement TEXT CHECK (acknowledgement IN ('typed', 'drawn', 'voided'));
ALTER TABLE interview ADD COLUMN acknowledgement_mark TEXT; -- the typed name, or the lines that were drawn
ALTER TABLE interview ADD COLUMN acknowledgement_at TEXT;
ALTER TABLE interview ADD COLUMN missing_because TEXT NOT NULL DEFAULT '';
-- What the candidate was called when the sitting was concluded; null while it is a draft.
ALTER TABLE interview ADD COLUMN candidate_name TEXT;
ALTER TABLE interview ADD COLUMN candidate_reference TEXT;
ALTER TABLE interview ADD COLUMN candidate_role TEXT;
UPDATE interview SET candidate_name = it.name, candidate_reference = it.reference, candidate_role = it.role
FROM candidate it
WHERE it.id = interview.candidate
  AND EXISTS (SELECT 1 FROM assessment WHERE assessment.interview = interview.id AND state <> 'draft');

CREATE TABLE pause (
    interview TEXT NOT NULL REFERENCES interview (id),
    position INTEGER NOT NULL,
    from_at TEXT NOT NULL,
    until_at TEXT,
    PRIMARY KEY (interview, position)
) STRICT, WITHOUT ROWID;

-- Drafts that were begun before had no order of asking.
ALTER TABLE assessment ADD COLUMN walk TEXT NOT NULL DEFAULT 'free' CHECK (walk IN ('up', 'outward', 'free'));
ALTER TABLE assessment ADD COLUMN walk_from INTEGER NOT NULL DEFAULT 1 CHECK (walk_from BETWEEN 1 AND 7);
UPDATE assessment SET walk_from =
    coalesce((SELECT min(level) FROM statement WHERE statement.definition = assessment.definition), 1);
ALTER TABLE assessment ADD COLUMN strengths TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN gaps TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN next_steps TEXT NOT NULL DEFAULT '';
-- What is to be awarded: as computed (-1), no level (0), or a level. It counts once the assessment is concluded.
ALTER TABLE assessment ADD COLUMN proposed_level INTEGER NOT NULL DEFAULT -1 CHECK (proposed_level BETWEEN -1 AND 7);
ALTER TABLE assessment ADD COLUMN proposed_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN supersedes TEXT REFERENCES assessment (id);
-- A skill that was taken out of its sitting stays until the sitting is concluded, so that it can come back.
ALTER TABLE assessment ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));

CREATE INDEX assessment_by_superseded ON assessment (supersedes) WHERE supersedes IS NOT NULL;

-- An item that was taken back stays until the sitting is concluded, so that it can come back to its place.
ALTER TABLE evidence ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));

-- Attached files, each kept once, named by its hash.
CREATE TABLE attachment (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE evidence_attachment (
    evidence TEXT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES attachment (sha256),
    PRIMARY KEY (evidence, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_attachment_by_hash ON evidence_attachment (sha256);

-- Decision rules of one's own. A version never changes; a change is a new version.
CREATE TABLE decision_rule (
    name TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    floor TEXT NOT NULL,
    mean_tenths INTEGER,
    coverage_tenths INTEGER NOT NULL,
    lower_levels TEXT NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decision_rule_frozen BEFORE UPDATE ON decision_rule
BEGIN SELECT RAISE(ABORT, 'a version of a rule does not change'); END;

-- What can be taken back while an interview is a draft. Concluding deletes it: what was unsaid stays unsaid.
CREATE TABLE edit (
    interview TEXT NOT NULL REFERENCES interview (id),
    sequence INTEGER NOT NULL,
    before TEXT NOT NULL, -- JSON: the changes that take it back, in their order
    after TEXT NOT NULL, -- JSON: the changes that do it again, in their order
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    made_at TEXT NOT NULL,
    PRIMARY KEY (interview, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was concluded no longer changes: now with what an assessment gained above, with its sitting, and with every table
-- of its content by itself.

DROP TRIGGER assessment_frozen;
CREATE TRIGGER assessment_frozen BEFORE UPDATE ON assessment
WHEN OLD.state <> 'draft'
    AND (OLD.id, OLD.interview, OLD.definition, OLD.rule_name, OLD.rule_version, OLD.rule_floor, OLD.rule_mean_tenths,
         OLD.rule_coverage_tenths, OLD.rule_lower_levels, OLD.computed_level, OLD.awarded_level, OLD.award_reason,
         OLD.concluded_at, OLD.position, OLD.walk, OLD.walk_from, OLD.strengths, OLD.gaps, OLD.next_steps,
         OLD.supersedes, OLD.removed)
    IS NOT
        (NEW.id, NEW.interview, NEW.definition, NEW.rule_name, NEW.rule_version, NEW.rule_floor, NEW.rule_mean_tenths,
         NEW.rule_coverage_tenths, NEW.rule_lower_levels, NEW.computed_level, NEW.awarded_level, NEW.award_reason,
         NEW.concluded_at, NEW.position, NEW.walk, NEW.walk_from, NEW.strengths, NEW.gaps, NEW.next_steps,
         NEW.supersedes, NEW.removed)
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

CREATE TRIGGER evidence_update_frozen BEFORE UPDATE ON evidence
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER interview_frozen BEFORE UPDATE ON interview
WHEN EXISTS (SELECT 1 FROM assessment WHERE interview = OLD.id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER assessment_insert_frozen BEFORE INSERT ON assessment
WHEN EXISTS (SELECT 1 FROM assessment WHERE interview = NEW.interview AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER pause_insert_frozen BEFORE INSERT ON pause
WHEN EXISTS (SELECT 1 FROM assessment WHERE interview = NEW.interview AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER pause_update_frozen BEFORE UPDATE ON pause
WHEN EXISTS (SELECT 1 FROM assessment WHERE interview = OLD.interview AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER pause_delete_frozen BEFORE DELETE ON pause
WHEN EXISTS (SELECT 1 FROM assessment WHERE interview = OLD.interview AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER question_insert_frozen BEFORE INSERT ON question
WHEN (SELECT state FROM assessment WHERE id = NEW.assessment) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER question_update_frozen BEFORE UPDATE ON question
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER question_delete_frozen BEFORE DELETE ON question
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER evidence_statement_insert_frozen BEFORE INSERT ON evidence_statement
WHEN (SELECT state FROM assessment JOIN evidence ON evidence.assessment = assessment.id
      WHERE evidence.id = NEW.evidence) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER evidence_statement_update_frozen BEFORE UPDATE ON evidence_statement
WHEN (SELECT state FROM assessment JOIN evidence ON evidence.assessment = assessment.id
      WHERE evidence.id = OLD.evidence) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER evidence_statement_delete_frozen BEFORE DELETE ON evidence_statement
WHEN (SELECT state FROM assessment JOIN evidence ON evidence.assessment = assessment.id
      WHERE evidence.id = OLD.evidence) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER evidence_attachment_insert_frozen BEFORE INSERT ON evidence_attachment
WHEN (SELECT state FROM assessment JOIN evidence ON evidence.assessment = assessment.id
      WHERE evidence.id = NEW.evidence) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER evidence_attachment_update_frozen BEFORE UPDATE ON evidence_attachment
WHEN (SELECT state FROM assessment JOIN evidence ON evidence.assessment = assessment.id
      WHERE evidence.id = OLD.evidence) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER evidence_attachment_delete_frozen BEFORE DELETE ON evidence_attachment
WHEN (SELECT state FROM assessment JOIN evidence ON evidence.assessment = assessment.id
      WHERE evidence.id = OLD.evidence) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;
CREATE TRIGGER assessment_delete_frozen BEFORE DELETE ON assessment
WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

-- Bytes are named by their hash, and a signed report is not taken away.
CREATE TRIGGER attachment_frozen BEFORE UPDATE ON attachment
BEGIN SELECT RAISE(ABORT, 'an attached file does not change'); END;
CREATE TRIGGER report_delete_frozen BEFORE DELETE ON report
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
