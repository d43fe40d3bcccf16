import { expect, test } from "vitest";

import { assessment, outcome, statement } from "../sample.test-data";
import { stillOpen, wouldDecide } from "./open";

const STATEMENTS = { 1: 4, 3: 2 };

/** Level 1 has one of each; on level 3 nothing was asked, and nothing need be. */
function mixed() {
  const view = assessment(STATEMENTS, {
    outcome: outcome(STATEMENTS, {
      deciding: [{ level: 1, statement: 4 }],
      decisive: [{ level: 1, statement: 1 }],
    }),
  });
  const [first] = view.levels;
  if (first) {
    first.statements = [
      statement(1, 1, "fully"),
      { ...statement(1, 2, "largely"), followUp: true },
      { ...statement(1, 3, "no-opportunity"), reason: " " },
      statement(1, 4, null),
    ];
  }
  return view;
}

const places = (levels: ReturnType<typeof stillOpen>) =>
  levels.map(({ level, statements }) => [level.level, statements.map(({ at }) => at.statement)]);

test("open is what is unexplored, marked, or without opportunity and without a reason", () => {
  const open = stillOpen(mixed());
  expect(places(open)).toEqual([
    [1, [2, 3, 4]],
    [3, [1, 2]],
  ]);
  const [first, third] = open;
  expect(
    first?.statements.map(({ followUp, reasonMissing, needless }) => [followUp, reasonMissing, needless]),
  ).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, false],
  ]);
  expect(third?.statements.every(({ needless }) => needless)).toBe(true);
});

test("a reason closes what had no opportunity, and a level without anything open is not listed", () => {
  const view = mixed();
  const [first] = view.levels;
  if (first) {
    first.statements = [
      { ...statement(1, 1, "no-opportunity"), reason: "No such work." },
      statement(1, 2, "fully"),
    ];
  }
  expect(places(stillOpen(view))).toEqual([[3, [1, 2]]]);
});

test("what decides is what is open and worth asking, and what is rated and decisive; every defined level is there", () => {
  expect(places(wouldDecide(mixed()))).toEqual([
    [1, [1, 4]],
    [3, []],
  ]);
});
