import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Saved } from "../../api/types/Saved";
import { assessment, outcome } from "../sample.test-data";
import Screen from "./Screen.svelte";
import { Interview, type InterviewApi } from "./state.svelte";

const STATEMENTS = { 1: 2, 3: 2 };

/** The interview's screen in front of a program whose answers the test gives. */
function show(change: Partial<InterviewApi> = {}) {
  const saved: Saved = {
    savedAt: "2025-11-21T10:42:07+01:00",
    outcome: outcome(STATEMENTS, { computed: 1 }),
  };
  const api = {
    rate: vi.fn(change.rate ?? (async () => saved)),
    writeNote: vi.fn(change.writeNote ?? (async () => saved)),
    moveTo: vi.fn(change.moveTo ?? (async () => null)),
    beforeClose: vi.fn((asked: () => Promise<boolean>) => {
      mayClose = asked;
      return () => (mayClose = null);
    }),
  };
  const onleave = vi.fn();
  const onconclude = vi.fn();
  const view = assessment(STATEMENTS);
  screen = mount(Screen, {
    target: document.body,
    props: { interview: new Interview(view, view.at, api), onleave, onconclude },
  });
  flushSync();
  return { api, saved, onleave, onconclude };
}

let screen: object | undefined;
/** What the window asks before it closes; null while nobody wants to be asked. */
let mayClose: (() => Promise<boolean>) | null = null;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});

afterEach(async () => {
  if (screen) await unmount(screen);
  vi.useRealTimers();
});

const find = (id: string) => document.querySelector(`[data-testid="${id}"]`) as HTMLElement;
const words = (id: string) => find(id).textContent?.replace(/\s+/g, " ").trim();
const settle = async (milliseconds = 0) => {
  await vi.advanceTimersByTimeAsync(milliseconds);
  flushSync();
};
const press = (key: string, more: KeyboardEventInit = {}) => {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  flushSync();
};
const type = (text: string) => {
  const note = find("note") as HTMLTextAreaElement;
  note.focus();
  note.value = text;
  note.dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
};

test("a rating is called saved only once the program says that it is on disk", async () => {
  let answer: (saved: Saved) => void = () => {};
  const { api, saved } = show({ rate: () => new Promise((resolve) => (answer = resolve)) });
  expect(words("saved")).toBe("Saved 10:11:00");
  expect(words("computed-level")).toBe("none");

  press("3");
  expect(api.rate).toHaveBeenCalledExactlyOnceWith({
    assessment: "a1",
    at: { level: 1, statement: 1 },
    finding: "largely",
  });
  expect(words("saved")).toBe("Saving…");
  expect(find("rating-largely").getAttribute("aria-pressed")).toBe("true");

  answer(saved);
  await settle();
  expect(words("saved")).toBe("Saved 10:42:07");
  expect(words("computed-level")).toBe("1");
});

test("a rating that could not be saved stays chosen, says so, and can be tried again", async () => {
  let full = true;
  const { api, saved, onconclude } = show({
    rate: async () => {
      if (full) throw { code: "io", message: "The disk is full. Free some space." };
      return saved;
    },
  });
  press("4");
  await settle();
  expect(words("saved")).toContain("Not saved. The disk is full. Free some space.");
  expect(find("rating-fully").getAttribute("aria-pressed")).toBe("true");

  press("Enter", { ctrlKey: true });
  await settle();
  expect(onconclude).not.toHaveBeenCalled();

  full = false;
  find("save-again").click();
  await settle();
  expect(words("saved")).toBe("Saved 10:42:07");
  expect(api.rate).toHaveBeenCalledTimes(2);
});

test("a note is saved after a pause, and letters typed in it rate nothing", async () => {
  const { api } = show();
  type("Billing storage");
  press("3");
  await settle(300);
  type("Billing storage, 9 October");
  expect(words("saved")).toBe("Saving…");
  await settle(399);
  expect(api.writeNote).not.toHaveBeenCalled();
  await settle(1);
  expect(api.writeNote).toHaveBeenCalledExactlyOnceWith({
    assessment: "a1",
    at: { level: 1, statement: 1 },
    note: "Billing storage, 9 October",
  });
  expect(api.rate).not.toHaveBeenCalled();
  expect(words("saved")).toBe("Saved 10:42:07");
});

test("Esc leaves the note and saves it at once", async () => {
  const { api } = show();
  type("As said.");
  press("Escape");
  expect(document.activeElement).not.toBe(find("note"));
  expect(api.writeNote).toHaveBeenCalledOnce();
});

test("moving on saves the note before the move, and it is there on return", async () => {
  const { api } = show();
  type("As said.");
  // The focus stays in the note, so that nothing but the move can save it.
  find("level-3").click();
  await settle();
  expect(words("statement-place")).toBe("Level 3 · Phrase 3 Statement 1 of 2");
  expect(api.writeNote).toHaveBeenCalledExactlyOnceWith({
    assessment: "a1",
    at: { level: 1, statement: 1 },
    note: "As said.",
  });
  expect(api.moveTo).toHaveBeenCalledExactlyOnceWith({ assessment: "a1", at: { level: 3, statement: 1 } });
  expect(api.writeNote.mock.invocationCallOrder[0]).toBeLessThan(api.moveTo.mock.invocationCallOrder[0] ?? 0);

  find("level-1").click();
  flushSync();
  expect((find("note") as HTMLTextAreaElement).value).toBe("As said.");
});

test("navigation does not wait for the disk", () => {
  show({ moveTo: () => new Promise(() => {}) });
  press("j");
  press("j");
  expect(words("statement")).toBe("What is expected at 3.1.");
});

test("concluding and leaving bring a note to the disk first", async () => {
  const { api, onconclude, onleave } = show();
  type("In the middle of a sen");
  press("Enter", { ctrlKey: true });
  await settle();
  expect(api.writeNote).toHaveBeenCalledOnce();
  expect(onconclude).toHaveBeenCalledOnce();

  type("In the middle of a sentence");
  (document.querySelector("header button") as HTMLElement).click();
  await settle();
  expect(api.writeNote).toHaveBeenCalledTimes(2);
  expect(onleave).toHaveBeenCalledOnce();
});

test("a rating stays at its statement, unless the assessor likes to go on", async () => {
  const { api } = show();
  press("4");
  await settle();
  expect(words("statement")).toBe("What is expected at 1.1.");

  (document.querySelector("#go-on") as HTMLElement).click();
  flushSync();
  press("4");
  await settle();
  expect(words("statement")).toBe("What is expected at 1.2.");
  expect(api.rate).toHaveBeenCalledOnce();
});

test("single keys that are switched off do nothing, and the choice is kept", async () => {
  const { api } = show();
  (document.querySelector("#single-keys") as HTMLElement).click();
  flushSync();
  press("4");
  await settle();
  expect(api.rate).not.toHaveBeenCalled();
  expect(find("rating-fully").querySelector("kbd")).toBeNull();
  expect(JSON.parse(localStorage.getItem("vouchsafe.interview") ?? "")).toEqual({
    goOn: false,
    singleKeys: false,
  });
});

test("closing the window brings what is being typed to the disk first", async () => {
  const { api } = show();
  type("Still typing");
  expect(await mayClose?.()).toBe(true);
  expect(api.writeNote).toHaveBeenCalledExactlyOnceWith({
    assessment: "a1",
    at: { level: 1, statement: 1 },
    note: "Still typing",
  });
});

test("a window with something unsaved closes only when it is closed twice", async () => {
  show({ rate: () => Promise.reject({ code: "io", message: "The disk is full." }) });
  press("3");
  await settle();
  expect(await mayClose?.()).toBe(false);
  flushSync();
  expect(words("saved")).toContain("Leave without it");
  expect(await mayClose?.()).toBe(true);
});

test("who closes once more still brings to the disk what can be saved", async () => {
  const { api } = show({ rate: () => Promise.reject({ code: "io", message: "The disk is full." }) });
  press("3");
  await settle();
  expect(await mayClose?.()).toBe(false);
  type("Typed since");
  expect(await mayClose?.()).toBe(true);
  expect(api.writeNote).toHaveBeenCalledExactlyOnceWith({
    assessment: "a1",
    at: { level: 1, statement: 1 },
    note: "Typed since",
  });
});

test("nobody is asked about an interview that was left", async () => {
  show();
  if (screen) await unmount(screen);
  screen = undefined;
  expect(mayClose).toBeNull();
});
