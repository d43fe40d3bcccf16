import { expect, test } from "vitest";

import { type Action, actionFor, type Focus, type Press } from "./keys";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  altGraph: false,
  repeat: false,
  isComposing: false,
  ...more,
});
const SINGLE_KEYS = [..."1234NnXx0.JjKk[]QqEeFfLlGgOoDdPpSs?"];

test.each<[string, Action]>([
  ["1", { kind: "rate", finding: "not-met" }],
  ["2", { kind: "rate", finding: "partly" }],
  ["3", { kind: "rate", finding: "largely" }],
  ["4", { kind: "rate", finding: "fully" }],
  ["n", { kind: "rate", finding: "no-opportunity" }],
  ["N", { kind: "rate", finding: "no-opportunity" }],
  ["x", { kind: "rate", finding: null }],
  ["0", { kind: "rate", finding: null }],
  ["j", { kind: "statement", by: 1 }],
  ["k", { kind: "statement", by: -1 }],
  ["ArrowRight", { kind: "statement", by: 1 }],
  ["ArrowDown", { kind: "statement", by: 1 }],
  ["ArrowLeft", { kind: "statement", by: -1 }],
  ["ArrowUp", { kind: "statement", by: -1 }],
  ["]", { kind: "level", by: 1 }],
  ["[", { kind: "level", by: -1 }],
  [" ", { kind: "next" }],
  [".", { kind: "next" }],
  ["q", { kind: "ask" }],
  ["e", { kind: "evidence" }],
  ["f", { kind: "mark" }],
  ["l", { kind: "last-time" }],
  ["o", { kind: "open" }],
  ["d", { kind: "decide" }],
  ["p", { kind: "pause" }],
  ["s", { kind: "next-skill" }],
  ["g", { kind: "guidance" }],
  ["?", { kind: "help" }],
])("%s asks for %o", (key, action) => {
  expect(actionFor(press(key), "elsewhere", true)).toEqual(action);
  // Space presses the button that has the focus.
  expect(actionFor(press(key), "button", true)).toEqual(key === " " ? null : action);
});

test("in a field, letters are letters and only Esc leads out", () => {
  for (const key of [...SINGLE_KEYS, " ", "Enter", "ArrowLeft", "ArrowDown"]) {
    expect(actionFor(press(key), "field", true)).toBeNull();
  }
  expect(actionFor(press("Escape"), "field", true)).toEqual({ kind: "leave-field" });
  expect(actionFor(press("Escape"), "elsewhere", true)).toBeNull();
});

test("single keys can be switched off; the others stay", () => {
  for (const key of SINGLE_KEYS) expect(actionFor(press(key), "elsewhere", false)).toBeNull();
  expect(actionFor(press("ArrowRight"), "elsewhere", false)).toEqual({ kind: "statement", by: 1 });
  expect(actionFor(press("Enter"), "elsewhere", false)).toEqual({ kind: "write-note" });
});

test("with Ctrl, Alt or Meta, keys belong to the system", () => {
  for (const key of [...SINGLE_KEYS, "ArrowRight"]) {
    for (const modifier of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) {
      const ours = modifier.altKey && /[1-9]/.test(key);
      expect([key, actionFor(press(key, modifier), "elsewhere", true)]).toEqual([
        key,
        ours ? { kind: "skill", number: Number(key) - 1 } : null,
      ]);
    }
  }
});

test("Ctrl+Z takes back, and Ctrl+Shift+Z and Ctrl+Y do again; in a field they are the field's own", () => {
  const keys: [Press, Action][] = [
    [press("z", { ctrlKey: true }), { kind: "undo" }],
    [press("z", { metaKey: true }), { kind: "undo" }],
    [press("Z", { ctrlKey: true, shiftKey: true }), { kind: "redo" }],
    [press("y", { ctrlKey: true }), { kind: "redo" }],
  ];
  for (const [pressed, action] of keys) {
    expect(actionFor(pressed, "elsewhere", false)).toEqual(action);
    expect(actionFor(pressed, "button", false)).toEqual(action);
    expect(actionFor(pressed, "field", true)).toBeNull();
  }
});

test("Alt and a digit name a skill, also from within a field", () => {
  expect(actionFor(press("1", { altKey: true }), "field", false)).toEqual({ kind: "skill", number: 0 });
  expect(actionFor(press("9", { altKey: true }), "elsewhere", true)).toEqual({ kind: "skill", number: 8 });
  expect(actionFor(press("0", { altKey: true }), "elsewhere", true)).toBeNull();
});

test("AltGr types brackets, however the system reports it", () => {
  const brackets = press("[", { ctrlKey: true, altKey: true, altGraph: true });
  expect(actionFor(brackets, "elsewhere", true)).toEqual({ kind: "level", by: -1 });
});

test.each<[Focus]>([["field"], ["button"], ["elsewhere"]])(
  "Ctrl+Enter concludes, also with the focus: %s",
  (focus) => {
    expect(actionFor(press("Enter", { ctrlKey: true }), focus, false)).toEqual({ kind: "conclude" });
  },
);

test("Enter writes a note, but presses the button that has the focus", () => {
  expect(actionFor(press("Enter"), "elsewhere", true)).toEqual({ kind: "write-note" });
  expect(actionFor(press("Enter"), "button", true)).toBeNull();
});

test("a key that is held down steps on, and rates once", () => {
  expect(actionFor(press("j", { repeat: true }), "elsewhere", true)).toEqual({ kind: "statement", by: 1 });
  expect(actionFor(press("3", { repeat: true }), "elsewhere", true)).toBeNull();
  expect(actionFor(press("Enter", { ctrlKey: true, repeat: true }), "elsewhere", true)).toBeNull();
});

test("what an input method is composing is not a key", () => {
  expect(actionFor(press("n", { isComposing: true }), "elsewhere", true)).toBeNull();
});
