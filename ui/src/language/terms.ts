import type { FindingName } from "../api/types/FindingName";
import type { VerdictName } from "../api/types/VerdictName";

/** One of the four ratings as the window shows it. */
export interface RatingTerm {
  finding: Exclude<FindingName, "no-opportunity">;
  label: string;
  /** The share that the rating stands for. */
  band: string;
  key: string;
}

/** The four ratings, lowest first, which is also the order of their keys. */
export const RATINGS: readonly RatingTerm[] = [
  { finding: "not-met", label: "Not met", band: "0–15 %", key: "1" },
  { finding: "partly", label: "Partly", band: "15–50 %", key: "2" },
  { finding: "largely", label: "Largely", band: "50–85 %", key: "3" },
  { finding: "fully", label: "Fully", band: "85–100 %", key: "4" },
];

/** The words for what was found on a statement; null: nothing yet. */
export function findingLabel(finding: FindingName | null): string {
  if (finding === null) return "Not explored";
  if (finding === "no-opportunity") return "No opportunity";
  return RATINGS.find((rating) => rating.finding === finding)?.label ?? finding;
}

const VERDICTS: Readonly<Record<VerdictName, string>> = {
  met: "Met",
  "not-met": "Not met",
  inconclusive: "Inconclusive",
  "not-assessed": "Not assessed",
  "not-defined": "Not defined",
};

/** The words for what a rule says of a level. */
export function verdictLabel(verdict: VerdictName): string {
  return VERDICTS[verdict];
}

/** "1 statement", "7 statements". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
