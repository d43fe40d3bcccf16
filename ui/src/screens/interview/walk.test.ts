import { describe, expect, test } from "vitest";

import type { LevelView } from "../../api/types/LevelView";
import { assessment, outcome } from "../sample.test-data";
import { arrival, firstPlace, needNotBeAsked, nextToAsk, stepLevel, stepStatement } from "./walk";

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

test("an assessment begins at its lowest defined level", () => {
  expect(firstPlace(assessment({ 2: 1, 3: 1 }).levels)).toEqual(at(2, 1));
  expect(firstPlace([])).toEqual(at(1, 1));
});

describe("the statement to ask about next", () => {
  const STATEMENTS = { 1: 2, 3: 3, 4: 1 };
  const deciding = [at(3, 3), at(3, 1), at(4, 1)];
  const view = (walk: "up" | "outward" | "free", nextLevel: number | null) =>
    assessment(STATEMENTS, {
      route: { walk, from: 3 },
      outcome: outcome(STATEMENTS, { deciding, nextLevel }),
    });

  test("is the first after this one that can still decide, then those that were skipped", () => {
    expect(nextToAsk(view("up", 3), at(3, 1))).toEqual(at(3, 3));
    expect(nextToAsk(view("up", 3), at(3, 2))).toEqual(at(3, 3));
    expect(nextToAsk(view("up", 3), at(3, 3))).toEqual(at(3, 1));
  });

  test("is at the walk's level, wherever the assessor has wandered", () => {
    expect(nextToAsk(view("outward", 3), at(1, 1))).toEqual(at(3, 1));
    expect(nextToAsk(view("outward", 4), at(3, 1))).toEqual(at(4, 1));
  });

  test("is this one where it is the only one left, and none at the end of the walk", () => {
    expect(nextToAsk(view("up", 4), at(4, 1))).toEqual(at(4, 1));
    expect(nextToAsk(view("up", null), at(3, 1))).toBeNull();
  });

  test("is simply the next one in a free walk", () => {
    expect(nextToAsk(view("free", null), at(3, 1))).toEqual(at(3, 2));
    expect(nextToAsk(view("free", null), at(4, 1))).toBeNull();
  });

  test("need not be one whose answer changes nothing", () => {
    expect(needNotBeAsked(view("up", 3), at(3, 2))).toBe(true);
    expect(needNotBeAsked(view("up", 3), at(3, 3))).toBe(false);
  });
});
