import type { AssessmentView } from "../api/types/AssessmentView";
import type { FindingName } from "../api/types/FindingName";
import type { OutcomeView } from "../api/types/OutcomeView";
import type { RuleView } from "../api/types/RuleView";
import type { Saved } from "../api/types/Saved";
import type { SittingStatus } from "../api/types/SittingStatus";
import type { SittingView } from "../api/types/SittingView";
import type { SkillLabel } from "../api/types/SkillLabel";
import type { StatementView } from "../api/types/StatementView";
import { NO_CONDUCT } from "../sitting/conduct";

const SKILL: SkillLabel = {
  edition: "sfia-8",
  editionName: "SFIA 8",
  draft: false,
  code: "ITOP",
  name: "Operations",
};

/** The rule that every workspace begins with. */
export const CONSISTENT: RuleView = {
  name: "consistent",
  version: 1,
  own: false,
  parameters: { floor: "largely", meanTenths: null, coverageTenths: 500, lowerLevels: "met" },
};

/** A draft of an assessment with this many statements at each level; levels that are not named are not defined. */
export function assessment(
  statements: Readonly<Record<number, number>>,
  change: Partial<AssessmentView> = {},
): AssessmentView {
  const levels = [1, 2, 3, 4, 5, 6, 7].map((level) => ({
    level,
    phrase: `Phrase ${level}`,
    essence: `Essence ${level}`,
    mark: null,
    notDefined: statements[level] ? null : "Not defined.",
    statements: Array.from({ length: statements[level] ?? 0 }, (_, index) =>
      statement(level, index + 1, null),
    ),
  }));
  const first = levels.find((level) => level.statements.length > 0)?.level ?? 1;
  return {
    assessment: "a1",
    skill: SKILL,
    rule: CONSISTENT,
    route: { walk: "up", from: first },
    levels,
    guidance: [{ prompt: true, text: "what was measured" }],
    evidence: [],
    summary: { strengths: "", gaps: "", nextSteps: "" },
    suggestions: { strengths: [], gaps: [], nextSteps: [] },
    outcome: outcome(statements),
    proposal: { award: { kind: "as-computed" }, reason: "" },
    at: { level: first, statement: 1 },
    conclusion: null,
    signed: false,
    supersedes: null,
    sitting: sitting(Object.values(statements).reduce((sum, count) => sum + count, 0)),
    ...change,
  };
}

/** A statement in invented words, on which nothing was said yet. */
export function statement(level: number, number: number, finding: FindingName | null): StatementView {
  return {
    statement: number,
    text: `What is expected at ${level}.${number}.`,
    finding,
    note: "",
    reason: "",
    followUp: false,
    questions: [],
    lastTime: null,
  };
}

/** A sitting of one skill with this many statements, which began just now. */
export function sitting(statements = 4, change: Partial<SittingView> = {}): SittingView {
  return {
    interview: "i1",
    candidate: "Lena Vogt",
    role: null,
    assessor: "Ada Okoro",
    purpose: null,
    skills: [{ assessment: "a1", skill: SKILL, explored: 0, statements, computed: null, awarded: null }],
    conduct: { ...NO_CONDUCT },
    signOff: { comment: "", agreement: null, missingBecause: "" },
    status: status(),
    ...change,
  };
}

/** Where a sitting stands that began just now and of which nothing was said. */
export function status(change: Partial<SittingStatus> = {}): SittingStatus {
  return {
    savedAt: "2025-11-21T10:11:00+01:00",
    startedAt: "2025-11-21T10:11:00+01:00",
    endedAt: null,
    pausedSince: null,
    pauses: 0,
    secondsWorked: 0,
    clockRanBack: false,
    undo: null,
    redo: null,
    acknowledgement: { kind: "none" },
    ...change,
  };
}

/** The answer to a change, half an hour later. */
export function saved(outcome: OutcomeView | null = null, change: Partial<SittingStatus> = {}): Saved {
  return {
    outcome,
    status: status({ savedAt: "2025-11-21T10:42:07+01:00", secondsWorked: 1867, ...change }),
  };
}

/** What a rule makes of an assessment: nothing is rated, except for what `change` says. */
export function outcome(
  statements: Readonly<Record<number, number>>,
  change: Partial<OutcomeView> = {},
): OutcomeView {
  const numbers = [1, 2, 3, 4, 5, 6, 7];
  const places = numbers.flatMap((level) =>
    Array.from({ length: statements[level] ?? 0 }, (_, index) => ({ level, statement: index + 1 })),
  );
  return {
    levels: numbers.map((level) => ({
      level,
      verdict: statements[level] ? "not-assessed" : "not-defined",
      presumed: false,
      statements: statements[level] ?? 0,
      explored: 0,
      noOpportunity: 0,
      coveragePercent: 100,
      why: statements[level] ? { kind: "nothing-rated" } : { kind: "not-defined" },
    })),
    computed: null,
    possible: places.at(-1)?.level ?? null,
    decisive: [],
    deciding: places,
    nextLevel: places[0]?.level ?? null,
    ...change,
  };
}
