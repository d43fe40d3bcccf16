import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { AssessmentView } from "../../api/types/AssessmentView";
import type { ChangeRequest } from "../../api/types/ChangeRequest";
import type { Saved } from "../../api/types/Saved";
import { Sitting, type SittingApi } from "../../sitting/sitting.svelte";
import { assessment, outcome, saved, sitting as sittingOf, status } from "../sample.test-data";
import { awardableLevels, awardDiffers, awardedLevel } from "./award";
import { type ConcludeApi, Conclusion } from "./state.svelte";

const STATEMENTS = { 1: 1, 3: 2 };
const computedOne = outcome(STATEMENTS, {
  computed: 1,
  decisive: [{ level: 1, statement: 1 }],
  deciding: [{ level: 3, statement: 2 }],
});

/** A draft that adds up to level 1, with `missingBecause` given so that only what a test is about is missing. */
function draft(change: Partial<AssessmentView> = {}): AssessmentView {
  const view = assessment(STATEMENTS, { outcome: computedOne, ...change });
  view.sitting.signOff.missingBecause = "The candidate had to leave.";
  const [first] = view.levels[0]?.statements ?? [];
  if (first) first.finding = "fully";
  return view;
}

/** The conclusion of `view` in front of a program that keeps everything, except for what the test says. */
function concluding(view = draft(), answers: Partial<SittingApi & ConcludeApi> = {}) {
  const api = {
    change: vi.fn(answers.change ?? (async (_: ChangeRequest): Promise<Saved> => saved(computedOne))),
    moveTo: async () => null,
    undo: async () => ({ edit: null, view }),
    redo: async () => ({ edit: null, view }),
    pause: async () => status(),
    resume: async () => status(),
    openAssessment: vi.fn(answers.openAssessment ?? (async () => view)),
    attachFiles: async () => null,
    saveAttachment: async () => null,
    beforeClose: () => () => {},
    conclude: vi.fn(answers.conclude ?? (async () => view)),
  };
  const conclusion = new Conclusion(new Sitting(view, api), api);
  const written = () => api.change.mock.calls.map(([request]) => request.change);
  return { api, conclusion, written };
}

/** The same draft with a second skill, a2, in its sitting. */
function withSecondSkill(): AssessmentView {
  const view = draft();
  const [tab] = view.sitting.skills;
  if (tab) view.sitting.skills.push({ ...tab, assessment: "a2" });
  return view;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("no level and every defined one can be awarded, and the computed one is proposed", () => {
  expect(awardableLevels(draft())).toEqual([null, 1, 3]);
  expect(awardedLevel(draft())).toBe(1);
  expect(awardedLevel(draft({ outcome: outcome(STATEMENTS) }))).toBeNull();
});

test("decisive and open statements are listed with their words, those first that can change the level", () => {
  const { conclusion } = concluding();
  expect(conclusion.decisive.map(({ text }) => text)).toEqual(["What is expected at 1.1."]);
  expect(conclusion.open.map(({ at }) => at)).toEqual([
    { level: 3, statement: 2 },
    { level: 3, statement: 1 },
  ]);
  expect(conclusion.open.map((one) => conclusion.isDeciding(one))).toEqual([true, false]);
});

test("who awards the computed level follows the ratings, and any other is held to", async () => {
  const { conclusion, written } = concluding();
  conclusion.award(3);
  conclusion.award(null);
  conclusion.award(1);
  await conclusion.sitting.flush();
  const awards = written().map((entry) => entry.kind === "proposal" && entry.proposal.award);
  expect(awards.at(-1)).toEqual({ kind: "as-computed" });
  conclusion.award(null);
  expect(awardDiffers(conclusion.view)).toBe(true);
  expect(conclusion.view.proposal.award).toEqual({ kind: "no-level" });
});

test("a reason is kept while it is typed, and outlives a change of mind about the level", async () => {
  const { conclusion, written } = concluding();
  conclusion.award(3);
  conclusion.writeReason("The budget");
  await vi.advanceTimersByTimeAsync(400);
  conclusion.writeReason("The budget was not hers.");
  await vi.advanceTimersByTimeAsync(400);
  expect(written().map((entry) => entry.kind === "proposal" && entry.proposal.reason)).toEqual([
    "",
    "The budget",
    "The budget was not hers.",
  ]);
  conclusion.award(1);
  conclusion.award(3);
  await conclusion.sitting.flush();
  expect(conclusion.view.proposal).toEqual({
    award: { kind: "level", level: 3 },
    reason: "The budget was not hers.",
  });
});

test("an award that differs waits for a reason, and its sentence goes with the first letter", async () => {
  const { conclusion, api } = concluding();
  conclusion.award(3);
  expect(conclusion.reasonProblem).toBeNull();
  expect(await conclusion.conclude()).toBeNull();
  expect(conclusion.lacking).toBe("reason");
  expect(conclusion.reasonProblem).toContain("why the awarded level differs");
  expect(api.conclude).not.toHaveBeenCalled();

  conclusion.writeReason("T");
  expect(conclusion.reasonProblem).toBeNull();
  expect(await conclusion.conclude()).not.toBeNull();
  expect(api.conclude).toHaveBeenCalledExactlyOnceWith({ interview: "i1", assessment: "a1" });
});

test("a reason that another skill lacks is asked for there", async () => {
  const other = draft({ assessment: "a2", proposal: { award: { kind: "level", level: 3 }, reason: " " } });
  const { conclusion, api } = concluding(withSecondSkill(), { openAssessment: async () => other });
  expect(await conclusion.conclude()).toBeNull();
  expect(conclusion.view.assessment).toBe("a2");
  expect(conclusion.reasonProblem).not.toBeNull();
  expect(api.conclude).not.toHaveBeenCalled();
});

test("without an acknowledgement it is asked why, and any words will do", async () => {
  const view = draft();
  view.sitting.signOff.missingBecause = "  ";
  const { conclusion, api } = concluding(view);
  expect(conclusion.missingProblem).toBeNull();
  expect(await conclusion.conclude()).toBeNull();
  expect(conclusion.lacking).toBe("acknowledgement");
  expect(conclusion.missingProblem).toContain("why there is no acknowledgement");
  expect(api.conclude).not.toHaveBeenCalled();

  conclusion.writeMissing("Had to leave.");
  expect(conclusion.missingProblem).toBeNull();
  expect(await conclusion.conclude()).not.toBeNull();
});

test.each([
  [{ kind: "given", mark: { kind: "typed", name: "Lena" }, at: "2025-11-21T11:36:00+01:00" } as const, true],
  [{ kind: "voided", at: "2025-11-21T11:40:00+01:00" } as const, false],
])("an acknowledgement counts while it is $kind", async (acknowledgement, counts) => {
  const view = draft({ sitting: sittingOf(3, { status: status({ acknowledgement }) }) });
  view.sitting.signOff.missingBecause = "";
  const { conclusion } = concluding(view);
  expect((await conclusion.conclude()) !== null).toBe(counts);
});

test("nothing is concluded that is not on disk", async () => {
  const { conclusion, api } = concluding(draft(), {
    change: () => Promise.reject({ code: "text", message: "The text holds a hidden character." }),
  });
  conclusion.writeSummary("gaps", "hid\u202eden");
  expect(await conclusion.conclude()).toBeNull();
  expect(conclusion.summaryProblem("gaps")).toBe("The text holds a hidden character.");
  expect(conclusion.summaryProblem("strengths")).toBeNull();
  expect(api.conclude).not.toHaveBeenCalled();
  expect(conclusion.concluding).toBe(false);
});

test("a suggestion is taken over on a line of its own, once, and stays the assessor's to change", async () => {
  const at = { level: 3, statement: 2 };
  const { conclusion, written } = concluding(
    draft({ suggestions: { strengths: [], gaps: [at], nextSteps: [at] } }),
  );
  conclusion.writeSummary("gaps", "Little was seen.\n");
  const [suggested] = conclusion.suggestions("gaps");
  if (!suggested) throw new Error("no suggestion");
  conclusion.take("gaps", suggested);
  await conclusion.sitting.flush();
  expect(conclusion.view.summary.gaps).toBe("Little was seen.\n3.2 What is expected at 3.2.");
  expect(written().at(-1)).toMatchObject({
    kind: "summary",
    part: "gaps",
    text: conclusion.view.summary.gaps,
  });
  expect(conclusion.suggestions("gaps")).toEqual([]);
  expect(conclusion.suggestions("next-steps")).toHaveLength(1);

  conclusion.writeSummary("gaps", "3.2: nothing.");
  expect(conclusion.suggestions("gaps")).toHaveLength(1);
});

test.each([
  ["reason-missing", "Give a reason.", "Give a reason."],
  ["refused", "The note on 3.1 can’t be printed.", "The note on 3.1 can’t be printed."],
])("a refusal of the program (%s) is said if there is no field for it", async (code, message, said) => {
  const { conclusion } = concluding(draft(), { conclude: () => Promise.reject({ code, message }) });
  expect(await conclusion.conclude()).toBeNull();
  expect(conclusion.problem).toBe(said);
  expect(conclusion.concluding).toBe(false);
});
