import type { FindingName } from "../../api/types/FindingName";
import { RATINGS } from "../../language/terms";
import type { Direction } from "./walk";

/** What a key asks for. */
export type Action =
  | { kind: "rate"; finding: FindingName | null }
  | { kind: "statement"; by: Direction }
  | { kind: "level"; by: Direction }
  | { kind: "write-note" }
  | { kind: "leave-note" }
  | { kind: "guidance" }
  | { kind: "help" }
  | { kind: "conclude" };

/** Where the focus is when a key is pressed. */
export type Focus = "field" | "button" | "elsewhere";

/** What of a KeyboardEvent counts. */
export type Press = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "isComposing"
> & {
  /** AltGr types brackets on many keyboards, and some systems report it as Ctrl and Alt. */
  altGraph: boolean;
};

/**
 * What a key asks for; null: nothing, and the key keeps its own meaning.
 *
 * Keys without Ctrl count only while no field has the focus, and only if the assessor has not switched them off
 * (WCAG 2.2, 2.1.4). Enter presses the button that has the focus.
 */
export function actionFor(press: Press, focus: Focus, singleKeys: boolean): Action | null {
  if (press.isComposing) return null;
  if (press.key === "Enter" && (press.ctrlKey || press.metaKey))
    return press.repeat ? null : { kind: "conclude" };
  if (!press.altGraph && (press.ctrlKey || press.metaKey || press.altKey)) return null;
  if (focus === "field") return press.key === "Escape" ? { kind: "leave-note" } : null;

  const steps = stepFor(press.key, singleKeys);
  if (steps) return steps;
  if (press.repeat) return null;
  if (press.key === "Enter") return focus === "elsewhere" ? { kind: "write-note" } : null;
  return singleKeys ? singleKeyFor(press.key) : null;
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
  switch (key.toLowerCase()) {
    case "n":
      return { kind: "rate", finding: "no-opportunity" };
    case "x":
    case "0":
      return { kind: "rate", finding: null };
    case "g":
      return { kind: "guidance" };
    case "?":
      return { kind: "help" };
    default:
      return null;
  }
}
