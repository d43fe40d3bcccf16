import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { assessment, sitting, status } from "../sample.test-data";
import {
  STATEMENTS,
  FIRST,
  arrange,
  clear,
  find,
  note,
  press,
  settle,
  show,
  type,
  words,
} from "./interview.test-data";

beforeEach(arrange);
afterEach(clear);

describe("several skills", () => {
  const [one] = sitting().skills;
  if (!one) throw new Error("a sitting has a skill");
  const two = { ...one, assessment: "a2", skill: { ...one.skill, code: "SCTY", name: "Security" } };
  const both = sitting(4, { skills: [one, two] });
  const first = () => assessment(STATEMENTS, { sitting: both });
  const second = () =>
    assessment(STATEMENTS, {
      assessment: "a2",
      skill: two.skill,
      sitting: both,
      at: { level: 3, statement: 2 },
    });

  test("Alt and a digit switch, with everything saved, and come back to where one was", async () => {
    const { api, written } = await show(
      { openAssessment: async (id) => (id === "a2" ? second() : first()) },
      first(),
    );
    type("note", "As said.");
    press("2", { altKey: true });
    await settle();
    expect(written()).toEqual([note("As said.")]);
    expect(api.change.mock.invocationCallOrder[0]).toBeLessThan(
      api.openAssessment.mock.invocationCallOrder[0] ?? 0,
    );
    expect(words("statement")).toBe("What is expected at 3.2.");
    expect(words("announcement")).toBe("Security is shown.");
    press("Escape");
    press("s");
    await settle();
    expect(words("statement")).toBe("What is expected at 1.1.");
  });

  test("a skill can be taken out, and another is shown", async () => {
    const { written } = await show({ openAssessment: async () => second() }, first());
    find("more").click();
    flushSync();
    find("more-take-out").click();
    await settle();
    expect(written()).toEqual([{ kind: "no-skill", assessment: "a1" }]);
    expect(words("statement")).toBe("What is expected at 3.2.");
  });

  test("an edit in another skill is named with it", async () => {
    const edit = { kind: "finding", assessment: "a2", at: FIRST } as const;
    const view = assessment(STATEMENTS, { sitting: { ...both, status: status({ undo: edit }) } });
    await show({}, view);
    expect(words("undo")).toBe("Ctrl Z Undo rating 1.1 (SCTY)");
  });

  test("a key in the open menu rates nothing", async () => {
    const { written } = await show({}, first());
    find("more").click();
    await settle();
    press("ArrowDown");
    press("4");
    press("Escape");
    await settle();
    expect(written()).toEqual([]);
    expect(find("more-walk")).toBeNull();
    expect(document.activeElement).toBe(find("more"));
  });

  test("a single skill has no tabs and cannot be taken out", async () => {
    await show();
    find("more").click();
    flushSync();
    expect(find("skills")).toBeNull();
    expect(find("more-take-out")).toBeNull();
  });
});
