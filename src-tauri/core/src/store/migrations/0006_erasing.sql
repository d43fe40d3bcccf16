-- Erasing a person: the one way in which what was concluded or signed goes. While it is under way, the person's id stands in
-- this table, and the triggers below let their rows go, and nobody else's. The reference can't be satisfied, so that nothing
-- is committed as long as there is a row.
CREATE TABLE erasing (
    candidate TEXT NOT NULL PRIMARY KEY CHECK (candidate <> ''),
    under_way TEXT NOT NULL DEFAULT '' CHECK (under_way = '')
        REFERENCES erasing (candidate) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

DROP TRIGGER response_delete_frozen;
CREATE TRIGGER response_delete_frozen BEFORE DELETE ON response
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) JOIN assessment ON assessment.interview = interview.id
                    WHERE assessment.id = OLD.assessment)
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

DROP TRIGGER question_delete_frozen;
CREATE TRIGGER question_delete_frozen BEFORE DELETE ON question
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) JOIN assessment ON assessment.interview = interview.id
                    WHERE assessment.id = OLD.assessment)
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

DROP TRIGGER evidence_delete_frozen;
CREATE TRIGGER evidence_delete_frozen BEFORE DELETE ON evidence
WHEN (SELECT state FROM assessment WHERE id = OLD.assessment) <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) JOIN assessment ON assessment.interview = interview.id
                    WHERE assessment.id = OLD.assessment)
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

DROP TRIGGER evidence_statement_delete_frozen;
CREATE TRIGGER evidence_statement_delete_frozen BEFORE DELETE ON evidence_statement
WHEN (SELECT state FROM assessment JOIN evidence ON evidence.assessment = assessment.id
      WHERE evidence.id = OLD.evidence) <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) JOIN assessment ON assessment.interview = interview.id
                    JOIN evidence ON evidence.assessment = assessment.id
                    WHERE evidence.id = OLD.evidence)
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

DROP TRIGGER evidence_attachment_delete_frozen;
CREATE TRIGGER evidence_attachment_delete_frozen BEFORE DELETE ON evidence_attachment
WHEN (SELECT state FROM assessment JOIN evidence ON evidence.assessment = assessment.id
      WHERE evidence.id = OLD.evidence) <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) JOIN assessment ON assessment.interview = interview.id
                    JOIN evidence ON evidence.assessment = assessment.id
                    WHERE evidence.id = OLD.evidence)
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

DROP TRIGGER assessment_delete_frozen;
CREATE TRIGGER assessment_delete_frozen BEFORE DELETE ON assessment
WHEN OLD.state <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) WHERE interview.id = OLD.interview)
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

DROP TRIGGER pause_delete_frozen;
CREATE TRIGGER pause_delete_frozen BEFORE DELETE ON pause
WHEN EXISTS (SELECT 1 FROM assessment WHERE interview = OLD.interview AND state <> 'draft')
    AND NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) WHERE interview.id = OLD.interview)
BEGIN SELECT RAISE(ABORT, 'the assessment is concluded'); END;

DROP TRIGGER report_delete_frozen;
CREATE TRIGGER report_delete_frozen BEFORE DELETE ON report
WHEN NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) WHERE interview.id = OLD.interview)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;

DROP TRIGGER received_candidate_delete_frozen;
CREATE TRIGGER received_candidate_delete_frozen BEFORE DELETE ON received_candidate
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE candidate = OLD.id)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;

DROP TRIGGER received_report_delete_frozen;
CREATE TRIGGER received_report_delete_frozen BEFORE DELETE ON received_report
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE candidate = OLD.candidate)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;

DROP TRIGGER received_assessment_delete_frozen;
CREATE TRIGGER received_assessment_delete_frozen BEFORE DELETE ON received_assessment
WHEN NOT EXISTS (SELECT 1 FROM erasing JOIN received_report USING (candidate) WHERE received_report.id = OLD.report)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;

DROP TRIGGER countersignature_delete_frozen;
CREATE TRIGGER countersignature_delete_frozen BEFORE DELETE ON countersignature
WHEN NOT EXISTS (SELECT 1 FROM erasing JOIN interview USING (candidate) JOIN report ON report.interview = interview.id
                WHERE report.id = OLD.report
                UNION ALL
                SELECT 1 FROM erasing JOIN received_report USING (candidate)
                WHERE received_report.id = OLD.received_report)
BEGIN SELECT RAISE(ABORT, 'the report is signed'); END;
