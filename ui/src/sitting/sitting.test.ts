import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { ChangeEntry } from "../api/types/ChangeEntry";
import type { ChangeRequest } from "../api/types/ChangeRequest";
import type { FindingName } from "../api/types/FindingName";
import type { Saved } from "../api/types/Saved";
import { assessment, outcome, saved, status } from "../screens/sample.test-data";
import { Sitting, type SittingApi } from "./sitting.svelte";

const STATEMENTS = { 1: 2, 3: 2 };
const at = { level: 1, statement: 1 };
const note = (text: string): ChangeEntry => ({ kind: "note", assessment: "a1", at, text });
const rating = (finding: FindingName | null): ChangeEntry => ({
  kind: "finding",
  assessment: "a1",
  at,
  finding,
});
const item = (title: string): ChangeEntry => ({
  kind: "evidence",
  assessment: "a1",
  evidence: { id: "e1", kind: "example", title, date: null, seen: true, statements: [at] },
});

/** A sitting in front of a program that keeps everything, except for what the test says. */
function sit(answers: Partial<SittingApi> = {}) {
  const answer = saved(outcome(STATEMENTS, { computed: 1 }));
  const api = {
    change: vi.fn(answers.change ?? (async (_: ChangeRequest): Promise<Saved> => answer)),
    moveTo: vi.fn(answers.moveTo ?? (async () => null)),
    undo: vi.fn(answers.undo ?? (async () => ({ edit: null, view: assessment(STATEMENTS) }))),
    redo: vi.fn(answers.redo ?? (async () => ({ edit: null, view: assessment(STATEMENTS) }))),
    pause: vi.fn(answers.pause ?? (async () => status({ pausedSince: "2025-11-21T10:42:00+01:00" }))),
    resume: vi.fn(answers.resume ?? (async () => status())),
    openAssessment: vi.fn(answers.openAssessment ?? (async () => assessment(STATEMENTS))),
    attachFiles: vi.fn(answers.attachFiles ?? (async () => null)),
    saveAttachment: vi.fn(answers.saveAttachment ?? (async () => null)),
    beforeClose: vi.fn(() => () => {}),
  };
  const sitting = new Sitting(assessment(STATEMENTS), api);
  const written = () => api.change.mock.calls.map(([request]) => request.change);
  return { api, sitting, written };
}

const refuse = async (): Promise<never> => {
  throw { code: "text", message: "The note holds a hidden character." };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a text is shown at once and sent after a pause in the typing", async () => {
  const { sitting, written } = sit();
  sitting.type(note("Bill"));
  expect(sitting.view.levels[0]?.statements[0]?.note).toBe("Bill");
  await vi.advanceTimersByTimeAsync(300);
  sitting.type(note("Billing"));
  await vi.advanceTimersByTimeAsync(399);
  expect(written()).toEqual([]);
  expect(sitting.saving).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(written()).toEqual([note("Billing")]);
  expect(sitting.saving).toBe(false);
});

test("what was typed before a rating reaches the disk before it", async () => {
  const { sitting, written } = sit();
  sitting.type(note("First"));
  sitting.change(rating("fully"));
  expect(await sitting.flush()).toBe(true);
  expect(written()).toEqual([note("First"), rating("fully")]);
});

test("a finding stands in the view only once it is on disk; until then it is pending", async () => {
  const { sitting } = sit();
  sitting.change(rating("fully"));
  expect(sitting.view.levels[0]?.statements[0]?.finding).toBeNull();
  expect(sitting.pendingFinding(at)).toBe("fully");
  sitting.change(rating(null));
  expect(sitting.pendingFinding(at)).toBeNull();
  expect(sitting.pendingFinding({ level: 1, statement: 2 })).toBeUndefined();

  await sitting.flush();
  expect(sitting.pendingFinding(at)).toBeUndefined();
  expect(sitting.view.outcome.computed).toBe(1);
  expect(sitting.view.sitting.skills[0]?.computed).toBe(1);
  expect(sitting.view.sitting.status.secondsWorked).toBe(1867);
});

test("a refused text stays as it was typed, with its sentence, and holds up nothing", async () => {
  const { sitting, written } = sit({
    change: async ({ change }) => (change.kind === "note" ? refuse() : saved()),
  });
  sitting.change(note("hid\u202eden"));
  sitting.change(rating("partly"));
  expect(await sitting.flush()).toBe(false);
  expect(written()).toEqual([note("hid\u202eden"), rating("partly")]);
  expect(sitting.view.levels[0]?.statements[0]?.note).toBe("hid\u202eden");
  expect(sitting.refusal(note(""))).toBe("The note holds a hidden character.");
  expect(sitting.refusal(rating(null))).toBeNull();
  expect(sitting.notSaved).toBe("The note holds a hidden character.");

  sitting.change({ kind: "note", assessment: "a1", at: { level: 1, statement: 2 }, text: "" });
  expect(sitting.refusal(note(""))).not.toBeNull();
});

test("a text of 10 MB is never sent; it stays, and its field says why before any pause", async () => {
  const { sitting, written } = sit();
  const huge = "x".repeat(10_000_000);
  sitting.type(note(huge));
  await vi.advanceTimersByTimeAsync(0);
  expect(written()).toEqual([]);
  expect(sitting.refusal(note(""))).toContain("200,000 characters");
  expect(sitting.view.levels[0]?.statements[0]?.note.length).toBe(10_000_000);

  sitting.type(note("😀".repeat(200_000)));
  await sitting.flush();
  expect(written()).toHaveLength(1);
  expect(sitting.refusal(note(""))).toBeNull();
});

test("what waits for the disk stays as it was handed over, whatever becomes of the view", async () => {
  const { sitting, written } = sit();
  const conduct = { ...sitting.view.sitting.conduct, observers: ["Mara Lind"] };
  sitting.change(rating("fully"));
  sitting.change({ kind: "conduct", conduct });
  conduct.observers.push("Somebody else");
  await sitting.flush();
  expect(written().at(-1)).toMatchObject({ conduct: { observers: ["Mara Lind"] } });
});

test("undo takes its turn after what was typed, and what is not on disk survives it", async () => {
  const edit = { kind: "finding", assessment: "a1", at } as const;
  const { sitting, api, written } = sit({
    change: async ({ change }) => (change.kind === "reason" ? refuse() : saved()),
    undo: async () => ({ edit, view: assessment(STATEMENTS) }),
  });
  sitting.change({ kind: "reason", assessment: "a1", at, text: "refused" });
  sitting.type(note("Typed"));
  const undone = sitting.undo();
  sitting.type({ kind: "summary", assessment: "a1", part: "next-steps", text: "Typed meanwhile" });
  expect(await undone).toEqual(edit);
  expect(written().map(({ kind }) => kind)).toEqual(["reason", "note"]);
  expect(api.undo).toHaveBeenCalledExactlyOnceWith({ interview: "i1", assessment: "a1" });

  const statement = sitting.view.levels[0]?.statements[0];
  expect(statement?.note).toBe("");
  expect(statement?.reason).toBe("refused");
  expect(sitting.view.summary.nextSteps).toBe("Typed meanwhile");
  await sitting.flush();
  expect(written().at(-1)?.kind).toBe("summary");
});

test("an undo that fails says why and changes nothing", async () => {
  const { sitting } = sit({ undo: () => Promise.reject({ code: "io", message: "The disk is gone." }) });
  sitting.change(note("Typed"));
  expect(await sitting.undo()).toBeNull();
  expect(sitting.problem).toBe("The disk is gone.");
  expect(sitting.view.levels[0]?.statements[0]?.note).toBe("Typed");
  expect(await sitting.flush()).toBe(true);
});

test("evidence that never reached the disk is taken away without asking for it", async () => {
  const { sitting, written } = sit({
    change: async ({ change }) => (change.kind === "evidence" ? refuse() : saved()),
  });
  sitting.change(item("Incident review"));
  await sitting.flush();
  expect(sitting.view.evidence).toMatchObject([{ id: "e1", title: "Incident review", attachments: [] }]);
  sitting.change({ kind: "no-evidence", assessment: "a1", evidence: "e1" });
  expect(await sitting.flush()).toBe(true);
  expect(sitting.view.evidence).toEqual([]);
  expect(written().map(({ kind }) => kind)).toEqual(["evidence"]);
});

test("files are attached to an item that is on disk, and keep their place when it is edited", async () => {
  const attachments = [{ name: "review.pdf", size: 12, sha256: "aa" }];
  const order: string[] = [];
  const { sitting } = sit({
    change: async ({ change }) => {
      order.push(change.kind);
      return saved();
    },
    attachFiles: async () => {
      order.push("attach");
      const evidence = { id: "e1", kind: "example", title: "x", date: null, seen: true } as const;
      return { evidence: { ...evidence, statements: [at], attachments }, saved: saved() };
    },
  });
  sitting.type(item("Review"));
  await sitting.attach("e1");
  expect(order).toEqual(["evidence", "attach"]);
  sitting.change(item("Incident review"));
  expect(sitting.view.evidence).toMatchObject([{ title: "Incident review", attachments }]);
});

test("no file is attached to an item whose change was refused", async () => {
  const { sitting, api } = sit({
    change: async ({ change }) => (change.kind === "finding" ? saved() : refuse()),
  });
  sitting.change(note("also refused"));
  sitting.type(item("Re\u202eview"));
  await sitting.attach("e1");
  expect(api.attachFiles).not.toHaveBeenCalled();
  expect(sitting.refusal(item("Review"))).toBe("The note holds a hidden character.");

  await sitting.attach("e2");
  expect(api.attachFiles).toHaveBeenCalledExactlyOnceWith({ assessment: "a1", evidence: "e2" });
});

test("a refused change that no field shows can be given up, and then the view is as on disk", async () => {
  const route = { walk: "outward", from: 3 } as const;
  const { sitting, api } = sit({
    change: async ({ change }) => (change.kind === "finding" ? saved() : refuse()),
  });
  const before = { ...sitting.view.route };
  sitting.change(note("refused"));
  sitting.change({ kind: "route", assessment: "a1", route });
  await sitting.flush();
  expect(sitting.view.route).toEqual(route);
  expect(sitting.canForget).toBe(true);

  await sitting.forget();
  expect(sitting.view.route).toEqual(before);
  expect(sitting.notSaved).not.toBeNull();
  // The note stands in its field, where it can be corrected.
  expect(sitting.canForget).toBe(false);
  await sitting.forget();
  expect(sitting.refusal(note(""))).not.toBeNull();
  expect(sitting.view.levels[0]?.statements[0]?.note).toBe("refused");
  expect(api.openAssessment).toHaveBeenCalledOnce();
});

test("what was refused of a skill that is no longer in the sitting can be given up", async () => {
  const { sitting } = sit({ change: async () => refuse() });
  const elsewhere: ChangeEntry = { kind: "note", assessment: "gone", at, text: "refused" };
  sitting.change(elsewhere);
  await sitting.flush();
  expect(sitting.canForget).toBe(true);
  await sitting.forget();
  expect(await sitting.flush()).toBe(true);
});

test("another skill is read after what was typed in this one, which goes to the one it was typed in", async () => {
  const other = assessment(STATEMENTS, { assessment: "a2" });
  const { sitting, written, api } = sit({ openAssessment: async () => other });
  sitting.type(note("Typed"));
  expect(await sitting.open("a2")).toBe(true);
  expect(written()).toEqual([note("Typed")]);
  expect(sitting.view.assessment).toBe("a2");
  expect(sitting.view.levels[0]?.statements[0]?.note).toBe("");

  sitting.moveTo({ level: 3, statement: 2 });
  await sitting.flush();
  expect(api.moveTo).toHaveBeenCalledExactlyOnceWith({ assessment: "a2", at: { level: 3, statement: 2 } });
});

test("pausing waits for what was typed, and going on replaces a pause that failed", async () => {
  const { sitting, api } = sit({ pause: () => Promise.reject({ code: "io", message: "The disk is full." }) });
  sitting.type(note("Typed"));
  await sitting.pause();
  expect(api.change.mock.invocationCallOrder[0]).toBeLessThan(api.pause.mock.invocationCallOrder[0] ?? 0);
  expect(sitting.notSaved).toBe("The disk is full.");
  await sitting.resume();
  expect(sitting.notSaved).toBeNull();
});
