import type { OutcomeView } from "../api/types/OutcomeView";
import type { SkillLabel } from "../api/types/SkillLabel";

/** What the ratings add up to, as a headline. */
export function verdictSentence(outcome: OutcomeView): string {
  if (outcome.computed === null) return "The ratings add up to no level.";
  const next = outcome.levels.find(
    (level) => level.level > (outcome.computed ?? 0) && level.verdict !== "not-defined",
  );
  return [
    `Level ${outcome.computed} is met.`,
    ...(next ? [nextSentence(next.level, next.verdict)] : []),
  ].join(" ");
}

/** What could still come of it. */
export function outlook(outcome: OutcomeView): string {
  const { statements, explored } = progress(outcome);
  if (explored === 0) return "Nothing is rated yet.";
  if (outcome.possible !== null && outcome.possible !== outcome.computed) {
    return `What is still open could make it level ${outcome.possible}.`;
  }
  return explored === statements
    ? "Everything is explored."
    : "Nothing that is still open could change that.";
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
  return `${skill.name} (${skill.code}), ${editionLabel(skill)}`;
}

/** The edition's name, which never stands without the word draft where it is one. */
export function editionLabel(skill: SkillLabel): string {
  const saysSo = /\bdraft\b/i.test(skill.editionName);
  return skill.draft && !saysSo ? `${skill.editionName} draft` : skill.editionName;
}

function nextSentence(level: number, verdict: OutcomeView["levels"][number]["verdict"]): string {
  switch (verdict) {
    case "not-met":
      return `Level ${level} is not met.`;
    case "inconclusive":
      return `Level ${level} is inconclusive.`;
    case "met":
      // Met by itself, and still not computed: the rule asks more of the levels below.
      return `Level ${level} is met by itself, but not together with the levels below it.`;
    default:
      return `Level ${level} was not assessed.`;
  }
}
