import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Saved } from "../../api/types/Saved";
import { assessment, outcome, saved } from "../sample.test-data";
import {
  STATEMENTS,
  FIRST,
  arrange,
  clear,
  find,
  finding,
  press,
  settle,
  show,
  type,
  words,
} from "./interview.test-data";

beforeEach(arrange);
afterEach(clear);

describe("the record", () => {
  test("no opportunity asks for its reason, which can wait and is listed as open", async () => {
    const { written } = await show({
      change: async () => saved(outcome(STATEMENTS)),
    });
    expect(find("reason")).toBeNull();
    press("n");
    await settle();
    expect(document.activeElement).toBe(find("reason"));
    press("Escape");
    press("o");
    await settle();
    const listed = () => words("lists") ?? "";
    expect(listed()).toContain("1.1 What is expected at 1.1. no opportunity, reason still to come");

    (document.querySelector("dialog[open]") as HTMLDialogElement).close();
    type("reason", "No such work.");
    press("Escape");
    await settle();
    expect(written()).toEqual([
      finding("no-opportunity"),
      { kind: "reason", assessment: "a1", at: FIRST, text: "No such work." },
    ]);
    press("o");
    await settle();
    expect(listed()).not.toContain("reason still to come");
  });

  test("Q adds a pair and keeps the focus in it while it is typed", async () => {
    const { written } = await show();
    press("q");
    await settle();
    expect(document.activeElement).toBe(find("asked-1"));
    type("asked-1", "What failed?");
    const asked = document.activeElement;
    type("answered-1", "The disk.\n<b>Twice.</b>");
    expect(document.contains(asked)).toBe(true);
    press("Escape");
    await settle();
    expect(written().at(-1)).toEqual({
      kind: "questions",
      assessment: "a1",
      at: FIRST,
      questions: [{ asked: "What failed?", answered: "The disk.\n<b>Twice.</b>" }],
    });
    press("q");
    await settle();
    expect(document.activeElement).toBe(find("asked-2"));
    press("Escape");
    await settle();
    expect(find("asked-2")).toBeNull();
  });

  test("a prompt is taken over as a question with one click, once", async () => {
    const { written } = await show();
    const take = async () => {
      press("g");
      (document.querySelector("aside .prompt button") as HTMLElement).click();
      await settle();
      // In a narrow window it lay over the sheet, where the answer is written.
      expect(document.querySelector("aside")).toBeNull();
    };
    await take();
    press("Escape");
    await take();
    expect(document.activeElement).toBe(find("answered-1"));
    expect(written()).toEqual([
      {
        kind: "questions",
        assessment: "a1",
        at: FIRST,
        questions: [{ asked: "what was measured", answered: "" }],
      },
    ]);
  });

  test("guidance that lies over the sheet takes the focus, and Esc gives it back", async () => {
    await show();
    press("g");
    expect(document.activeElement?.tagName).toBe("ASIDE");
    press("Escape");
    expect(document.querySelector("aside")).toBeNull();
    expect(document.activeElement?.className).toContain("sheet");
  });

  test("a pair without a word is forgotten when it is left", async () => {
    const view = assessment(STATEMENTS);
    const first = view.levels[0]?.statements[0];
    if (first) first.questions = [{ asked: "What failed?", answered: "" }];
    const { written } = await show({}, view);
    type("asked-1", "");
    press("Escape");
    await settle();
    expect(find("asked-1")).toBeNull();
    expect(written().at(-1)).toMatchObject({ kind: "questions", questions: [] });
  });

  test("evidence is kept as soon as it has a title, without losing the focus, and Esc closes it", async () => {
    const { written } = await show();
    press("e");
    await settle();
    expect(document.activeElement).toBe(find("evidence-title"));
    await settle(500);
    expect(written()).toEqual([]);
    type("evidence-title", "Incident review");
    expect(document.activeElement).toBe(find("evidence-title"));
    type("evidence-date", "2026-02-31");
    expect(document.querySelector("#evidence-date-error")?.textContent).toContain("year, month and day");
    type("evidence-date", "2025-10-09");
    press("Escape");
    await settle();
    expect(find("evidence-editor")).toBeNull();
    expect(written().at(-1)).toMatchObject({
      kind: "evidence",
      evidence: { kind: "example", title: "Incident review", date: "2025-10-09", statements: [FIRST] },
    });
    expect(words("evidence")).toContain("E1 Incident review Example, 2025-10-09, described");
    // Space goes on from there.
    expect(document.activeElement?.className).toContain("sheet");
    press(" ");
    expect(words("statement")).toBe("What is expected at 1.2.");
  });

  test("a date in the future is said beside its field, and not sent", async () => {
    const { written } = await show();
    press("e");
    await settle();
    type("evidence-title", "Incident review");
    type("evidence-date", "2025-11-22");
    expect(document.querySelector("#evidence-date-error")?.textContent).toContain("in the future");
    await settle(500);
    expect(written()).toMatchObject([{ evidence: { date: null } }]);
    expect((find("evidence-date") as HTMLInputElement).value).toBe("2025-11-22");
  });

  test("evidence bears on as many statements as are chosen, but never on none", async () => {
    const { written } = await show();
    press("e");
    await settle();
    type("evidence-title", "Incident review");
    const statement = (place: string) =>
      [...document.querySelectorAll<HTMLButtonElement>("[data-testid=evidence-editor] .number")].find(
        (button) => button.textContent === place,
      );
    statement("3.2")?.click();
    flushSync();
    statement("1.1")?.click();
    flushSync();
    expect(statement("3.2")?.disabled).toBe(true);
    // It stays in sight while it is written, although it is tied elsewhere now.
    expect(find("evidence-editor")).not.toBeNull();
    press("Escape");
    await settle();
    expect(written().at(-1)).toMatchObject({ evidence: { statements: [{ level: 3, statement: 2 }] } });
    expect(find("evidence")).toBeNull();
  });

  test("files are attached, saved and taken away; what goes wrong is said there", async () => {
    const attachments = [{ name: "review.pdf", size: 482_113, sha256: "ab" }];
    const item = { id: "e1", kind: "example" as const, title: "Review", date: null, seen: true };
    const evidence = { ...item, statements: [FIRST], attachments: [] };
    let vanished = true;
    const { written, api } = await show(
      {
        attachFiles: async () => {
          if (vanished) throw { code: "io", message: "review.pdf is no longer there." };
          return { evidence: { ...evidence, attachments }, saved: saved() };
        },
        saveAttachment: async () => "/home/ada/review.pdf",
      },
      assessment(STATEMENTS, { evidence: [evidence] }),
    );
    (document.querySelector("#evidence-e1") as HTMLElement).click();
    await settle();
    find("attach").click();
    await settle();
    expect(words("evidence-editor")).toContain("review.pdf is no longer there.");
    vanished = false;
    find("attach").click();
    await settle();
    expect(words("evidence-editor")).toContain("review.pdf 482.1 kB");
    expect(words("evidence-editor")).not.toContain("no longer there");

    (document.querySelector("[aria-label='Save as: review.pdf']") as HTMLElement).click();
    await settle();
    expect(api.saveAttachment).toHaveBeenCalledExactlyOnceWith("a1", "ab");
    expect(words("evidence-editor")).toContain("Saved: /home/ada/review.pdf");
    (document.querySelector("[aria-label='Remove review.pdf']") as HTMLElement).click();
    await settle();
    expect(written()).toEqual([{ kind: "no-attachment", assessment: "a1", evidence: "e1", sha256: "ab" }]);
  });

  test("two files of the same content do not break the editor", async () => {
    const attachments = ["review.pdf", "copy.pdf"].map((name) => ({ name, size: 12, sha256: "ab" }));
    const item = { id: "e1", kind: "example" as const, title: "Review", date: null, seen: true };
    const evidence = [{ ...item, statements: [FIRST], attachments }];
    await show({}, assessment(STATEMENTS, { evidence }));
    (document.querySelector("#evidence-e1") as HTMLElement).click();
    await settle();
    expect(words("evidence-editor")).toContain("review.pdf");
    expect(words("evidence-editor")).toContain("copy.pdf");
  });

  test("a refusal is said at the pair that it names", async () => {
    const view = assessment(STATEMENTS);
    const first = view.levels[0]?.statements[0];
    const pair = { asked: "What failed?", answered: "The disk." };
    if (first) first.questions = [pair, { ...pair }];
    const sentence = "Question 1 holds a hidden character.";
    await show({ change: () => Promise.reject({ code: "text", message: sentence }) }, view);
    type("asked-1", "What fa\u202eiled?");
    press("Escape");
    await settle();
    expect(document.querySelector("#asked-1-error")?.textContent).toContain(sentence);
    expect(find("asked-1").getAttribute("aria-invalid")).toBe("true");
    for (const field of ["answered-1", "asked-2", "answered-2"]) {
      expect(find(field).getAttribute("aria-invalid")).toBe("false");
    }
  });

  test("F marks a statement for coming back, and takes the mark away", async () => {
    const { written } = await show();
    press("f");
    await settle();
    expect(find("follow-up").getAttribute("aria-pressed")).toBe("true");
    press("f");
    await settle();
    expect(written().map((entry) => entry.kind === "follow-up" && entry.followUp)).toEqual([true, false]);
  });

  test("last time is seen once this time's finding is on disk, or on demand", async () => {
    const view = assessment(STATEMENTS);
    const lastTime = {
      finding: "partly" as const,
      at: "2024-03-14T10:00:00+01:00",
      note: "Followed the runbook.",
    };
    for (const level of view.levels) {
      level.statements = level.statements.map((entry) => ({ ...entry, lastTime }));
    }
    let answer: (saved: Saved) => void = () => {};
    await show({ change: () => new Promise((resolve) => (answer = resolve)) }, view);
    expect(find("last-time")).toBeNull();
    press("3");
    expect(find("last-time")).toBeNull();
    answer(saved(outcome(STATEMENTS)));
    await settle();
    expect(words("last-time")).toBe("Last time Partly on 14 March 2024 Followed the runbook.");

    press("j");
    expect(find("last-time")).toBeNull();
    press("l");
    expect(words("last-time")).toContain("Partly on 14 March 2024");
  });
});
