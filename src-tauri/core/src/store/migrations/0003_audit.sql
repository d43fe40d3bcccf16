-- The audit trail: who did what when, in a chain that only grows at its end. What it means and how it is hashed stands
-- in domain/audit; here the database itself refuses everything else.

CREATE TABLE event (
    sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence >= 1),
    at TEXT NOT NULL,
    monotonic INTEGER, -- nanoseconds, comparable within one run of the program
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    interview TEXT, -- no reference: what was done to an interview stays known when it is deleted
    commitment TEXT NOT NULL CHECK (length(commitment) = 64),
    previous TEXT NOT NULL CHECK (length(previous) = 64),
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX event_by_interview ON event (interview, sequence) WHERE interview IS NOT NULL;

-- What was there before and afterwards. It may be erased, and the chain still verifies.
CREATE TABLE event_payload (
    sequence INTEGER NOT NULL PRIMARY KEY REFERENCES event (sequence),
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    payload TEXT NOT NULL, -- JSON
    -- The event that began the step of taking back to which this one belongs; null: it can't be taken back.
    step INTEGER
) STRICT;

CREATE TRIGGER event_only_at_the_end BEFORE INSERT ON event
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM event)
    OR NEW.previous <> coalesce((SELECT hash FROM event ORDER BY sequence DESC LIMIT 1),
                                '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows at its end'); END;
CREATE TRIGGER event_update_frozen BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the audit trail does not change'); END;
CREATE TRIGGER event_delete_frozen BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the audit trail does not change'); END;
CREATE TRIGGER event_payload_only_at_the_end BEFORE INSERT ON event_payload
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) FROM event)
    OR EXISTS (SELECT 1 FROM event_payload WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows at its end'); END;
CREATE TRIGGER event_payload_update_frozen BEFORE UPDATE ON event_payload
BEGIN SELECT RAISE(ABORT, 'the audit trail does not change'); END;

-- The event that began the step, so that what was taken back can be forgotten in the trail, too.
ALTER TABLE edit ADD COLUMN event INTEGER;

-- The end of the trail that a report prints; null in reports that were signed before there was one.
ALTER TABLE report ADD COLUMN trail_sequence INTEGER;
ALTER TABLE report ADD COLUMN trail_hash TEXT;
