import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import * as client from "./api/client";
import type { VaultState } from "./api/types/VaultState";
import App from "./App.svelte";

vi.mock("./api/client", () => ({
  vault: vi.fn(),
  unlock: vi.fn(async () => null),
  lock: vi.fn(async () => null),
  home: vi.fn(async () => ({ inProgress: [], history: [], candidates: [] })),
  beforeSleep: vi.fn(() => () => {}),
  beforeClose: vi.fn(() => () => {}),
}));

vi.setConfig({ testTimeout: 30_000 });

let app: object | undefined;

const answer = (state: VaultState) => ({
  state,
  workspaceFolder: "/home/ada/Vouchsafe",
  sentence: state === "unusable" ? "It was written by a newer Vouchsafe." : null,
  backups: [],
  autoLockMinutes: 10,
  keychain: "none" as const,
});
const vault = vi.mocked(client.vault);
const find = (id: string) => document.querySelector(`[data-testid="${id}"]`) as HTMLInputElement | null;
const words = () => document.body.textContent?.replace(/\s+/g, " ").trim() ?? "";
/** Waits for `what`, for screens are loaded when they are needed. */
const seen = (what: () => unknown) =>
  vi.waitFor(
    () => {
      flushSync();
      expect(what()).toBeTruthy();
    },
    // What is loaded is compiled first; a test that waits in vain still ends.
    { timeout: 20_000 },
  );

async function open() {
  app = mount(App, { target: document.body });
  await seen(() => vault.mock.results.length > 0);
}

beforeEach(() => vi.clearAllMocks());
afterEach(async () => {
  if (app) await unmount(app);
  vi.restoreAllMocks();
});

test("what is locked asks for the passphrase, and home comes after it", async () => {
  vault.mockResolvedValueOnce(answer("locked")).mockResolvedValueOnce(answer("open"));
  await open();
  await seen(() => find("passphrase"));
  expect(client.home).not.toHaveBeenCalled();
  const field = find("passphrase");
  if (field) field.value = "four plain words";
  field?.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("form")?.requestSubmit();
  await seen(() => find("new-interview"));
  expect(client.unlock).toHaveBeenCalledExactlyOnceWith("four plain words");
  expect(find("passphrase")).toBeNull();
});

test("what is open shows home, which can be locked by button and by key", async () => {
  vault.mockResolvedValue(answer("open"));
  await open();
  await seen(() => find("lock"));
  const press = { key: "l", ctrlKey: true, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new KeyboardEvent("keydown", press));
  await seen(() => vi.mocked(client.lock).mock.calls.length > 0);
  expect(client.lock).toHaveBeenCalledOnce();
});

test.each([
  ["new", "Choose a passphrase"],
  ["plain", "Encrypt what you have written"],
  ["unusable", "It was written by a newer Vouchsafe."],
] as const)("a workspace that is %s has its page", async (state, title) => {
  vault.mockResolvedValue(answer(state));
  await open();
  await seen(() => words().includes(title));
});

test("a program that does not answer is said, and asked again", async () => {
  vault.mockRejectedValueOnce(new Error("no one is there")).mockResolvedValueOnce(answer("locked"));
  await open();
  await seen(() => find("ask-again"));
  expect(words()).toContain("no one is there");
  find("ask-again")?.click();
  await seen(() => find("passphrase"));
});
