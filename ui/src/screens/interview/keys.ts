import type { FindingName } from "../../api/types/FindingName";
import { RATINGS } from "../../language/terms";
import type { Direction } from "./walk";

/** What a key asks for. */
export type Action =
  | { kind: "rate"; finding: FindingName | null }
  | { kind: "next" }
  | { kind: "statement"; by: Direction }
  | { kind: "level"; by: Direction }
  | { kind: "write-note" }
  | { kind: "leave-field" }
  | { kind: "ask" }
  | { kind: "evidence" }
  | { kind: "mark" }
  | { kind: "last-time" }
  | { kind: "guidance" }
  | { kind: "open" }
  | { kind: "decide" }
  | { kind: "pause" }
  | { kind: "undo" }
  | { kind: "redo" }
  | { kind: "next-skill" }
  /** From 0. */
  | { kind: "skill"; number: number }
  | { kind: "help" }
  | { kind: "conclude" };

/** Where the focus is when a key is pressed. */
export type Focus = "field" | "button" | "elsewhere";

/** What of a KeyboardEvent counts. */
export type Press = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "repeat" | "isComposing"
> & {
  /** AltGr types brackets on many keyboards, and some systems report it as Ctrl and Alt. */
  altGraph: boolean;
};

const LETTERS: Readonly<Record<string, Action>> = {
  n: { kind: "rate", finding: "no-opportunity" },
  x: { kind: "rate", finding: null },
  "0": { kind: "rate", finding: null },
  ".": { kind: "next" },
  q: { kind: "ask" },
  e: { kind: "evidence" },
  f: { kind: "mark" },
  l: { kind: "last-time" },
  g: { kind: "guidance" },
  o: { kind: "open" },
  d: { kind: "decide" },
  p: { kind: "pause" },
  s: { kind: "next-skill" },
  "?": { kind: "help" },
};

/**
 * What a key asks for; null: nothing, and the key keeps its own meaning.
 *
 * Single letters, digits and signs count only while no field has the focus, and only if the assessor has not switched
 * them off (WCAG 2.2, 2.1.4). Enter and Space press the button that has the focus. In a field, Ctrl+Z is the field's.
 */
export function actionFor(press: Press, focus: Focus, singleKeys: boolean): Action | null {
  if (press.isComposing) return null;
  if (!press.altGraph && (press.ctrlKey || press.metaKey)) return withCtrl(press, focus);
  if (!press.altGraph && press.altKey) return withAlt(press);
  if (focus === "field") return press.key === "Escape" ? { kind: "leave-field" } : null;

  const steps = stepFor(press.key, singleKeys);
  if (steps) return steps;
  if (press.repeat) return null;
  if (press.key === "Enter") return focus === "elsewhere" ? { kind: "write-note" } : null;
  if (press.key === " ") return focus === "elsewhere" ? { kind: "next" } : null;
  return singleKeys ? singleKeyFor(press.key) : null;
}

function withCtrl(press: Press, focus: Focus): Action | null {
  if (press.altKey) return null;
  const key = press.key.toLowerCase();
  if (key === "enter") return press.repeat ? null : { kind: "conclude" };
  if (focus === "field" || press.repeat) return null;
  if (key === "z") return { kind: press.shiftKey ? "redo" : "undo" };
  return key === "y" && !press.shiftKey ? { kind: "redo" } : null;
}

/** Alt and a digit, also from within a field: it types nothing. */
function withAlt({ key, repeat }: Press): Action | null {
  return /^[1-9]$/.test(key) && !repeat ? { kind: "skill", number: Number(key) - 1 } : null;
}

/** The steps, which go on while their key is held down. */
function stepFor(key: string, singleKeys: boolean): Action | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return { kind: "statement", by: 1 };
    case "ArrowLeft":
    case "ArrowUp":
      return { kind: "statement", by: -1 };
  }
  if (!singleKeys) return null;
  switch (key.toLowerCase()) {
    case "j":
      return { kind: "statement", by: 1 };
    case "k":
      return { kind: "statement", by: -1 };
    case "]":
      return { kind: "level", by: 1 };
    case "[":
      return { kind: "level", by: -1 };
    default:
      return null;
  }
}

function singleKeyFor(key: string): Action | null {
  const rating = RATINGS.find((term) => term.key === key);
  if (rating) return { kind: "rate", finding: rating.finding };
  return LETTERS[key.toLowerCase()] ?? null;
}
