import { expect, test } from "vitest";

import { refusedPair } from "./refused-pair";

test.each([
  ["Question 1 holds a hidden character.", 0, "asked"],
  ["Answer 2 is longer than 200,000 characters.", 1, "answered"],
  ["Answer 12 holds a hidden character.", 11, "answered"],
] as const)("“%s” is said at the pair that it names", (sentence, index, part) => {
  expect(refusedPair(sentence, 12)).toEqual({ index, part });
});

test.each([
  "The disk is full.",
  "Question 0 is odd.",
  "Question 4 is odd.",
  "An answer 1 is odd.",
  "Question 1st",
])("“%s” names no pair, and is said at the last answer", (sentence) =>
  expect(refusedPair(sentence, 3)).toEqual({ index: 2, part: "answered" }),
);
