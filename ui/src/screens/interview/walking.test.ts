import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { assessment, outcome, saved, statement } from "../sample.test-data";
import {
  STATEMENTS,
  FIRST,
  arrange,
  clear,
  diskFull,
  find,
  press,
  settle,
  show,
  type,
  words,
} from "./interview.test-data";

beforeEach(arrange);
afterEach(clear);

describe("the walk", () => {
  /** Answers each rating with what a rule would make of it. */
  const decided = (deciding: { level: number; statement: number }[], nextLevel: number | null) => ({
    change: async () => saved(outcome(STATEMENTS, { deciding, nextLevel, computed: null })),
  });

  test("a rating stays at its statement, unless the assessor likes to go on", async () => {
    const next = { level: 1, statement: 2 };
    const { interview, written } = await show(decided([next], 1));
    press("4");
    await settle();
    expect(words("statement")).toBe("What is expected at 1.1.");

    interview.preferences.goOn = true;
    press("3");
    await settle();
    expect(words("statement")).toBe("What is expected at 1.2.");
    expect(written()).toHaveLength(2);
  });

  test("going on skips what can no longer change the level", async () => {
    const { interview } = await show(decided([{ level: 3, statement: 2 }], 3));
    interview.preferences.goOn = true;
    press("4");
    await settle();
    expect(words("statement")).toBe("What is expected at 3.2.");
  });

  test("a rating that is not on disk goes nowhere, so that the next key does not rate something else", async () => {
    const { interview } = await show({ change: diskFull });
    interview.preferences.goOn = true;
    press("4");
    await settle();
    expect(words("statement")).toBe("What is expected at 1.1.");
  });

  test("a note that was refused does not keep a rating from going on", async () => {
    const { interview } = await show({
      change: async ({ change }) => {
        if (change.kind === "note") throw { code: "text", message: "The note holds a hidden sign." };
        return saved(outcome(STATEMENTS, { deciding: [{ level: 1, statement: 2 }], nextLevel: 1 }));
      },
    });
    interview.preferences.goOn = true;
    type("note", "hid\u202eden");
    press("Escape");
    press("4");
    await settle();
    expect(words("statement")).toBe("What is expected at 1.2.");
  });

  test("Space goes to the next one worth asking, past what was skipped", async () => {
    const view = assessment(STATEMENTS, {
      outcome: outcome(STATEMENTS, { deciding: [{ level: 3, statement: 2 }], nextLevel: 3 }),
    });
    await show({}, view);
    expect(words("next")).toContain("Next: 3.2");
    press(" ");
    expect(words("statement")).toBe("What is expected at 3.2.");
  });

  test("at its end it says why, and offers to conclude", async () => {
    const { onconclude } = await show({
      change: async () => {
        const result = outcome(STATEMENTS, { deciding: [], nextLevel: null, possible: null });
        const levels = result.levels.map((level) =>
          level.level === 1
            ? {
                ...level,
                explored: 1,
                verdict: "not-met" as const,
                why: { kind: "below-floor" as const, statements: [1] },
              }
            : level,
        );
        return saved({ ...result, levels });
      },
    });
    press("1");
    await settle();
    expect(words("way-on")).toContain("Level 1 can no longer be met, so nothing above it counts");
    expect(words("level-1")).toContain("Can no longer be met: 1 open statement need not be asked.");
    expect(words("verdict-changes")).toBe("Level 1: Not met.");
    find("conclude-here").click();
    await settle();
    expect(onconclude).toHaveBeenCalledOnce();
  });

  test("its order is changed in a dialog, at once", async () => {
    const { written } = await show();
    find("more").click();
    flushSync();
    find("more-walk").click();
    flushSync();
    find("walk-free").click();
    await settle();
    expect(written()).toEqual([{ kind: "route", assessment: "a1", route: { walk: "free", from: 1 } }]);
  });
});

describe("the lists", () => {
  test("O lists what is open by level, arrows choose, and the choice is gone to", async () => {
    await show();
    press("o");
    await settle();
    expect(document.activeElement?.textContent).toContain("What is expected at 1.1.");
    press("ArrowDown");
    press("ArrowDown");
    (document.activeElement as HTMLElement).click();
    await settle();
    expect(document.querySelector("dialog[open]")).toBeNull();
    expect(words("statement")).toBe("What is expected at 3.1.");
  });

  test("D says what each level needs, and names what is decisive", async () => {
    const view = assessment(STATEMENTS, {
      outcome: outcome(STATEMENTS, { deciding: [{ level: 1, statement: 2 }], decisive: [FIRST] }),
    });
    const [first] = view.levels;
    if (first) first.statements = [statement(1, 1, "largely"), statement(1, 2, null)];
    await show({}, view);
    press("d");
    await settle();
    expect(words("lists")).toContain(
      "2 statements are open. To be met: no rating below Largely and an opportunity on at least 1 of 2.",
    );
    expect(words("lists")).toContain("1.1 What is expected at 1.1. another rating here would change");
    expect(words("lists")).not.toContain("What is expected at 3.1.");
    press("o");
    await settle();
    expect(words("lists")).toContain("3.1 What is expected at 3.1. need not be asked");
  });
});
