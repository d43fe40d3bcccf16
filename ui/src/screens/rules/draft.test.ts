import { expect, test } from "vitest";

import { RuleDraft } from "./draft.svelte";
import { parameters, preset, RULES } from "./rules.test-data";

const draft = (name = "consistent") =>
  new RuleDraft(RULES.find((rule) => rule.name === name) ?? preset("consistent"), RULES);

test("a rule begins with the parameters of another, and with its name if that is one’s own", () => {
  expect(draft("every-statement")).toMatchObject({ name: "", floor: "fully", mean: "", coverage: "100" });
  expect(draft("Northmoor")).toMatchObject({ name: "Northmoor", mean: "82.5", coverage: "50" });
});

test.each([
  ["85", 850],
  [" 82.5 ", 825],
  ["82,5 %", 825],
  ["8.", 80],
  ["0", 0],
  ["100", 1000],
  ["", null],
])("a mean written as “%s” is %s tenths", (typed, meanTenths) => {
  const rule = draft();
  rule.mean = typed;
  expect(rule.meanProblem).toBeNull();
  expect(rule.parameters).toEqual(parameters({ meanTenths }));
});

test.each(["100.1", "101", "82.55", "-5", "most", "1e2", "85 % or so"])(
  "“%s” is no share, and the field says so",
  (typed) => {
    const rule = draft();
    rule.coverage = typed;
    expect(rule.coverageProblem).toContain("from 0 to 100");
    expect(rule.parameters).toBeNull();
    rule.coverage = "50";
    rule.mean = typed;
    expect(rule.meanProblem).toContain("from 0 to 100");
    rule.name = "Ours";
    expect(rule.ask()).toBeNull();
  },
);

test("coverage has to be said, the mean does not", () => {
  const rule = draft();
  rule.coverage = " ";
  expect(rule.coverageProblem).toContain("Say which share");
  expect(rule.parameters).toBeNull();
});

test("a missing name is said once somebody wants to save, a preset’s name at once", () => {
  const rule = draft();
  expect(rule.nameProblem).toBeNull();
  expect(rule.ask()).toBeNull();
  expect(rule.nameProblem).toContain("Give the rule a name");
  rule.name = "  Expected-LEVEL ";
  expect(rule.nameProblem).toContain("a rule called expected-level");
  expect(rule.ask()).toBeNull();
  rule.name = " Water  works ";
  expect(rule.ask()).toEqual({ name: "Water works", parameters: parameters() });
});

test("the same name means the next version, unless nothing changes", () => {
  const rule = draft("Northmoor");
  expect(rule.before?.version).toBe(2);
  expect(rule.unchanged).toBe(true);
  rule.mean = "82.6";
  expect(rule.unchanged).toBe(false);
  rule.name = "Southmoor";
  expect(rule.before).toBeUndefined();
});
