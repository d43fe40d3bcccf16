import { expect, test } from "vitest";

import type { LevelView } from "../../api/types/LevelView";
import { assessment } from "../sample.test-data";
import { arrival, statementAt, stepLevel, stepStatement } from "./walk";

// Level 2 is not defined, and neither is anything above level 4.
const levels = assessment({ 1: 2, 3: 3, 4: 1 }).levels;
const at = (level: number, statement: number) => ({ level, statement });

test("statements follow each other over the bounds of levels, past those that are not defined", () => {
  const forwards = [at(1, 1)];
  for (let next = stepStatement(levels, at(1, 1), 1); next; next = stepStatement(levels, next, 1)) {
    forwards.push(next);
  }
  expect(forwards).toEqual([at(1, 1), at(1, 2), at(3, 1), at(3, 2), at(3, 3), at(4, 1)]);

  const backwards = [at(4, 1)];
  for (let next = stepStatement(levels, at(4, 1), -1); next; next = stepStatement(levels, next, -1)) {
    backwards.push(next);
  }
  expect(backwards).toEqual(forwards.toReversed());
});

test("levels follow each other past those that are not defined, and end", () => {
  expect(stepLevel(levels, at(1, 2), 1)).toEqual(at(3, 1));
  expect(stepLevel(levels, at(3, 3), -1)).toEqual(at(1, 1));
  expect(stepLevel(levels, at(4, 1), 1)).toBeNull();
  expect(stepLevel(levels, at(1, 1), -1)).toBeNull();
});

test("one arrives at the first statement of a level that is open, or at its first", () => {
  const third = levels.find(({ level }) => level === 3) as LevelView;
  const rated = (...findings: LevelView["statements"][number]["finding"][]): LevelView => ({
    ...third,
    statements: third.statements.map((statement, index) => ({
      ...statement,
      finding: findings[index] ?? null,
    })),
  });
  expect(arrival(rated("fully", "no-opportunity"))).toEqual(at(3, 3));
  expect(arrival(rated("fully", "fully", "fully"))).toEqual(at(3, 1));
  expect(arrival({ ...third, statements: [] })).toBeNull();
});

test("a place without a statement has none", () => {
  expect(statementAt(levels, at(3, 2))?.text).toContain("3.2");
  expect(statementAt(levels, at(3, 4))).toBeUndefined();
  expect(statementAt(levels, at(2, 1))).toBeUndefined();
});
