/** What is awarded, and whether that is what the rule computed. */
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { AwardName } from "../../api/types/AwardName";

/** The level that is awarded, or would be now; null: no level. */
export function awardedLevel({ conclusion, proposal, outcome }: AssessmentView): number | null {
  if (conclusion) return conclusion.awardedLevel;
  switch (proposal.award.kind) {
    case "as-computed":
      return outcome.computed;
    case "no-level":
      return null;
    case "level":
      return proposal.award.level;
  }
}

/** Whether the award differs from what the rule computed, and therefore needs a reason. */
export function awardDiffers(view: AssessmentView): boolean {
  return awardedLevel(view) !== view.outcome.computed;
}

/** Whether the award differs and nobody said why. */
export function reasonIsMissing(view: AssessmentView): boolean {
  return awardDiffers(view) && view.proposal.reason.trim() === "";
}

/** What can be awarded: no level, or one that the skill defines. */
export function awardableLevels({ levels }: AssessmentView): (number | null)[] {
  return [null, ...levels.filter(({ statements }) => statements.length > 0).map(({ level }) => level)];
}

/** What is proposed by choosing a level. Who chooses the computed one follows the ratings wherever they go. */
export function awardFor(chosen: number | null, { outcome }: AssessmentView): AwardName {
  if (chosen === outcome.computed) return { kind: "as-computed" };
  return chosen === null ? { kind: "no-level" } : { kind: "level", level: chosen };
}

/** The guiding phrase of a level; null where the skill has none for it. */
export function phraseOf({ levels }: AssessmentView, level: number | null): string | null {
  return levels.find((entry) => entry.level === level)?.phrase ?? null;
}
