import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { AssessmentView } from "../../api/types/AssessmentView";
import { Sitting, type SittingApi } from "../../sitting/sitting.svelte";
import { assessment, outcome, saved, status } from "../sample.test-data";
import { beforeClose, clear, find, mayClose, press, put, seek, settle, type, words } from "../page.test-data";
import Screen from "./Screen.svelte";
import { Conclusion } from "./state.svelte";

const STATEMENTS = { 1: 1, 3: 2 };

/** The screen in front of a program that keeps everything, except for what the test says. */
function show(change: Partial<AssessmentView> = {}, answers: Partial<SittingApi> = {}) {
  const view = assessment(STATEMENTS, {
    outcome: outcome(STATEMENTS, { computed: 1, deciding: [{ level: 3, statement: 2 }] }),
    ...change,
  });
  const api = {
    change: vi.fn(answers.change ?? (async () => saved())),
    moveTo: async () => null,
    undo: vi.fn(
      async () =>
        ({ edit: { kind: "finding", assessment: "a1", at: { level: 3, statement: 2 } }, view }) as const,
    ),
    redo: vi.fn(async () => ({ edit: null, view })),
    pause: async () => status(),
    resume: async () => status(),
    openAssessment: async () => view,
    attachFiles: async () => null,
    saveAttachment: async () => null,
    beforeClose,
    conclude: vi.fn(async () => view),
  };
  const conclusion = new Conclusion(new Sitting(view, api), api);
  const on = { onback: vi.fn(), onturn: vi.fn(), onconcluded: vi.fn() };
  put(Screen, { conclusion, ...on });
  return { ...on, api, conclusion };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(clear);

const pick = async (level: string) => {
  find(`awarded-${level}`).querySelector("input")?.click();
  await settle();
};

test("concluding leads to what is missing, one thing after the other, and then on", async () => {
  const { api, onconcluded } = show();
  await pick("3");
  await press("Enter", { ctrlKey: true });
  expect(document.activeElement).toBe(find("award-reason"));
  expect(words(document.body)).toContain("Say why the awarded level differs");

  await type("award-reason", "The budget was not hers.");
  await press("Enter", { ctrlKey: true });
  expect(document.activeElement).toBe(find("missing-because"));
  expect(find("missing-because").getAttribute("aria-invalid")).toBe("true");
  expect(api.conclude).not.toHaveBeenCalled();

  await type("missing-because", "Had to leave.");
  await press("Enter", { ctrlKey: true });
  expect(api.conclude).toHaveBeenCalledOnce();
  expect(onconcluded).toHaveBeenCalledOnce();
});

test("undo and redo have their keys, but within a field those are the field's own", async () => {
  const { api } = show();
  await press("z", { ctrlKey: true });
  expect(api.undo).toHaveBeenCalledOnce();
  expect(words(find("announcement"))).toContain("3.2");
  const said = find("announcement").firstElementChild;
  await press("z", { ctrlKey: true });
  expect(words(find("announcement"))).toContain("3.2");
  // The same words are read out again only if they are put there anew.
  expect(find("announcement").firstElementChild).not.toBe(said);
  await press("Z", { ctrlKey: true, shiftKey: true });
  await press("y", { ctrlKey: true });
  expect(api.redo).toHaveBeenCalledTimes(2);

  find("summary-gaps").focus();
  await press("z", { ctrlKey: true });
  expect(api.undo).toHaveBeenCalledTimes(2);
});

test("a suggestion is taken over with one press, and writing goes on in its field", async () => {
  show({ suggestions: { strengths: [{ level: 1, statement: 1 }], gaps: [], nextSteps: [] } });
  find("suggest-strengths").click();
  await settle();
  expect(find("summary-strengths").value).toBe("1.1 What is expected at 1.1.");
  expect(document.activeElement).toBe(find("summary-strengths"));
  expect(seek("suggest-strengths")).toBeNull();
});

test("an offered answer stands in the field, to be changed or left", async () => {
  const { conclusion } = show();
  const offered = [...document.querySelectorAll("button")].find((one) => words(one).includes("not present"));
  offered?.click();
  await settle();
  expect(conclusion.view.sitting.signOff.missingBecause).toBe("The candidate was not present at the end.");
  expect(document.activeElement).toBe(find("missing-because"));
});

test("an acknowledgement says when it was given, and asks for no reason any more", () => {
  const view = assessment(STATEMENTS);
  const given = {
    kind: "given",
    mark: { kind: "typed", name: "Lena Vogt" },
    at: "2025-11-21T11:36:10+01:00",
  };
  view.sitting.status = status({ acknowledgement: given as typeof view.sitting.status.acknowledgement });
  show(view);
  expect(words(find("acknowledgement"))).toContain("Acknowledged on 21 November 2025 at 11:36:10");
  expect(seek("missing-because")).toBeNull();
});

test("a voided acknowledgement says when, and a reason is asked for again", () => {
  const view = assessment(STATEMENTS);
  view.sitting.status = status({ acknowledgement: { kind: "voided", at: "2025-11-21T11:41:00+01:00" } });
  show(view);
  expect(words(find("acknowledgement"))).toContain("changed on 21 November 2025 at 11:41:00");
  expect(seek("missing-because")).not.toBeNull();
});

test("who leaves takes along what was typed; what is refused keeps them, unless they insist", async () => {
  let refuse = true;
  const { onback, api } = show(
    {},
    {
      change: async () => {
        if (refuse) throw { code: "text", message: "A hidden character." };
        return saved();
      },
    },
  );
  await type("summary-gaps", "hid\u202eden");
  document.querySelector<HTMLElement>(`[aria-label="Open statement 3.2"]`)?.click();
  await settle();
  expect(api.change).toHaveBeenCalledOnce();
  expect(onback).not.toHaveBeenCalled();
  expect(words(find("saved"))).toContain("A hidden character.");
  find("leave-anyway").click();
  expect(onback).toHaveBeenCalledExactlyOnceWith({ level: 3, statement: 2 });

  refuse = false;
  find("save-again").click();
  await settle();
  expect(words(find("saved"))).toBe("Saved 10:42:07");
  expect(await mayClose()).toBe(true);
});
