import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import Guard from "./Guard.svelte";
import { type Holding, Locking, type LockingApi } from "./locking.svelte";

const api = {
  lock: vi.fn(async () => null),
  unlock: vi.fn(async (_passphrase: string) => null),
  beforeSleep: vi.fn(() => () => {}),
} satisfies LockingApi;

let holdings: Holding[] = [];
let guard: object | undefined;
let locking: Locking;

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
const press = async (key: string, more: KeyboardEventInit = {}, target: Element = document.body) => {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await settle();
};

beforeEach(async () => {
  vi.clearAllMocks();
  holdings = [{ settle: async () => "The disk is full." }];
  locking = new Locking(() => holdings, api);
  guard = mount(Guard, { target: document.body, props: { locking } });
  await settle();
});
afterEach(async () => {
  if (guard) await unmount(guard);
  document.body.innerHTML = "";
});

test("Ctrl L locks from everywhere, even where something keeps its keys to itself", async () => {
  holdings = [];
  const menu = document.body.appendChild(document.createElement("input"));
  menu.addEventListener("keydown", (event) => event.stopPropagation());
  await press("l", {}, menu);
  await press("l", { ctrlKey: true, altKey: true }, menu);
  expect(api.lock).not.toHaveBeenCalled();
  await press("L", { ctrlKey: true }, menu);
  expect(api.lock).toHaveBeenCalledOnce();
});

test("whoever locks by hand is asked, and can stay", async () => {
  await press("l", { ctrlKey: true });
  expect(find("lock-question")?.textContent).toContain("The disk is full.");
  expect([find("save-and-lock"), find("lock-again")?.textContent]).toEqual([null, "Try again"]);
  find("dont-lock")?.click();
  await settle();
  expect(find("lock-question")).toBeNull();
  expect(api.lock).not.toHaveBeenCalled();
});

test("something is lost only after a click that says so", async () => {
  await press("l", { ctrlKey: true });
  find("lock-anyway")?.click();
  await settle();
  expect(api.lock).toHaveBeenCalledOnce();
});

test("what is saved on purpose can be saved from the question", async () => {
  let saved = false;
  const save = async () => (saved = true);
  holdings = [{ settle: async () => (saved ? null : "Settings are not saved."), save }];
  await press("l", { ctrlKey: true });
  find("save-and-lock")?.click();
  await settle();
  expect(api.lock).toHaveBeenCalledOnce();
});

test("the curtain keeps every key from the page, can't be closed, and opens to the passphrase", async () => {
  const beneath = vi.fn();
  window.addEventListener("keydown", beneath);
  void locking.lockUnattended();
  await settle();
  const curtain = find("curtain") as HTMLDialogElement;
  expect(curtain.open).toBe(true);
  await press("n", { ctrlKey: true });
  expect(curtain.dispatchEvent(new Event("cancel", { cancelable: true }))).toBe(false);
  curtain.close();
  await settle();
  expect(curtain.open).toBe(true);
  const field = find("uncover-passphrase") as HTMLInputElement;
  await press("1", {}, field);
  expect(beneath).not.toHaveBeenCalled();
  window.removeEventListener("keydown", beneath);

  field.value = "four plain words";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.closest("form")?.requestSubmit();
  await settle();
  expect(api.unlock).toHaveBeenCalledExactlyOnceWith("four plain words");
  expect(find("curtain")).toBeNull();
  expect(api.lock).not.toHaveBeenCalled();
});
