/** Walking over statements and levels. Levels without a definition have no statements, so no step ends there. */
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { LevelView } from "../../api/types/LevelView";
import type { Place } from "../../api/types/Place";
import { samePlace } from "../../sitting/entries";

/** Forwards or backwards. */
export type Direction = 1 | -1;

/** The next or the previous statement, over the bounds of levels; null at either end. */
export function stepStatement(levels: readonly LevelView[], at: Place, by: Direction): Place | null {
  const places = levels.flatMap((level) =>
    level.statements.map((statement) => ({ level: level.level, statement: statement.statement })),
  );
  return places[places.findIndex((place) => samePlace(place, at)) + by] ?? null;
}

/** Where one arrives at the next or the previous defined level; null if there is none. */
export function stepLevel(levels: readonly LevelView[], at: Place, by: Direction): Place | null {
  const defined = levels.filter((level) => level.statements.length > 0);
  const level = defined[defined.findIndex((candidate) => candidate.level === at.level) + by];
  return level ? arrival(level) : null;
}

/** Where one arrives at a level: its first statement without a finding, or its first. */
export function arrival(level: LevelView): Place | null {
  const statement = level.statements.find(({ finding }) => finding === null) ?? level.statements[0];
  return statement ? { level: level.level, statement: statement.statement } : null;
}

/** The first statement that there is. */
export function firstPlace(levels: readonly LevelView[]): Place {
  return levels.map(arrival).find((place) => place !== null) ?? { level: 1, statement: 1 };
}

/**
 * The statement to ask about after the one at `at`; null: the walk is at its end.
 *
 * Within the level that the walk is at, it is the first one after `at` that can still change the computed level, and
 * then those that were skipped. A free walk goes from statement to statement.
 */
export function nextToAsk(view: AssessmentView, at: Place): Place | null {
  if (view.route.walk === "free") return stepStatement(view.levels, at, 1);
  const { deciding, nextLevel } = view.outcome;
  const worthAsking = deciding
    .filter(({ level }) => level === nextLevel)
    .toSorted((one, other) => one.statement - other.statement);
  const after = worthAsking.find((place) => place.level === at.level && place.statement > at.statement);
  return after ?? worthAsking[0] ?? null;
}

/** Whether no answer on a statement that is not explored could change the computed level. */
export function needNotBeAsked(view: AssessmentView, at: Place): boolean {
  return !view.outcome.deciding.some((place) => samePlace(place, at));
}
