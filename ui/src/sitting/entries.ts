/** Changes as values: what each of them is about, which texts it holds, and which other it makes pointless. */
import type { ChangeEntry } from "../api/types/ChangeEntry";
import type { Place } from "../api/types/Place";

/** The most characters of a text, about fifty pages. The program keeps to the same number. */
export const TEXT_LIMIT = 200_000;

/** Changes that hold all that an earlier one on the same subject did, so that only the latest need be sent. */
const WHOLE: ReadonlySet<ChangeEntry["kind"]> = new Set([
  "note",
  "reason",
  "questions",
  "evidence",
  "summary",
  "proposal",
  "conduct",
  "comment",
  "missing-because",
]);

/** Changes that no field shows once they are made; one that is refused can't be corrected. */
const WITHOUT_FIELD: ReadonlySet<ChangeEntry["kind"]> = new Set([
  "rule",
  "no-skill",
  "route",
  "no-evidence",
  "no-attachment",
]);

/** Changes that the view shows once they are on disk; it shows all others as soon as they are made. */
const SHOWN_ONCE_SAVED: ReadonlySet<ChangeEntry["kind"]> = new Set([
  "finding",
  "rule",
  "no-skill",
  "acknowledgement",
]);

/** Whether the view shows a change only once it is on disk. */
export function isShownOnceSaved({ kind }: ChangeEntry): boolean {
  return SHOWN_ONCE_SAVED.has(kind);
}

/** Whether both name the same statement. */
export function samePlace(one: Place, other: Place): boolean {
  return one.level === other.level && one.statement === other.statement;
}

/** Names the one thing of a sitting that a change is about. */
export function subjectOf(entry: ChangeEntry): string {
  return [
    entry.kind,
    "assessment" in entry && entry.assessment,
    "at" in entry && `${entry.at.level}.${entry.at.statement}`,
    "part" in entry && entry.part,
    "evidence" in entry && (typeof entry.evidence === "string" ? entry.evidence : entry.evidence.id),
    "sha256" in entry && entry.sha256,
  ].join(" ");
}

/** Whether both are about the same thing. */
export function sameSubject(one: ChangeEntry, other: ChangeEntry): boolean {
  return subjectOf(one) === subjectOf(other);
}

/** Whether `later` holds all that the waiting `earlier` would bring to the disk. */
export function contains(later: ChangeEntry, earlier: ChangeEntry): boolean {
  return WHOLE.has(later.kind) && sameSubject(later, earlier);
}

/** Whether nobody needs `earlier`, which did not reach the disk, now that there is `later`. */
export function outdates(later: ChangeEntry, earlier: ChangeEntry): boolean {
  if (later.kind === "no-evidence" && earlier.kind === "evidence") {
    return later.assessment === earlier.assessment && later.evidence === earlier.evidence.id;
  }
  return sameSubject(later, earlier);
}

/** Whether the change concerns this assessment, by itself or as a part of its sitting. */
export function concerns(entry: ChangeEntry, assessment: string): boolean {
  return !("assessment" in entry) || entry.assessment === assessment;
}

/** Whether a field shows what was changed, given the assessments of the sitting: there it can be corrected. */
export function hasField(entry: ChangeEntry, assessments: readonly string[]): boolean {
  return (
    !WITHOUT_FIELD.has(entry.kind) && (!("assessment" in entry) || assessments.includes(entry.assessment))
  );
}

/** Whether one of the texts has more characters than are kept. */
export function isTooLong(entry: ChangeEntry): boolean {
  return textsOf(entry).some(exceedsLimit);
}

function textsOf(entry: ChangeEntry): string[] {
  switch (entry.kind) {
    case "questions":
      return entry.questions.flatMap(({ asked, answered }) => [asked, answered]);
    case "proposal":
      return [entry.proposal.reason];
    case "conduct":
      return [entry.conduct.adjustments, entry.conduct.interruptions];
    default:
      return "text" in entry ? [entry.text] : [];
  }
}

/**
 * Whether a text has more characters than are kept. It counts them only where the number of code units leaves it open: a
 * pasted text can have millions.
 */
export function exceedsLimit(text: string): boolean {
  if (text.length <= TEXT_LIMIT) return false;
  return text.length > 2 * TEXT_LIMIT || Array.from(text).length > TEXT_LIMIT;
}
