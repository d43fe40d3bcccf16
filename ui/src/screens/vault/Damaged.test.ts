import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type { BackupView } from "../../api/types/BackupView";
import type { VaultView } from "../../api/types/VaultView";
import { bestOf, Damage, type DamageApi } from "./damage.svelte";
import Damaged from "./Damaged.svelte";

const backup = (name: string, change: Partial<BackupView> = {}): BackupView => ({
  name,
  madeAt: "2025-11-21T10:42:07+01:00",
  size: 1_400_000,
  verified: true,
  problem: null,
  ...change,
});
const BACKUPS = [
  backup("newest", { verified: false }),
  backup("broken", { problem: "It is cut off." }),
  backup("whole"),
  backup("older"),
];
const DAMAGED: VaultView = {
  state: "damaged",
  workspaceFolder: "/home/ada/Vouchsafe",
  sentence: "A page of the file is not what was written.",
  backups: BACKUPS,
  autoLockMinutes: 0,
  keychain: "none",
};

let page: object | undefined;

afterEach(async () => {
  if (page) await unmount(page);
  page = undefined;
});

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const find = (id: string) => document.querySelector(`[data-testid="${id}"]`) as HTMLInputElement | null;
const words = (element: Element | null = document.body) =>
  element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const click = async (id: string) => {
  find(id)?.click();
  await settle();
};

async function show(view: VaultView = DAMAGED) {
  const api = {
    restoreBackup: vi.fn(async (_name: string) => null),
    restoreOtherBackup: vi.fn(async (): Promise<boolean | null> => null),
    salvage: vi.fn(async (_passphrase: string) => ({ problems: ["The notes of one interview."] })),
  } satisfies DamageApi;
  const onchanged = vi.fn(async () => {});
  page = mount(Damaged, { target: document.body, props: { damage: new Damage(api), view, onchanged } });
  await settle();
  return { api, onchanged };
}

async function salvageWith(passphrase: string) {
  const field = find("salvage-passphrase");
  if (field) field.value = passphrase;
  field?.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("form")?.requestSubmit();
  await settle();
}

test("the best backup is the newest that was read back and has no problem", () => {
  expect(bestOf(BACKUPS)?.name).toBe("whole");
  expect(bestOf([backup("newest", { verified: false })])).toBeNull();
});

test("the page says what happened and that nothing is deleted, and puts the best backup forward", async () => {
  const { api, onchanged } = await show();
  expect(words()).toContain("A page of the file is not what was written.");
  expect(words()).toContain("Nothing is deleted");
  const names = [...document.querySelectorAll("tbody button.primary")].map((one) =>
    one.getAttribute("data-testid"),
  );
  expect(names).toEqual(["restore-whole"]);
  expect(find("restore-broken")).toBeNull();
  expect(words(find("backups"))).toContain("It is cut off.");

  await click("restore-whole");
  expect(api.restoreBackup).toHaveBeenCalledExactlyOnceWith("whole");
  expect(onchanged).toHaveBeenCalledOnce();
});

test("another backup can be chosen, and who cancels stays", async () => {
  const { api, onchanged } = await show();
  await click("restore-other");
  expect(onchanged).not.toHaveBeenCalled();
  api.restoreOtherBackup.mockResolvedValueOnce(true);
  await click("restore-other");
  expect(onchanged).toHaveBeenCalledOnce();
});

test("a backup that can’t be restored is said, and nothing else changes", async () => {
  const { api, onchanged } = await show();
  api.restoreBackup.mockRejectedValueOnce({ code: "io", message: "The disk is full." });
  await click("restore-whole");
  expect(words()).toContain("The disk is full.");
  expect(onchanged).not.toHaveBeenCalled();
});

test("what can be read is kept, and what was lost is listed before it goes on", async () => {
  const { api, onchanged } = await show();
  await salvageWith("");
  expect(words(document.getElementById("salvage-passphrase-error"))).toBe("Type the passphrase.");
  api.salvage.mockRejectedValueOnce({ code: "wrong-passphrase", message: "That is not the passphrase." });
  await salvageWith("guess");
  expect(words(document.getElementById("salvage-passphrase-error"))).toBe("That is not the passphrase.");
  await salvageWith("four plain words");
  expect(api.salvage).toHaveBeenLastCalledWith("four plain words");
  expect(words(find("salvaged"))).toContain("The notes of one interview.");
  expect(onchanged).not.toHaveBeenCalled();
  await click("go-on");
  expect(onchanged).toHaveBeenCalledOnce();
});

test("where nothing was lost, that is said", async () => {
  const { api } = await show();
  api.salvage.mockResolvedValueOnce({ problems: [] });
  await salvageWith("four plain words");
  expect(words(find("salvaged"))).toContain("nothing was lost");
});

test("a workspace that can’t be used has its sentence, and can only be tried again", async () => {
  const sentence = "It was written by a newer Vouchsafe.";
  const { onchanged } = await show({ ...DAMAGED, state: "unusable", sentence, backups: [] });
  expect(words()).toContain(sentence);
  expect([find("salvage"), find("restore-other")]).toEqual([null, null]);
  await click("ask-again");
  expect(onchanged).toHaveBeenCalledOnce();
});
