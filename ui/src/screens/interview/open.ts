/** What is still open in an assessment, and what would decide it: the two lists that are always one key away. */
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { LevelOutcomeView } from "../../api/types/LevelOutcomeView";
import type { LevelView } from "../../api/types/LevelView";
import type { Place } from "../../api/types/Place";
import type { StatementView } from "../../api/types/StatementView";
import { samePlace } from "../../sitting/entries";
import { needNotBeAsked } from "./walk";

/** A statement of one of the lists. */
export interface OpenStatement {
  at: Place;
  statement: StatementView;
  /** Nobody has asked yet. */
  unexplored: boolean;
  /** Nobody has asked, and no answer could change the computed level. */
  needless: boolean;
  /** The assessor wants to come back to it. */
  followUp: boolean;
  /** It was without opportunity, and nobody has said why. */
  reasonMissing: boolean;
  /** It is rated, and another rating alone would change the computed level. */
  decisive: boolean;
}

/** A level with those of its statements that a list is about. */
export interface OpenLevel {
  level: LevelView;
  outcome: LevelOutcomeView;
  statements: OpenStatement[];
}

/** What is unexplored, marked for coming back, or without opportunity and without a reason; by level. */
export function stillOpen(view: AssessmentView): OpenLevel[] {
  return byLevel(
    view,
    ({ unexplored, followUp, reasonMissing }) => unexplored || followUp || reasonMissing,
  ).filter(({ statements }) => statements.length > 0);
}

/**
 * Every defined level with the statements that could still decide it, and those whose ratings are decisive. Levels at
 * which there is something to ask come first.
 */
export function wouldDecide(view: AssessmentView): OpenLevel[] {
  const levels = byLevel(view, ({ unexplored, needless, decisive }) => decisive || (unexplored && !needless));
  const asks = ({ statements }: OpenLevel) => statements.some(({ unexplored }) => unexplored);
  return [...levels.filter(asks), ...levels.filter((level) => !asks(level))];
}

function byLevel(view: AssessmentView, belongs: (statement: OpenStatement) => boolean): OpenLevel[] {
  return view.levels.flatMap((level) => {
    const outcome = view.outcome.levels.find((entry) => entry.level === level.level);
    if (!outcome || level.statements.length === 0) return [];
    const statements = level.statements
      .map((statement) =>
        openStatement(view, { level: level.level, statement: statement.statement }, statement),
      )
      .filter(belongs);
    return [{ level, outcome, statements }];
  });
}

function openStatement(view: AssessmentView, at: Place, statement: StatementView): OpenStatement {
  const unexplored = statement.finding === null;
  return {
    at,
    statement,
    unexplored,
    needless: unexplored && needNotBeAsked(view, at),
    followUp: statement.followUp,
    reasonMissing: statement.finding === "no-opportunity" && statement.reason.trim() === "",
    decisive: view.outcome.decisive.some((place) => samePlace(place, at)),
  };
}
