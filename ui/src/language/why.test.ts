import { expect, test } from "vitest";

import type { LevelOutcomeView } from "../api/types/LevelOutcomeView";
import type { RuleParameters } from "../api/types/RuleParameters";
import type { WhyView } from "../api/types/WhyView";
import { CONSISTENT } from "../screens/sample.test-data";
import { needInWords, whyInWords } from "./why";

const consistent = CONSISTENT.parameters;
const mean: RuleParameters = { floor: "partly", meanTenths: 850, coverageTenths: 800, lowerLevels: "met" };

test.each<[WhyView, RuleParameters, string]>([
  [{ kind: "below-floor", statements: [2] }, consistent, "statement 2 is below Largely"],
  [{ kind: "below-floor", statements: [1, 3, 4] }, consistent, "statements 1, 3 and 4 are below Largely"],
  [{ kind: "mean-short" }, mean, "the mean stays below 85 %"],
  [{ kind: "mean-short" }, consistent, "the ratings do not satisfy the rule"],
  [{ kind: "satisfied", lowest: "largely", meanTenths: null }, consistent, "lowest is Largely"],
  [{ kind: "satisfied", lowest: "fully", meanTenths: null }, consistent, "every rating is Fully"],
  [{ kind: "satisfied", lowest: "partly", meanTenths: 850 }, mean, "lowest is Partly, mean 85.0 %"],
  [{ kind: "coverage-short", percent: 33 }, consistent, "coverage is 33 %, the rule asks for 50 %"],
  [{ kind: "open", count: 1 }, consistent, "1 statement is open"],
  [{ kind: "open", count: 3 }, consistent, "3 statements are open"],
  [{ kind: "nothing-rated" }, consistent, "nothing is rated yet"],
])("%o in words", (why, rule, words) => {
  expect(whyInWords(why, rule)).toBe(words);
});

const level = (change: Partial<LevelOutcomeView>): LevelOutcomeView => ({
  level: 3,
  verdict: "inconclusive",
  presumed: false,
  statements: 6,
  explored: 4,
  noOpportunity: 0,
  coveragePercent: 100,
  why: { kind: "open", count: 2 },
  ...change,
});

test.each<[Partial<LevelOutcomeView>, RuleParameters, string]>([
  [
    {},
    consistent,
    "2 statements are open. To be met: no rating below Largely and an opportunity on at least 3 of 6.",
  ],
  [
    { explored: 5, why: { kind: "open", count: 1 } },
    mean,
    "1 statement is open. To be met: no rating below Partly, a mean of at least 85 % and an opportunity on at least 5 of 6.",
  ],
  [
    { verdict: "not-met", why: { kind: "below-floor", statements: [2] } },
    consistent,
    "Can no longer be met: statement 2 is below Largely.",
  ],
  [
    { explored: 6, why: { kind: "coverage-short", percent: 33 } },
    consistent,
    "Everything is explored, and it is not decided: coverage is 33 %, the rule asks for 50 %.",
  ],
  [
    { verdict: "met", why: { kind: "satisfied", lowest: "fully", meanTenths: null } },
    consistent,
    "Met, whatever else is found: every rating is Fully.",
  ],
])("%o: what it takes", (outcome, rule, words) => {
  expect(needInWords(level(outcome), rule)).toBe(words);
});
