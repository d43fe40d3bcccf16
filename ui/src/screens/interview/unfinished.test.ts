import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { assessment } from "../sample.test-data";
import {
  STATEMENTS,
  FIRST,
  arrange,
  clear,
  find,
  press,
  settle,
  show,
  type,
  words,
} from "./interview.test-data";

beforeEach(arrange);
afterEach(clear);

const value = (id: string) => (find(id) as HTMLInputElement).value;
/** "I saw it", which is not what an item begins with. */
const saw = () => document.querySelector("input[name=evidence-seen]") as HTMLInputElement;
const chooseSeen = () => {
  saw().click();
  flushSync();
};
/** Clicks on another level in the rail, and comes back. */
const awayAndBack = async () => {
  find("level-3").click();
  await settle();
  expect(find("evidence-editor")).toBeNull();
  find("level-1").click();
  await settle();
};

describe("evidence that is half-written when the statement is left", () => {
  test("an item without a title is there on return with all that was chosen, and is kept once it has one", async () => {
    const { written } = await show();
    press("e");
    await settle();
    chooseSeen();
    type("evidence-date", "2025-10-09");
    await awayAndBack();
    expect(saw().checked).toBe(true);
    expect(value("evidence-date")).toBe("2025-10-09");
    expect(written()).toEqual([]);

    type("evidence-title", "What Mara said");
    press("Escape");
    await settle();
    expect(written()).toMatchObject([
      {
        evidence: {
          seen: true,
          title: "What Mara said",
          date: "2025-10-09",
          statements: [FIRST],
        },
      },
    ]);
    await awayAndBack();
    expect(find("evidence-editor")).toBeNull();
  });

  test("half a date is there on return, with its sentence", async () => {
    const item = { id: "e1", kind: "example" as const, title: "Review", date: null, seen: false };
    const evidence = [{ ...item, statements: [FIRST], attachments: [] }];
    const { written } = await show({}, assessment(STATEMENTS, { evidence }));
    (document.querySelector("#evidence-e1") as HTMLElement).click();
    await settle();
    type("evidence-date", "2025-1");
    await awayAndBack();
    expect(value("evidence-date")).toBe("2025-1");
    expect(words("evidence-editor")).toContain("year, month and day");
    type("evidence-date", "2025-10-09");
    await settle(500);
    expect(written()).toMatchObject([{ evidence: { id: "e1", date: "2025-10-09" } }]);
  });

  test("another skill does not show it, and this one does again", async () => {
    const view = assessment(STATEMENTS);
    const other = assessment(STATEMENTS, { assessment: "a2" });
    const { interview } = await show(
      { openAssessment: async (id) => structuredClone(id === "a2" ? other : view) },
      view,
    );
    press("e");
    await settle();
    chooseSeen();
    await interview.switchTo("a2");
    await settle();
    expect(find("evidence-editor")).toBeNull();
    await interview.switchTo("a1");
    await settle();
    expect(saw().checked).toBe(true);
  });

  test("E goes back to it after another item was opened, and Esc forgets it", async () => {
    const item = { id: "e1", kind: "example" as const, title: "Review", date: null, seen: false };
    const evidence = [{ ...item, statements: [FIRST], attachments: [] }];
    await show({}, assessment(STATEMENTS, { evidence }));
    press("e");
    await settle();
    chooseSeen();
    (document.querySelector("#evidence-e1") as HTMLElement).click();
    await settle();
    expect(value("evidence-title")).toBe("Review");
    press("Escape");
    press("e");
    await settle();
    expect(saw().checked).toBe(true);
    press("Escape");
    press("e");
    await settle();
    expect(saw().checked).toBe(false);
  });
});
