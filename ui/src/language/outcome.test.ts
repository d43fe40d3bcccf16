import { expect, test } from "vitest";

import type { VerdictName } from "../api/types/VerdictName";
import { outcome } from "../screens/sample.test-data";
import { editionLabel, outlook, verdictSentence } from "./outcome";

/** An outcome with these verdicts from level 1 up; `explored` of ten statements. */
function result(computed: number | null, possible: number | null, verdicts: VerdictName[], explored = 5) {
  const given = outcome({ 1: 10 }, { computed, possible });
  return {
    ...given,
    levels: given.levels.map((level, index) => ({
      ...level,
      verdict: verdicts[index] ?? "not-defined",
      explored: index === 0 ? explored : 0,
    })),
  };
}

test.each([
  [result(1, 1, ["met", "not-met"]), "Level 1 is met. Level 2 is not met."],
  [result(1, 3, ["met", "not-defined", "inconclusive"]), "Level 1 is met. Level 3 is inconclusive."],
  [result(1, 2, ["met", "not-assessed"]), "Level 1 is met. Level 2 was not assessed."],
  [
    result(1, 1, ["met", "met"]),
    "Level 1 is met. Level 2 is met by itself, but not together with the levels below it.",
  ],
  [result(1, 1, ["met"]), "Level 1 is met."],
  [result(null, null, ["not-met"]), "The ratings add up to no level."],
])("%# a headline says what the ratings add up to", (given, sentence) => {
  expect(verdictSentence(given)).toBe(sentence);
});

test("the outlook says what could still come of it", () => {
  expect(outlook(result(null, 2, ["not-assessed"], 0))).toBe("Nothing is rated yet.");
  expect(outlook(result(1, 2, ["met", "inconclusive"]))).toBe("What is still open could make it level 2.");
  expect(outlook(result(1, 1, ["met", "not-met"]))).toBe("Nothing that is still open could raise it.");
  expect(outlook(result(1, 1, ["met"], 10))).toBe("Everything is explored.");
});

test("a draft is called one, once", () => {
  const skill = { edition: "e", editionName: "SFIA 9", draft: true, code: "ITOP", name: "Operations" };
  expect(editionLabel(skill)).toBe("SFIA 9 draft");
  expect(editionLabel({ ...skill, editionName: "SFIA 9 (draft)" })).toBe("SFIA 9 (draft)");
  expect(editionLabel({ ...skill, draft: false })).toBe("SFIA 9");
});
