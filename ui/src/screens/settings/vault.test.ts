import { afterEach, beforeEach, expect, test } from "vitest";

import { all, clear, click, find, press, seek, settle, submit, type, words } from "../page.test-data";
import { KEPT, settingsApi, show, VIEW } from "./settings.test-data";
import { BACKUPS, LIST } from "./vault.test-data";

const WORDS = "four plain words";
const WRONG = { code: "wrong-passphrase", message: "That is not the passphrase." };

beforeEach(() => localStorage.clear());
afterEach(clear);

test("the passphrase changes once the present one is right and the new one was typed twice", async () => {
  const { api } = await show();
  await click("change-passphrase");
  expect(document.activeElement).toBe(find("current-passphrase"));
  await submit("current-passphrase");
  expect(words(document.getElementById("current-passphrase-error"))).toBe("Type the passphrase.");
  expect(words(document.getElementById("new-passphrase-error"))).toBe("Type the passphrase.");

  await type("current-passphrase", "guess");
  await type("new-passphrase", WORDS);
  await type("repeated-passphrase", WORDS);
  api.changePassphrase.mockRejectedValueOnce(WRONG);
  await submit("current-passphrase");
  expect(words(document.getElementById("current-passphrase-error"))).toBe(WRONG.message);
  expect(document.activeElement).toBe(find("current-passphrase"));
  expect(find("new-passphrase").value).toBe(WORDS);

  await type("current-passphrase", "three plain words");
  await submit("current-passphrase");
  expect(api.changePassphrase).toHaveBeenLastCalledWith({ current: "three plain words", passphrase: WORDS });
  expect(words(find("passphrase-changed"))).toContain("The new passphrase holds from now on.");
  expect(seek("current-passphrase")).toBeNull();
});

test("Esc leaves the form of the passphrase, and nothing that was typed stays", async () => {
  const { api, settings, onback } = await show();
  await click("change-passphrase");
  await type("current-passphrase", WORDS);
  await press("Escape");
  expect([settings.passphrase.passphrase, settings.passphrase.changing]).toEqual(["", null]);
  expect(document.activeElement).toBe(find("change-passphrase"));
  expect([api.changePassphrase.mock.calls.length, onback.mock.calls.length]).toEqual([0, 0]);
});

test("a new recovery code is shown until there is a copy of it, and Esc does not close it", async () => {
  const { api, settings, onback } = await show();
  await click("renew-code");
  await type("current-passphrase", WORDS);
  await submit("current-passphrase");
  expect(api.renewRecoveryCode).toHaveBeenCalledExactlyOnceWith(WORDS);
  expect(words(find("code"))).toBe("7F3K Q29D");
  expect(settings.passphrase.passphrase).toBe("");

  const dialog = find("code").closest("dialog");
  expect(dialog?.dispatchEvent(new Event("cancel", { cancelable: true }))).toBe(false);
  await press("Escape");
  expect(onback).not.toHaveBeenCalled();

  await click("keep-code");
  await type("last-group", "Q29D");
  await submit("last-group");
  expect(settings.passphrase.code).toBeNull();
  expect(document.documentElement.outerHTML).not.toContain("Q29D");
});

test("the minutes of locking are saved with the rest, and what was kept is offered whatever it is", async () => {
  const { api, settings } = await show(settingsApi({ ...VIEW, settings: { ...KEPT, autoLockMinutes: 7 } }));
  const offered = [...find("set-auto-lock").querySelectorAll("option")].map((option) => words(option));
  expect(offered).toEqual([
    "1 minute",
    "5 minutes",
    "7 minutes",
    "10 minutes",
    "15 minutes",
    "30 minutes",
    "60 minutes",
    "Never by itself",
  ]);
  expect(find("save-settings").disabled).toBe(true);
  // The test's DOM does not know which option is :checked, so the choice is made behind the list.
  settings.fields.autoLockMinutes = 0;
  await settle();
  expect(find<HTMLSelectElement>("set-auto-lock").selectedIndex).toBe(7);
  await click("save-settings");
  expect(api.saveSettings).toHaveBeenCalledExactlyOnceWith({ ...KEPT, autoLockMinutes: 0 });
});

test("backups say when they were made, how large they are and whether they were read back", async () => {
  await show();
  const rows = [...document.querySelectorAll("[data-testid='backups'] tbody tr")];
  expect(rows.map((row) => [...row.children].map((cell) => words(cell)))).toEqual([
    ["21 Nov 2025, 10:42", "1.4 MB", "Read back, whole", "Check Restore…"],
    ["14 Nov 2025, 09:00", "900 kB", "Not read back", "Check Restore…"],
  ]);
  expect(find("schedule-weekly").checked).toBe(true);
});

test("a backup is made on demand, and what goes wrong is said while the list stays", async () => {
  const { api } = await show();
  const third = { ...LIST[0], name: "b3", madeAt: "2025-11-22T08:00:00+01:00" } as (typeof LIST)[0];
  let answer: (view: typeof BACKUPS) => void = () => {};
  api.makeBackup.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  await click("make-backup");
  expect(find("make-backup").disabled).toBe(true);
  answer({ ...BACKUPS, backups: [third, ...LIST] });
  await settle();
  expect(document.querySelectorAll("[data-testid='backups'] tbody tr")).toHaveLength(3);

  api.makeBackup.mockRejectedValueOnce({ code: "io", message: "The stick is full." });
  await click("make-backup");
  expect(words()).toContain("The stick is full.");
  expect(document.querySelectorAll("[data-testid='backups'] tbody tr")).toHaveLength(3);
});

test("the schedule and the folder hold at once, and a backup can be read again", async () => {
  const { api } = await show();
  await click("schedule-daily");
  expect(api.scheduleBackups).toHaveBeenCalledExactlyOnceWith("daily");
  expect(find("schedule-daily").checked).toBe(true);
  api.chooseBackupFolder.mockResolvedValueOnce({ ...BACKUPS, folder: "/media/disk" });
  await click("choose-backup-folder");
  expect(words()).toContain("/media/disk");
  await click("choose-backup-folder");
  expect(words()).toContain("/media/disk");
  all("check-backup")[1]?.click();
  await settle();
  expect(api.verifyBackup).toHaveBeenCalledExactlyOnceWith("b1");
});

test("restoring says first what happens, and does nothing if it is left", async () => {
  const { api } = await show();
  all("restore-backup")[1]?.click();
  await settle();
  const dialog = find("confirm-restore").closest("dialog");
  for (const part of ["14 Nov 2025, 09:00", "set aside", "when the backup was made opens it"])
    expect(words(dialog)).toContain(part);
  await click("cancel-restore");
  expect(api.restoreBackup).not.toHaveBeenCalled();
  expect(dialog?.open).toBe(false);

  all("restore-backup")[1]?.click();
  await settle();
  await click("confirm-restore");
  expect(api.restoreBackup).toHaveBeenCalledExactlyOnceWith("b1");
});

test("another file can be restored, too", async () => {
  const { api } = await show();
  await click("restore-other");
  expect(words(find("confirm-restore").closest("dialog"))).toContain("You choose the file next.");
  await click("confirm-restore");
  expect(api.restoreOtherBackup).toHaveBeenCalledOnce();
});

test("checking says that nothing is damaged, or what is", async () => {
  const { api } = await show();
  await click("check-file");
  expect(words(find("checked"))).toBe("All of it was read, and nothing is damaged.");
  api.checkIntegrity.mockResolvedValueOnce({ problems: ["Page 12 can’t be read."] });
  await click("check-file");
  expect(words(find("checked"))).toContain("Page 12 can’t be read.");
});

test("a copy without encryption is warned of, wants the passphrase, and is there once it was written", async () => {
  const { api, settings } = await show();
  await click("export-plain");
  expect(words(find("export-passphrase").closest("dialog"))).toContain("can read everything in it");
  await submit("export-passphrase");
  expect(api.exportPlain).not.toHaveBeenCalled();
  api.exportPlain.mockRejectedValueOnce(WRONG);
  await type("export-passphrase", "guess");
  await submit("export-passphrase");
  expect(words(document.getElementById("export-passphrase-error"))).toBe(WRONG.message);

  await type("export-passphrase", WORDS);
  await submit("export-passphrase");
  expect(words(find("exported"))).toContain("/home/ada/plain.db");
  expect(find("export-passphrase").closest("dialog")?.open).toBe(false);
  expect(settings.plainCopy.passphrase).toBe("");
});

test("the keychain is off, and turned on only with the passphrase", async () => {
  const { api } = await show();
  expect(find("set-keychain").checked).toBe(false);
  await click("set-keychain");
  expect(document.activeElement).toBe(find("keychain-passphrase"));
  await submit("keychain-passphrase");
  expect(words(document.getElementById("keychain-passphrase-error"))).toBe("Type the passphrase.");
  expect(api.addToKeychain).not.toHaveBeenCalled();

  api.addToKeychain.mockRejectedValueOnce(WRONG);
  await type("keychain-passphrase", WORDS);
  await submit("keychain-passphrase");
  expect(words(document.getElementById("keychain-passphrase-error"))).toBe(WRONG.message);
  await submit("keychain-passphrase");
  expect(api.addToKeychain).toHaveBeenLastCalledWith(WORDS);
  expect(find("set-keychain").checked).toBe(true);
  expect(seek("keychain-passphrase")).toBeNull();
});

test("the keychain is turned off at once, and says why where it can’t be", async () => {
  const { api } = await show(settingsApi({ ...VIEW, inKeychain: true }));
  expect(find("set-keychain").checked).toBe(true);
  const message = "This computer’s keychain does not answer. The passphrase works without it.";
  api.removeFromKeychain.mockRejectedValueOnce({ code: "refused", message });
  await click("set-keychain");
  expect([find("set-keychain").checked, words().includes(message)]).toEqual([true, true]);
  await click("set-keychain");
  expect([find("set-keychain").checked, words().includes(message)]).toEqual([false, false]);
});

test("whoever thinks better of the keychain leaves nothing behind", async () => {
  const { api, settings } = await show();
  await click("set-keychain");
  await type("keychain-passphrase", WORDS);
  const leave = find("add-to-keychain").nextElementSibling as HTMLButtonElement;
  leave.click();
  await settle();
  expect([find("set-keychain").checked, settings.keychain.passphrase]).toEqual([false, ""]);
  expect(document.activeElement).toBe(find("set-keychain"));
  expect(api.addToKeychain).not.toHaveBeenCalled();
});
