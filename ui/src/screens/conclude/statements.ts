/** Statements with their places, as the lists of the conclusion show them. */
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { FindingName } from "../../api/types/FindingName";
import type { Place } from "../../api/types/Place";

/** A statement with its place. */
export interface PlacedStatement {
  at: Place;
  text: string;
  finding: FindingName | null;
}

/** All statements of an assessment, from the lowest level up. */
export function allStatements({ levels }: AssessmentView): PlacedStatement[] {
  return levels.flatMap(({ level, statements }) =>
    statements.map(({ statement, text, finding }) => ({ at: { level, statement }, text, finding })),
  );
}

/** The statements at these places, in the order of the places. */
export function statementsAt(view: AssessmentView, places: readonly Place[]): PlacedStatement[] {
  const all = allStatements(view);
  return places.flatMap((place) => all.find(isAt(place)) ?? []);
}

/** Whether one of the places is the statement's. */
export function standsIn(places: readonly Place[], { at }: PlacedStatement): boolean {
  return places.some((place) => place.level === at.level && place.statement === at.statement);
}

function isAt(place: Place): (statement: PlacedStatement) => boolean {
  return (statement) => standsIn([place], statement);
}
