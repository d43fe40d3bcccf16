import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type { KeychainState } from "../../api/types/KeychainState";
import type { VaultState } from "../../api/types/VaultState";
import type { VaultView } from "../../api/types/VaultView";
import { FirstRun, type FirstRunApi } from "./first-run.svelte";
import FirstRunPage from "./FirstRun.svelte";
import { Recover, type RecoverApi } from "./recover.svelte";
import RecoverPage from "./Recover.svelte";
import { Unlock, type UnlockApi } from "./unlock.svelte";
import UnlockPage from "./Unlock.svelte";

const WORDS = "four plain words";
const CODE = { code: "7F3K-Q29D" };
const WRONG = { code: "wrong-passphrase", message: "That is not the passphrase." };

let page: object | undefined;

afterEach(async () => {
  if (page) await unmount(page);
  page = undefined;
});

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const find = (id: string) => document.querySelector(`[data-testid="${id}"]`) as HTMLInputElement;
const words = (element: Element | null = document.body) =>
  element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const click = async (id: string) => {
  find(id).click();
  await settle();
};
const type = async (id: string, text: string) => {
  find(id).value = text;
  find(id).dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
};
const submit = async () => {
  document.querySelector("form")?.requestSubmit();
  await settle();
};

const view = (state: VaultState): VaultView => ({
  state,
  workspaceFolder: "/home/ada/Vouchsafe",
  sentence: null,
  backups: [],
  autoLockMinutes: 10,
  keychain: "none",
});

async function showUnlock(given: Partial<UnlockApi>, keychain: KeychainState = "none") {
  const api: UnlockApi = { unlock: vi.fn(), unlockWithKeychain: vi.fn(), ...given };
  const did = { onopened: vi.fn(), onrefused: vi.fn(), onusecode: vi.fn() };
  page = mount(UnlockPage, { target: document.body, props: { unlock: new Unlock(api), keychain, ...did } });
  await settle();
  return did;
}

async function showFirstRun(api: FirstRunApi, state: VaultState = "new") {
  const onopened = vi.fn();
  const props = { firstRun: new FirstRun(api), view: view(state), onopened };
  page = mount(FirstRunPage, { target: document.body, props });
  await settle();
  return onopened;
}

test("the passphrase has the focus, and Enter opens; while it does, the button says so", async () => {
  let answer: (value: null) => void = () => {};
  const unlock = vi.fn((_passphrase: string) => new Promise<null>((resolve) => (answer = resolve)));
  const { onopened } = await showUnlock({ unlock });
  expect(document.activeElement).toBe(find("passphrase"));
  expect(find("passphrase").type).toBe("password");

  await type("passphrase", WORDS);
  await submit();
  expect(words(find("unlock"))).toBe("Opening…");
  await submit();
  expect(unlock).toHaveBeenCalledExactlyOnceWith(WORDS);

  answer(null);
  await settle();
  expect(onopened).toHaveBeenCalledOnce();
  expect(find("passphrase").value).toBe("");
});

test("a wrong passphrase is said beside the field, and stays there, selected", async () => {
  const { onopened, onrefused } = await showUnlock({ unlock: () => Promise.reject(WRONG) });
  await type("passphrase", "four plain wards");
  await submit();
  expect(words(document.getElementById("passphrase-error"))).toBe(WRONG.message);
  expect(find("passphrase").getAttribute("aria-invalid")).toBe("true");
  const { value, selectionStart, selectionEnd } = find("passphrase");
  expect([value, selectionStart, selectionEnd]).toEqual(["four plain wards", 0, 16]);
  expect([onopened.mock.calls.length, onrefused.mock.calls.length]).toEqual([0, 0]);
});

test("another reason is said above, and the program is asked how the workspace is", async () => {
  const unlock = () => Promise.reject({ code: "io", message: "The file can’t be read." });
  const { onrefused } = await showUnlock({ unlock });
  await submit();
  expect(words(document.getElementById("passphrase-error"))).toBe("Type the passphrase.");
  await type("passphrase", WORDS);
  await submit();
  expect(words()).toContain("The file can’t be read.");
  expect(onrefused).toHaveBeenCalledOnce();
});

test("where the keychain has the key, one button opens, and nothing opens without it", async () => {
  const unlockWithKeychain = vi.fn(async () => null);
  const { onopened } = await showUnlock({ unlockWithKeychain }, "there");
  expect(document.activeElement).toBe(find("unlock-with-keychain"));
  expect(unlockWithKeychain).not.toHaveBeenCalled();
  await click("unlock-with-keychain");
  expect(unlockWithKeychain).toHaveBeenCalledOnce();
  expect(onopened).toHaveBeenCalledOnce();
});

test("a keychain that refuses leads to the passphrase, with a sentence", async () => {
  const message = "This computer’s keychain stayed locked. The passphrase works without it.";
  const unlockWithKeychain = () => Promise.reject({ code: "refused", message });
  const { onopened, onrefused } = await showUnlock({ unlockWithKeychain, unlock: async () => null }, "there");
  await click("unlock-with-keychain");
  expect(words(document.querySelector("[role=alert]"))).toContain(message);
  expect(document.activeElement).toBe(find("passphrase"));
  expect([onopened.mock.calls.length, onrefused.mock.calls.length]).toEqual([0, 1]);
  await type("passphrase", WORDS);
  await submit();
  expect(onopened).toHaveBeenCalledOnce();
});

test("a key that is gone is spoken of, and one that never was is not", async () => {
  await showUnlock({}, "missing");
  expect(words(find("keychain-missing"))).toContain("The passphrase opens it");
  expect(find("unlock-with-keychain")).toBeNull();
  expect(document.activeElement).toBe(find("passphrase"));
  if (page) await unmount(page);
  await showUnlock({});
  expect([find("unlock-with-keychain"), find("keychain-missing")]).toEqual([null, null]);
});

test("the passphrase can be shown, and Caps Lock is spoken of", async () => {
  await showUnlock({ unlock: async () => null });
  await click("passphrase-show");
  const pressed = find("passphrase-show").getAttribute("aria-pressed");
  expect([find("passphrase").type, pressed]).toEqual(["text", "true"]);

  const press = new KeyboardEvent("keyup", { bubbles: true });
  vi.spyOn(press, "getModifierState").mockImplementation((key) => key === "CapsLock");
  find("passphrase").dispatchEvent(press);
  await settle();
  expect(words(document.getElementById("passphrase-caps-lock"))).toBe("Caps Lock is on.");
});

test("the first run explains itself in three sentences", async () => {
  await showFirstRun({ createVault: async () => CODE });
  const explained = words(document.querySelector(".read"));
  expect(explained.match(/\./g)).toHaveLength(3);
  expect(document.activeElement).toBe(find("new-passphrase"));
});

test("what was written before encryption is spoken of", async () => {
  await showFirstRun({ createVault: async () => CODE }, "plain");
  const explained = words(document.querySelector(".read"));
  expect(explained).toContain("What was written so far");
  expect(explained.match(/\./g)).toHaveLength(3);
});

test("a passphrase is long enough and typed twice before the program is asked", async () => {
  const createVault = vi.fn(async (_passphrase: string) => CODE);
  await showFirstRun({ createVault });
  await submit();
  expect(words(document.getElementById("new-passphrase-error"))).toBe("Type the passphrase.");
  await type("new-passphrase", "seven 7");
  await submit();
  expect(words(document.getElementById("new-passphrase-error"))).toContain("at least 8 characters");
  await type("new-passphrase", WORDS);
  await type("repeated-passphrase", "four plane words");
  await submit();
  expect(words(document.getElementById("repeated-passphrase-error"))).toContain("differs");
  expect(document.activeElement).toBe(find("repeated-passphrase"));
  expect(createVault).not.toHaveBeenCalled();
});

test("the code is shown once, and home comes after its last group was typed", async () => {
  const createVault = vi.fn(async (_passphrase: string) => CODE);
  const onopened = await showFirstRun({ createVault });
  await type("new-passphrase", WORDS);
  await type("repeated-passphrase", WORDS);
  await submit();
  expect(createVault).toHaveBeenCalledExactlyOnceWith(WORDS);
  expect(words(find("code"))).toBe("7F3K Q29D");
  const paper = words(document.querySelector(".print-only"));
  for (const part of ["7F3K Q29D", "/home/ada/Vouchsafe", "Recovery code for Vouchsafe"])
    expect(paper).toContain(part);

  await click("keep-code");
  expect(words()).not.toContain("7F3K");
  expect(document.activeElement).toBe(find("last-group"));
  await type("last-group", "7f3k");
  await submit();
  expect(words(document.getElementById("last-group-error"))).toContain("not the last group");
  expect(onopened).not.toHaveBeenCalled();
  await type("last-group", "q29d");
  await submit();
  expect(onopened).toHaveBeenCalledOnce();
  expect(document.documentElement.outerHTML).not.toContain("Q29D");
});

test("a workspace that can’t be made is said, and what was typed stays", async () => {
  const createVault = () => Promise.reject({ code: "io", message: "The disk is full." });
  await showFirstRun({ createVault });
  await type("new-passphrase", WORDS);
  await type("repeated-passphrase", WORDS);
  await submit();
  expect(words()).toContain("The disk is full.");
  expect(find("new-passphrase").value).toBe(WORDS);
});

async function showRecover(api: RecoverApi) {
  const did = { onopened: vi.fn(), onback: vi.fn() };
  const props = { recover: new Recover(api), folder: "/home/ada/Vouchsafe", ...did };
  page = mount(RecoverPage, { target: document.body, props });
  await settle();
  return did;
}

test("the recovery code opens it with a new passphrase, and a new code comes next", async () => {
  const recover = vi.fn(async () => CODE);
  await showRecover({ recover });
  await type("new-passphrase", WORDS);
  await type("repeated-passphrase", WORDS);
  await submit();
  expect(words(document.getElementById("code-error"))).toContain("Type the recovery code");
  await type("recovery-code-field", " 7f3k q29d ");
  await submit();
  expect(recover).toHaveBeenCalledExactlyOnceWith({ code: " 7f3k q29d ", passphrase: WORDS });
  expect(words(find("recovery-code"))).toContain("An earlier code no longer opens anything.");
});

test("a wrong code is said beside it, and Esc leads back", async () => {
  const message = "That is not the recovery code.";
  const { onback } = await showRecover({
    recover: () => Promise.reject({ code: "wrong-passphrase", message }),
  });
  await type("recovery-code-field", "AAAA-BBBB");
  await type("new-passphrase", WORDS);
  await type("repeated-passphrase", WORDS);
  await submit();
  expect(words(document.getElementById("code-error"))).toBe(message);
  find("recovery-code-field").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  expect(onback).toHaveBeenCalledOnce();
});
