/** What a test does with a screen, by the `data-testid` of what stands on it. */
import { type Component, flushSync, mount, unmount } from "svelte";
import { vi } from "vitest";

let screen: object | undefined;
/** What the window asks before it closes; null while nobody wants to be asked. */
let asked: (() => Promise<boolean>) | null = null;

/** Puts a screen on the page. */
export function put<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): void {
  screen = mount(component, { target: document.body, props });
  flushSync();
}

/** Takes it away again, as after every test. */
export async function clear(): Promise<void> {
  if (screen) await unmount(screen);
  screen = undefined;
  vi.useRealTimers();
}

/** Lets everything happen that is due, also what is due after some milliseconds where the timers are the test's. */
export async function settle(milliseconds = 0): Promise<void> {
  if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(milliseconds);
  else await new Promise((resolve) => setTimeout(resolve, milliseconds));
  flushSync();
}

/** All that have this id. */
export function all<Kind extends HTMLElement = HTMLInputElement>(id: string): Kind[] {
  return [...document.querySelectorAll<Kind>(`[data-testid="${id}"]`)];
}

/** The first that has this id; null: there is none. */
export function seek<Kind extends HTMLElement = HTMLInputElement>(id: string): Kind | null {
  return all<Kind>(id)[0] ?? null;
}

/** The first that has this id. */
export function find<Kind extends HTMLElement = HTMLInputElement>(id: string): Kind {
  const found = seek<Kind>(id);
  if (!found) throw new Error(`no ${id} on the page`);
  return found;
}

/** What is written there, in one line. */
export function words(element: Element | null = document.body): string {
  return element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** Presses a key where the focus is. */
export async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await settle();
}

/** Clicks the first that has this id. */
export async function click(id: string): Promise<void> {
  find(id).click();
  await settle();
}

/** Puts the cursor into a field, and writes. */
export async function type(id: string, text: string): Promise<void> {
  const field = find<HTMLInputElement | HTMLTextAreaElement>(id);
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

/** Sends the form in which this field stands. */
export async function submit(field: string): Promise<void> {
  find(field).closest("form")?.requestSubmit();
  await settle();
}

/** Takes down what the window is to ask before it closes. */
export function beforeClose(mayClose: () => Promise<boolean>): () => void {
  asked = mayClose;
  return () => void (asked = null);
}

/** Whether the window closes; undefined: nobody wants to be asked. */
export async function mayClose(): Promise<boolean | undefined> {
  return asked?.();
}
