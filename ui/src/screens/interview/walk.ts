/** Walking over statements and levels. Levels without a definition have no statements, so no step ends there. */
import type { LevelView } from "../../api/types/LevelView";
import type { Place } from "../../api/types/Place";
import type { StatementView } from "../../api/types/StatementView";

/** Forwards or backwards. */
export type Direction = 1 | -1;

/** Whether both name the same statement. */
export function samePlace(one: Place, other: Place): boolean {
  return one.level === other.level && one.statement === other.statement;
}

/** The statement at a place; undefined where there is none. */
export function statementAt(levels: readonly LevelView[], at: Place): StatementView | undefined {
  return levels
    .find((level) => level.level === at.level)
    ?.statements.find((statement) => statement.statement === at.statement);
}

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
