import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { AcknowledgementView } from "../../api/types/AcknowledgementView";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { ChangeRequest } from "../../api/types/ChangeRequest";
import type { Saved } from "../../api/types/Saved";
import { Sitting, type SittingApi } from "../../sitting/sitting.svelte";
import { assessment, outcome, saved, status } from "../sample.test-data";
import { beforeClose, clear, click, find, mayClose, put, seek, settle, type, words } from "../page.test-data";
import Screen from "./Screen.svelte";
import { CandidatePage } from "./state.svelte";

const STATEMENTS = { 1: 1, 3: 2 };
const AT = "2025-11-21T11:36:10+01:00";

/** The page in front of a program that keeps everything and lets a mark count. */
function show(
  change: Partial<AssessmentView> = {},
  answers: Partial<SittingApi> = {},
  before: (sitting: Sitting) => void = () => {},
) {
  const view = assessment(STATEMENTS, { outcome: outcome(STATEMENTS, { computed: 1 }), ...change });
  const keep = async ({ change }: ChangeRequest): Promise<Saved> => {
    if (change.kind !== "acknowledgement") return saved();
    return saved(null, {
      acknowledgement: change.mark ? { kind: "given", mark: change.mark, at: AT } : { kind: "none" },
    });
  };
  const api = {
    change: vi.fn(answers.change ?? keep),
    moveTo: async () => null,
    undo: async () => ({ edit: null, view }),
    redo: async () => ({ edit: null, view }),
    pause: async () => status(),
    resume: async () => status(),
    openAssessment: vi.fn(answers.openAssessment ?? (async () => view)),
    attachFiles: async () => null,
    saveAttachment: async () => null,
    beforeClose,
  };
  const page = new CandidatePage(new Sitting(view, api), api);
  before(page.sitting);
  const onback = vi.fn();
  put(Screen, { page, onback });
  return { page, onback, written: () => api.change.mock.calls.map(([request]) => request.change) };
}

function acknowledged(acknowledgement: AcknowledgementView): Partial<AssessmentView> {
  const { sitting } = assessment(STATEMENTS);
  return { sitting: { ...sitting, status: status({ acknowledgement }) } };
}

/** A sitting with two skills, and the other one of them. */
function twoSkills() {
  const { sitting } = assessment(STATEMENTS);
  const [tab] = sitting.skills;
  if (!tab) throw new Error("no skill");
  const second = { ...tab, assessment: "a2", skill: { ...tab.skill, code: "USUP" } };
  const other = assessment(STATEMENTS, { assessment: "a2", skill: second.skill });
  return { other, sitting: { ...sitting, skills: [tab, second] } };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(clear);

/** Draws through places of a box that is 400 by 100 large. */
const draw = (...places: [number, number][]) => {
  const box = find("drawing");
  box.getBoundingClientRect = () => new DOMRect(0, 0, 400, 100);
  Object.assign(box, { setPointerCapture: () => {} });
  places.forEach(([clientX, clientY], index) => {
    const name = index === 0 ? "pointerdown" : "pointermove";
    box.dispatchEvent(new PointerEvent(name, { pointerId: 1, clientX, clientY, bubbles: true }));
  });
  box.dispatchEvent(new PointerEvent("pointerup", { pointerId: 1, bubbles: true }));
  flushSync();
};
const problem = () => words(document.querySelector("#mark-error") ?? document.body);

test("the candidate reads their level, what it means, every verdict and the assessor's words", () => {
  show({ summary: { strengths: "Calm under\npressure.", gaps: "", nextSteps: "Lead one." } });
  const result = words(find("result-ITOP"));
  expect(result).toContain("Level 1, Phrase 1");
  expect(result).toContain("Level 3, Phrase 3 Not assessed");
  expect(result).toContain("What you do well Calm under pressure.");
  expect(result).toContain("What to do next Lead one.");
  expect(result).not.toContain("What was found wanting");
});

test("an award that differs says so, with the assessor's reason", () => {
  show({ proposal: { award: { kind: "level", level: 3 }, reason: "The budget was not hers." } });
  const result = words(find("result-ITOP"));
  expect(result).toContain("Level 3, Phrase 3");
  expect(result).toContain("add up to level 1");
  expect(result).toContain("The budget was not hers.");
});

test("every skill of the sitting is on the page, and none is acknowledged unread", async () => {
  const { other, sitting } = twoSkills();
  let readable = false;
  const { page, written } = show(
    { sitting },
    {
      openAssessment: async () => {
        if (!readable) throw { code: "io", message: "The disk is gone." };
        return other;
      },
    },
  );
  await settle();
  expect(seek("result-USUP")).toBeNull();
  expect(words(document.body)).toContain("The disk is gone.");
  draw([10, 10], [200, 50]);
  await click("acknowledge");
  expect(problem()).toContain("Not every skill is shown yet");
  expect(written()).toEqual([]);

  readable = true;
  await page.load();
  flushSync();
  expect(seek("result-USUP")).not.toBeNull();
});

test("a skill that is read anew, or could not be, does not count as read", async () => {
  const { other, sitting } = twoSkills();
  let answer: (view: AssessmentView) => void = () => {};
  let refuse: (thrown: unknown) => void = () => {};
  const { page } = show(
    { sitting },
    {
      openAssessment: () =>
        new Promise((resolve, reject) => {
          answer = resolve;
          refuse = reject;
        }),
    },
  );
  await settle();
  answer(other);
  await settle();
  expect(page.complete).toBe(true);

  const again = page.load();
  expect(page.complete).toBe(false);
  await settle();
  refuse({ code: "io", message: "The disk is gone." });
  await again;
  expect(page.complete).toBe(false);
});

test("what was saved only after the skills were read is shown before it can be acknowledged", async () => {
  const { other, sitting } = twoSkills();
  let full = true;
  let strengths = "Before.";
  const { page, written } = show(
    { sitting },
    {
      change: async ({ change }) => {
        if (full) throw { code: "io", message: "The disk is full." };
        if (change.kind === "summary") strengths = change.text;
        return saved();
      },
      openAssessment: async () => ({ ...other, summary: { ...other.summary, strengths } }),
    },
    (before) => before.change({ kind: "summary", assessment: "a2", part: "strengths", text: "After." }),
  );
  await settle();
  expect(words(find("result-USUP"))).toContain("Before.");
  full = false;
  await click("save-again");
  await click("way-typed");
  await type("mark-name", "Lena Vogt");
  await click("acknowledge");
  expect(problem()).toContain("look at it again");
  expect(words(find("result-USUP"))).toContain("After.");
  expect(page.name).toBe("Lena Vogt");
  await click("acknowledge");
  expect(problem()).toBe("");
  expect(written().at(-1)?.kind).toBe("acknowledgement");
});

test("the comment is kept as it is typed, and no answer is chosen beforehand", async () => {
  const { written } = show();
  expect(document.querySelectorAll("[name=agreement]:checked")).toHaveLength(0);
  await type("comment", "On 3.2 I did\n raise it.");
  await settle(400);
  await click("agreement-agrees-in-part");
  await click("no-agreement");
  expect(written()).toEqual([
    { kind: "comment", text: "On 3.2 I did\n raise it." },
    { kind: "agreement", agreement: "agrees-in-part" },
    { kind: "agreement", agreement: null },
  ]);
});

test("a drawn mark is scaled to its box, shown with its time, and can be taken back", async () => {
  const { written } = show();
  draw([10, 10], [200, 50], [400, 100]);
  await click("acknowledge");
  expect(written()).toEqual([
    {
      kind: "acknowledgement",
      mark: { kind: "drawn", lines: [[[100, 100], [2000, 500], [4000, 1000]]] }, // prettier-ignore
    },
  ]);
  expect(words(find("given"))).toBe("You acknowledged on 21 November 2025 at 11:36:10");
  expect(find("given-mark").querySelector("path")?.getAttribute("d")).toBe("M100 100L2000 500L4000 1000");
  expect(document.activeElement).toBe(find("given"));

  await click("take-back");
  expect(written().at(-1)).toEqual({ kind: "acknowledgement", mark: null });
  expect(seek("given")).toBeNull();
  expect(find("drawing").querySelectorAll("path")).toHaveLength(0);
});

test("a drawing without a stroke, or one that was cleared, is not taken", async () => {
  const { written } = show();
  draw([10, 10]);
  await click("acknowledge");
  expect(problem()).toContain("Nothing is drawn yet");
  draw([10, 10], [200, 50]);
  await click("clear-drawing");
  expect(problem()).toBe("");
  await click("acknowledge");
  expect(problem()).toContain("Nothing is drawn yet");
  expect(written()).toEqual([]);
});

test("a second finger does not draw", () => {
  const { page } = show();
  const box = find("drawing");
  draw([10, 10], [200, 50]);
  box.dispatchEvent(new PointerEvent("pointermove", { pointerId: 2, clientX: 300, clientY: 90 }));
  expect(page.lines).toEqual([[[100, 100], [2000, 500]]]); // prettier-ignore
});

test("who has no pointer types the name; an empty one is asked for beside the field", async () => {
  const { written } = show();
  await click("way-typed");
  await type("mark-name", "  ");
  await click("acknowledge");
  expect(problem()).toContain("Type your name");
  expect(document.activeElement).toBe(find("mark-name"));
  await type("mark-name", "Lena Vogt");
  await click("acknowledge");
  expect(written()).toEqual([{ kind: "acknowledgement", mark: { kind: "typed", name: "Lena Vogt" } }]);
  expect(words(document.body)).toContain("By typing “Lena Vogt”.");
});

test("a refused mark says why, stays in its field and holds up nothing", async () => {
  const { page } = show(
    {},
    {
      change: async ({ change }) => {
        if (change.kind === "acknowledgement" && change.mark)
          throw { code: "text", message: "A hidden character." };
        return saved();
      },
    },
  );
  await click("way-typed");
  await type("mark-name", "Le\u202ena");
  await click("acknowledge");
  await settle();
  expect(problem()).toBe("A hidden character.");
  expect(find("mark-name").value).toBe("Le\u202ena");
  expect(await page.sitting.flush()).toBe(true);
});

test("a refused mark leaves it on the page that an earlier one was voided", async () => {
  const voided = { kind: "voided", at: "2025-11-21T11:41:00+01:00" } as const;
  const { written } = show(acknowledged(voided), {
    change: async ({ change }) => {
      if (change.kind === "acknowledgement" && change.mark) throw { code: "text", message: "Hidden." };
      return saved(null, { acknowledgement: { kind: "none" } });
    },
  });
  await click("way-typed");
  await type("mark-name", "Le\u202ena");
  await click("acknowledge");
  expect(problem()).toBe("Hidden.");
  expect(words(find("voided"))).toContain("On 21 November 2025 at 11:41:00");
  expect(written()).toHaveLength(1);
  expect(words(find("saved"))).not.toContain("Not saved");
});

test("nothing is acknowledged while something on the page is not on disk", async () => {
  let full = true;
  const { written } = show(
    {},
    {
      change: async () => {
        if (full) throw { code: "io", message: "The disk is full." };
        return saved();
      },
    },
  );
  await type("comment", "As said.");
  await click("way-typed");
  await type("mark-name", "Lena Vogt");
  await click("acknowledge");
  expect(problem()).toContain("is not saved yet");
  expect(words(find("saved"))).toContain("The disk is full.");
  full = false;
  await click("acknowledge");
  expect(problem()).toContain("is not saved yet");
  await click("save-again");
  await click("acknowledge");
  expect(written().map(({ kind }) => kind)).toEqual(["comment", "comment", "acknowledgement"]);
});

test("what was voided says when, and asks to read again and to acknowledge once more", () => {
  show(acknowledged({ kind: "voided", at: "2025-11-21T11:41:00+01:00" }));
  expect(words(find("voided"))).toContain("On 21 November 2025 at 11:41:00 something was changed");
  expect(words(find("voided"))).toContain("Please read it again");
  expect(seek("acknowledge")).not.toBeNull();
});

test("a window with an unsaved comment closes only when it is closed twice", async () => {
  const { written } = show(
    {},
    { change: () => Promise.reject({ code: "io", message: "The disk is full." }) },
  );
  expect(await mayClose()).toBe(true);
  await type("comment", "As said.");
  expect(await mayClose()).toBe(false);
  flushSync();
  expect(words(find("saved"))).toContain("The disk is full.");
  expect(await mayClose()).toBe(true);
  expect(written()).toEqual([{ kind: "comment", text: "As said." }]);
});

test("going back needs nothing, and takes along what was just typed", async () => {
  const { onback, written } = show();
  await type("comment", "Almost don");
  await click("back-to-assessor");
  expect(onback).toHaveBeenCalledOnce();
  expect(written()).toEqual([{ kind: "comment", text: "Almost don" }]);
});
