import { expect, test } from "vitest";

import type { Place } from "../../api/types/Place";
import type { VerdictName } from "../../api/types/VerdictName";
import type { WalkName } from "../../api/types/WalkName";
import { assessment, outcome } from "../sample.test-data";
import { endOfWalk } from "./ending";

const STATEMENTS = { 1: 2, 2: 2, 3: 2 };
const SOMEWHERE: Place = { level: 3, statement: 1 };

/** An assessment with these verdicts from level 1 up, of which this many statements are explored. */
function view(
  walk: WalkName,
  verdicts: readonly VerdictName[],
  explored: number,
  change: { computed?: number; deciding?: Place[]; nextLevel?: number } = {},
) {
  const result = outcome(STATEMENTS, { deciding: [], nextLevel: null, ...change });
  return assessment(STATEMENTS, {
    route: { walk, from: 1 },
    outcome: {
      ...result,
      levels: result.levels.map((level, index) => ({
        ...level,
        verdict: verdicts[index] ?? level.verdict,
        explored: Math.min(Math.max(explored - 2 * index, 0), level.statements),
      })),
    },
  });
}

test("a walk that goes on, or has not begun, is not at its end", () => {
  expect(endOfWalk(view("up", [], 0))).toBeNull();
  expect(endOfWalk(view("up", [], 1, { deciding: [SOMEWHERE], nextLevel: 3 }))).toBeNull();
  expect(endOfWalk(view("free", [], 1, { deciding: [SOMEWHERE] }))).toBeNull();
});

test("the end says why it is one", () => {
  expect(endOfWalk(view("up", ["met", "met", "met"], 6, { computed: 3 }))).toBe("Everything is explored.");
  expect(endOfWalk(view("up", ["met", "not-met"], 3, { computed: 1 }))).toContain(
    "Level 2 can no longer be met",
  );
  // Level 1 was presumed or passed over: what is not met below the computed level stops nobody.
  expect(endOfWalk(view("outward", ["not-met", "met", "inconclusive"], 4, { computed: 2 }))).toBe(
    "Nothing that is open could change the computed level.",
  );
  expect(endOfWalk(view("outward", ["met"], 2, { computed: 1, deciding: [SOMEWHERE] }))).toContain(
    "This walk is at its end",
  );
  expect(endOfWalk(view("free", ["met"], 2, { computed: 1 }))).toBe(
    "Nothing that is open could change the computed level.",
  );
});
