import type { AssessmentView } from "../api/types/AssessmentView";
import type { FindingName } from "../api/types/FindingName";
import type { OutcomeView } from "../api/types/OutcomeView";

/** A draft of an assessment with this many statements at each level; levels that are not named are not defined. */
export function assessment(statements: Readonly<Record<number, number>>): AssessmentView {
  const levels = [1, 2, 3, 4, 5, 6, 7].map((level) => ({
    level,
    phrase: `Phrase ${level}`,
    mark: null,
    notDefined: statements[level] ? null : "Not defined.",
    statements: Array.from({ length: statements[level] ?? 0 }, (_, index) => ({
      statement: index + 1,
      text: `What is expected at ${level}.${index + 1}.`,
      finding: null as FindingName | null,
      note: "",
    })),
  }));
  const first = levels.find((level) => level.statements.length > 0)?.level ?? 1;
  return {
    assessment: "a1",
    candidate: "Lena Vogt",
    assessor: "Ada Okoro",
    skill: { edition: "sfia-8", editionName: "SFIA 8", draft: false, code: "ITOP", name: "Operations" },
    rule: "consistent",
    ruleInWords: "What the rule asks for.",
    startedAt: "2025-11-21T10:11:00+01:00",
    levels,
    guidance: [{ prompt: true, text: "what was measured" }],
    outcome: outcome(statements),
    at: { level: first, statement: 1 },
    savedAt: "2025-11-21T10:11:00+01:00",
    conclusion: null,
    signed: false,
  };
}

/** What a rule makes of an assessment: nothing is rated, except for what `change` says. */
export function outcome(
  statements: Readonly<Record<number, number>>,
  change: Partial<OutcomeView> = {},
): OutcomeView {
  return {
    levels: [1, 2, 3, 4, 5, 6, 7].map((level) => ({
      level,
      verdict: statements[level] ? "not-assessed" : "not-defined",
      presumed: false,
      statements: statements[level] ?? 0,
      explored: 0,
      noOpportunity: 0,
      coveragePercent: 100,
      why: "nothing is rated",
    })),
    computed: null,
    possible: null,
    decisive: [],
    ...change,
  };
}
