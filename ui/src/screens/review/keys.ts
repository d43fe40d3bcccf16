/** What a key asks for on the review screen. */
export type Action = "next" | "previous" | "check" | "go-on";

const ARROWS: Readonly<Record<string, Action>> = {
  ArrowDown: "next",
  ArrowRight: "next",
  ArrowUp: "previous",
  ArrowLeft: "previous",
};

const LETTERS: Readonly<Record<string, Action>> = { j: "next", k: "previous", c: "check" };

/**
 * What a key asks for; null: nothing, and it keeps its own meaning. Keys mean something only where nothing has the focus
 * that has a meaning for them itself, and single letters only for whoever wants them (WCAG 2.2, 2.1.4).
 */
export function actionFor(event: KeyboardEvent, singleKeys: boolean): Action | null {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return null;
  if (target.closest("input:not([type='checkbox']), textarea, select, [data-scrolls]")) return null;
  if (ARROWS[key]) return ARROWS[key];
  if (key === " " && !target.closest("button, input, summary")) return "go-on";
  return singleKeys && !event.repeat ? (LETTERS[key.toLowerCase()] ?? null) : null;
}
