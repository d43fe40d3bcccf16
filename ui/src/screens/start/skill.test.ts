import { expect, test } from "vitest";

import type { LastStart } from "../../api/types/LastStart";
import type { StartForm } from "../../api/types/StartForm";
import { SkillChoice } from "./skill.svelte";
import { NO_CONDUCT } from "../../sitting/conduct";
import { form } from "./start.test-data";

const LAST: LastStart = {
  edition: "sfia-8",
  code: "NTAS",
  rule: "expected-level",
  route: { walk: "outward", from: 4 },
  purpose: null,
  conduct: NO_CONDUCT,
};

function offered(change: Partial<StartForm> = {}) {
  const choice = new SkillChoice();
  choice.offer(form(change));
  return choice;
}

test("a first interview begins with a published edition, at its lowest level, by the default rule", () => {
  expect(offered()).toMatchObject({
    code: "ITOP",
    edition: "sfia-8",
    rule: "consistent",
    route: { walk: "up", from: 1 },
  });
});

test("what was chosen last time is chosen again, as far as there still is such a thing", () => {
  expect(offered({ last: LAST })).toMatchObject({
    code: "NTAS",
    rule: "expected-level",
    route: { walk: "outward", from: 4 },
  });
  const gone = { ...LAST, code: "GONE", rule: "gone", route: { walk: "outward" as const, from: 7 } };
  expect(offered({ last: gone })).toMatchObject({
    code: "ITOP",
    rule: "consistent",
    route: { walk: "outward", from: 3 },
  });
});

test("the expected level brings its rule along, and going back restores the one before", () => {
  const choice = offered();
  choice.rule = "iso-33020";
  choice.chooseWalk("outward");
  expect(choice.rule).toBe("expected-level");
  choice.chooseWalk("free");
  expect(choice.rule).toBe("iso-33020");
});

test("a rule chosen after the expected level stays", () => {
  const choice = offered();
  choice.chooseWalk("outward");
  choice.rule = "iso-33020";
  choice.chooseWalk("up");
  expect(choice.rule).toBe("iso-33020");
});

test("who goes back from a remembered expected level gets the default rule", () => {
  const choice = offered({ last: LAST });
  choice.chooseWalk("up");
  expect(choice.rule).toBe("consistent");
  expect(choice.route).toEqual({ walk: "up", from: 2 });
});

test("without a rule for the expected level the chosen one stays", () => {
  const choice = offered({ rules: form().rules.filter(({ name }) => name !== "expected-level") });
  choice.chooseWalk("outward");
  expect(choice.rule).toBe("consistent");
});

test("another edition keeps the level if it has it", () => {
  const choice = offered();
  choice.chooseWalk("outward");
  choice.level = 2;
  choice.chooseEdition("sfia-9-draft");
  expect(choice.route?.from).toBe(2);
  choice.chooseEdition("sfia-8");
  choice.level = 5;
  choice.chooseEdition("sfia-9-draft");
  expect(choice.route?.from).toBe(3);
});

test("another skill keeps the edition if it has it", () => {
  const choice = offered();
  choice.chooseCode("NTAS");
  choice.chooseCode("ITOP");
  expect(choice.edition).toBe("sfia-8");
});

test("what a sitting has already can’t be chosen", () => {
  const choice = new SkillChoice();
  const { skills } = form();
  choice.offer(
    form(),
    [skills[1], skills[2]].flatMap((taken) => taken?.skill ?? []),
  );
  expect(choice).toMatchObject({ code: "ITOP", edition: "sfia-9-draft" });
  choice.chooseEdition("sfia-8");
  expect(choice.edition).toBe("sfia-9-draft");
  choice.chooseCode("NTAS");
  expect(choice.code).toBe("ITOP");
  expect([choice.isTakenThroughout("ITOP"), choice.isTakenThroughout("NTAS")]).toEqual([false, true]);
});

test("without skills there is no route", () => {
  expect(offered({ skills: [] }).route).toBeNull();
});
