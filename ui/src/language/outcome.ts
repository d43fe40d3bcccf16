import type { OutcomeView } from "../api/types/OutcomeView";
import type { SkillLabel } from "../api/types/SkillLabel";
import { t } from "./messages";

/** What the ratings add up to, as a headline. */
export function verdictSentence(outcome: OutcomeView): string {
  const { computed } = outcome;
  if (computed === null) return t("outcome.noLevel");
  for (const { level, verdict } of outcome.levels) {
    if (level > computed && verdict !== "not-defined") {
      return t(`outcome.next.${verdict}`, { computed, next: level });
    }
  }
  return t("outcome.highest", { computed });
}

/** What could still come of it. */
export function outlook(outcome: OutcomeView): string {
  const { statements, explored } = progress(outcome);
  if (explored === 0) return t("outcome.outlook.nothingRated");
  if (outcome.possible !== null && outcome.possible > (outcome.computed ?? 0)) {
    return t("outcome.outlook.couldBecome", { level: outcome.possible });
  }
  return explored === statements ? t("outcome.outlook.allExplored") : t("outcome.outlook.settled");
}

/** How many statements there are over all levels, and how many of them are explored. */
export function progress(outcome: OutcomeView): { statements: number; explored: number } {
  return outcome.levels.reduce(
    (sum, level) => ({
      statements: sum.statements + level.statements,
      explored: sum.explored + level.explored,
    }),
    { statements: 0, explored: 0 },
  );
}

/** "Infrastructure operations (ITOP), SFIA 9 draft". */
export function skillInFull(skill: SkillLabel): string {
  return t("skill.inFull", { name: skill.name, code: skill.code, edition: editionLabel(skill) });
}

/** The edition's name, which never stands without the word draft where it is one. */
export function editionLabel(skill: SkillLabel): string {
  const saysSo = /\bdraft\b/i.test(skill.editionName);
  return skill.draft && !saysSo ? t("skill.draftEdition", { edition: skill.editionName }) : skill.editionName;
}
