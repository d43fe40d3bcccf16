import { expect, test } from "vitest";

import type { RuleParameters } from "../api/types/RuleParameters";
import { ruleInWords, ruleLabel, rulePurpose } from "./rule";

const CONSISTENT: RuleParameters = {
  floor: "largely",
  meanTenths: null,
  coverageTenths: 500,
  lowerLevels: "met",
};
const rule = (name: string, own = false) => ({ name, version: 2, own, parameters: CONSISTENT });

test("a rule is told as the report tells it", () => {
  expect(ruleInWords(CONSISTENT)).toBe(
    "A level is met when every rated statement is Largely or better and at least 50 % of its statements are not “no opportunity”. Each lower defined level must be met.",
  );
  expect(
    ruleInWords({ floor: "partly", meanTenths: 825, coverageTenths: 800, lowerLevels: "presumed" }),
  ).toBe(
    "A level is met when every rated statement is Partly or better, the mean of the band midpoints is at least 82.5 % and at least 80 % of its statements are not “no opportunity”. Each lower defined level must be met; one that was not assessed is presumed, and printed as presumed.",
  );
  expect(ruleInWords({ floor: "fully", meanTenths: null, coverageTenths: 1000, lowerLevels: "fully" })).toBe(
    "A level is met when every rated statement is Fully and no statement is without opportunity. Each lower defined level must be met with all its ratings Fully.",
  );
});

test("only a rule of one’s own has a version worth telling", () => {
  expect(ruleLabel(rule("consistent"))).toBe("consistent");
  expect(ruleLabel(rule("Northmoor", true))).toBe("Northmoor, version 2");
});

test("a rule that every workspace has says what it is for", () => {
  expect(rulePurpose(rule("iso-33020"))).toContain("ISO/IEC 33020");
  expect(rulePurpose(rule("consistent", true))).toBeNull();
  expect(rulePurpose(rule("Northmoor", true))).toBeNull();
});
