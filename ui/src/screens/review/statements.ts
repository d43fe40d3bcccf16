/** The statements of a report, one after the other, as a reviewer goes through them. */
import type { ReviewedAssessment } from "../../api/types/ReviewedAssessment";
import type { ReviewedLevel } from "../../api/types/ReviewedLevel";
import type { ReviewedStatement } from "../../api/types/ReviewedStatement";
import type { ReviewView } from "../../api/types/ReviewView";
import type { SampledStatement } from "../../api/types/SampledStatement";

/** A statement with where it stands. */
export interface Placed {
  assessment: ReviewedAssessment;
  level: ReviewedLevel;
  statement: ReviewedStatement;
  /** How it is named in a review. */
  at: SampledStatement;
}

/** All statements, in the order of the report. */
export function statementsOf({ assessments }: ReviewView): Placed[] {
  return assessments.flatMap((assessment) =>
    assessment.levels.flatMap((level) =>
      level.statements.map((statement) => ({
        assessment,
        level,
        statement,
        at: { assessment: assessment.assessment, level: level.level, statement: statement.statement },
      })),
    ),
  );
}

/** Names a statement among all of the report. */
export function keyOf({ assessment, level, statement }: SampledStatement): string {
  return `${assessment} ${level}.${statement}`;
}

/**
 * A sample of the statements that were rated: all decisive ones, and of each level one of the others by chance.
 * `random` gives numbers from 0 up to but not including 1.
 */
export function sampleOf(statements: readonly Placed[], random: () => number): SampledStatement[] {
  const rated = statements.filter(({ statement }) => statement.finding !== null);
  const others = rated.filter(({ statement }) => !statement.decisive);
  const drawn = [...new Set(others.map(({ level }) => level))].map((level) => {
    const within = others.filter((one) => one.level === level);
    return within[Math.floor(random() * within.length)];
  });
  return rated.filter((one) => one.statement.decisive || drawn.includes(one)).map(({ at }) => at);
}
