import { flushSync, mount, unmount } from "svelte";
import { vi } from "vitest";

import type { AssessmentView } from "../../api/types/AssessmentView";
import type { ChangeEntry } from "../../api/types/ChangeEntry";
import type { ChangeRequest } from "../../api/types/ChangeRequest";
import type { FindingName } from "../../api/types/FindingName";
import { Sitting, type SittingApi } from "../../sitting/sitting.svelte";
import { assessment, outcome, saved, status } from "../sample.test-data";
import Screen from "./Screen.svelte";
import { Interview } from "./state.svelte";

/** How many statements the assessments of these tests have at each level. */
export const STATEMENTS = { 1: 2, 3: 2 };
/** Where they begin. */
export const FIRST = { level: 1, statement: 1 };

/** A program that keeps everything, except for what `answers` says; and a sitting in front of it. */
function sit(view: AssessmentView, answers: Partial<SittingApi>) {
  const kept = saved(outcome(STATEMENTS, { computed: 1 }));
  /** What the window asks before it closes; null while nobody wants to be asked. */
  const closing: { mayClose: (() => Promise<boolean>) | null } = { mayClose: null };
  const api = {
    change: vi.fn(answers.change ?? (async (_: ChangeRequest) => kept)),
    moveTo: vi.fn(answers.moveTo ?? (async () => null)),
    undo: vi.fn(answers.undo ?? (async () => ({ edit: null, view }))),
    redo: vi.fn(answers.redo ?? (async () => ({ edit: null, view }))),
    pause: vi.fn(answers.pause ?? (async () => status({ pausedSince: "2025-11-21T10:42:07+01:00" }))),
    resume: vi.fn(answers.resume ?? (async () => view.sitting.status)),
    openAssessment: vi.fn(answers.openAssessment ?? (async () => view)),
    attachFiles: vi.fn(answers.attachFiles ?? (async () => null)),
    saveAttachment: vi.fn(answers.saveAttachment ?? (async () => null)),
    beforeClose: vi.fn((asked: () => Promise<boolean>) => {
      closing.mayClose = asked;
      return () => (closing.mayClose = null);
    }),
  };
  const written = () => api.change.mock.calls.map(([{ change }]) => change);
  return { sitting: new Sitting(view, api), api, written, closing };
}

/** The interview's screen in front of a program whose answers the test gives. */
export async function show(answers: Partial<SittingApi> = {}, view: AssessmentView = assessment(STATEMENTS)) {
  const world = sit(view, answers);
  const onleave = vi.fn();
  const onconclude = vi.fn();
  const interview = new Interview(world.sitting);
  screen = mount(Screen, { target: document.body, props: { interview, onleave, onconclude } });
  await settle();
  return { ...world, interview, onleave, onconclude };
}

let screen: object | undefined;

/** Before each test: half an hour after the sitting began, with the assessor's likings forgotten. */
export function arrange() {
  vi.useFakeTimers();
  vi.setSystemTime(new Date("2025-11-21T10:42:30+01:00"));
  localStorage.clear();
}

/** After each test, or within it: the screen is left. */
export async function leave() {
  if (screen) await unmount(screen);
  screen = undefined;
}

/** After each test. */
export async function clear() {
  await leave();
  vi.useRealTimers();
}

/** The element with this test id. */
export const find = (id: string) => document.querySelector(`[data-testid="${id}"]`) as HTMLElement;
/** What it says, in one line. */
export const words = (id: string) => find(id)?.textContent?.replace(/\s+/g, " ").trim();
/** Lets time pass, and the screen follow. */
export const settle = async (milliseconds = 0) => {
  await vi.advanceTimersByTimeAsync(milliseconds);
  flushSync();
};
/** Presses a key where the focus is. */
export const press = (key: string, more: KeyboardEventInit = {}) => {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  // happy-dom takes Alt for AltGr.
  event.getModifierState = () => false;
  target.dispatchEvent(event);
  flushSync();
};
/** Puts a text into a field, as if it were typed. */
export const type = (id: string, text: string) => {
  const field = find(id) as HTMLTextAreaElement;
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
};
/** The change that writes a note on the first statement. */
export const note = (text: string): ChangeEntry => ({ kind: "note", assessment: "a1", at: FIRST, text });
/** The change that records a finding. */
export const finding = (found: FindingName | null, at = FIRST): ChangeEntry => ({
  kind: "finding",
  assessment: "a1",
  at,
  finding: found,
});
/** What a program answers whose disk is full. */
export const diskFull = () => Promise.reject({ code: "io", message: "The disk is full. Free some space." });
