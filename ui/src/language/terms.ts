import type { FindingName } from "../api/types/FindingName";
import type { VerdictName } from "../api/types/VerdictName";
import { t } from "./messages";

/** One of the four ratings. */
export type Rating = Exclude<FindingName, "no-opportunity">;

/** The four ratings with their keys, lowest first. */
export const RATINGS: readonly { finding: Rating; key: string }[] = [
  { finding: "not-met", key: "1" },
  { finding: "partly", key: "2" },
  { finding: "largely", key: "3" },
  { finding: "fully", key: "4" },
];

/** The words for what was found on a statement; null: nothing yet. */
export function findingLabel(finding: FindingName | null): string {
  return t(`finding.${finding ?? "open"}`);
}

/** The share that a rating stands for. */
export function bandLabel(rating: Rating): string {
  return t(`band.${rating}`);
}

/** The words for what a rule says of a level. */
export function verdictLabel(verdict: VerdictName): string {
  return t(`verdict.${verdict}`);
}
