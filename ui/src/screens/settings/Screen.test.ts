import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { SettingsEntry } from "../../api/types/SettingsEntry";
import type { SettingsView } from "../../api/types/SettingsView";
import { parameters } from "../rules/rules.test-data";
import { clear, click, find, mayClose, press, seek, settle, type, words } from "../page.test-data";
import { KEPT, show, VIEW } from "./settings.test-data";

beforeEach(() => localStorage.clear());
afterEach(clear);

test("there is something to save once a field changes, and no more once it is saved or as it was", async () => {
  const { api } = await show();
  expect(find("save-settings").disabled).toBe(true);
  await type("set-assessor", "Ada Okoro ");
  expect(words(find("settings-status"))).toContain("not saved yet");
  await type("set-assessor", "Ada Okoro");
  expect(find("save-settings").disabled).toBe(true);

  await type("set-assessor", " Mei Lin");
  await type("set-retention", "");
  await press("s", { ctrlKey: true });
  expect(api.saveSettings).toHaveBeenCalledExactlyOnceWith({
    ...KEPT,
    assessor: " Mei Lin",
    retentionMonths: null,
  });
  expect(find("set-assessor").value).toBe("Mei Lin");
  expect(words(find("settings-status"))).toBe("Saved");
  expect(find("save-settings").disabled).toBe(true);
});

test.each(["0", "-3", "1.5", "two years", "1201"])(
  "“%s” is no number of months, and nothing is saved",
  async (typed) => {
    const { api } = await show();
    await type("set-retention", typed);
    expect(words(document.getElementById("set-retention-error"))).toContain("a whole number of months");
    await click("save-settings");
    expect(api.saveSettings).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(find("set-retention"));
  },
);

test("what could not be saved stays in its field, and the page says why", async () => {
  const { api } = await show();
  api.saveSettings.mockRejectedValue({ code: "refused", message: "The assessor’s name is too long." });
  await type("set-assessor", "Ada".repeat(100));
  await click("save-settings");
  expect(words()).toContain("The assessor’s name is too long.");
  expect(find("set-assessor").value).toBe("Ada".repeat(100));
  expect(find("save-settings").disabled).toBe(false);
});

test("what is typed while the settings are saved stays, and is saved next", async () => {
  const { api, onback } = await show();
  let answer: () => void = () => {};
  const slow = (entry: SettingsEntry) =>
    new Promise<SettingsView>((resolve) => {
      answer = () => resolve({ ...VIEW, settings: { ...entry, assessor: entry.assessor.trim() } });
    });
  api.saveSettings.mockImplementationOnce(slow);
  await type("set-assessor", " Mei Lin");
  await type("set-appeal", "Write");
  await press("Escape");
  await press("Escape");
  await click("save-and-leave");
  await type("set-appeal", "Write to us.");
  answer();
  await settle();
  expect(find("set-assessor").value).toBe("Mei Lin");
  expect(find("set-appeal").value).toBe("Write to us.");
  expect(words(find("settings-status"))).toContain("not saved yet");
  expect(onback).not.toHaveBeenCalled();

  await click("save-and-leave");
  expect(api.saveSettings.mock.lastCall?.[0]).toMatchObject({ assessor: "Mei Lin", appeal: "Write to us." });
  expect(onback).toHaveBeenCalledOnce();
});

test("leaving with changes asks, and can save them", async () => {
  const { api, onback } = await show();
  await type("set-appeal", "Write to the Head of Quality.\n");
  await press("Escape");
  await press("Escape");
  expect(onback).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(find("save-and-leave"));
  await click("save-and-leave");
  expect(api.saveSettings.mock.lastCall?.[0].appeal).toBe("Write to the Head of Quality.\n");
  expect(onback).toHaveBeenCalledOnce();
});

test("leaving without changes does not ask, and leaving without saving is possible", async () => {
  const { api, onback } = await show();
  await press("Escape");
  expect(onback).toHaveBeenCalledOnce();
  await type("set-licence", "A licence");
  // The first press leaves the field.
  await press("Escape");
  await press("Escape");
  await click("leave-anyway");
  expect(onback).toHaveBeenCalledTimes(2);
  expect(api.saveSettings).not.toHaveBeenCalled();
});

test("a window with unsaved settings closes only when it is closed twice", async () => {
  await show();
  expect(await mayClose()).toBe(true);
  await type("set-licence", "A licence");
  expect(await mayClose()).toBe(false);
  flushSync();
  expect(words()).toContain("not saved yet");
  expect(await mayClose()).toBe(true);
});

test("rules of one’s own are listed with their words, and a new version can be written", async () => {
  const { api } = await show();
  expect(words()).toContain("Northmoor, version 2");
  expect(words()).toContain("at least 82.5 %");
  await click("change-rule");
  expect(words()).toContain("asks for exactly this");
  await type("rule-mean", "85");
  expect(words()).toContain("makes version 3 of it");
  await click("save-rule");
  expect(api.saveRule).toHaveBeenCalledExactlyOnceWith({
    name: "Northmoor",
    parameters: parameters({ meanTenths: 850 }),
  });
  expect(api.decisionRules).toHaveBeenCalledTimes(2);
  expect(document.activeElement).toBe(find("change-rule"));
});

test("a rule that is being written is not lost by leaving", async () => {
  const { api, onback } = await show();
  await click("new-rule");
  await press("Escape");
  expect(seek("rule-name")).toBeNull();
  await click("new-rule");
  await type("rule-coverage", "60");
  await press("Escape");
  await press("Escape");
  expect(onback).not.toHaveBeenCalled();
  await click("save-and-leave");
  expect(onback).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(find("rule-name"));
  await type("rule-name", "Ours");
  await click("save-and-leave");
  expect(api.saveRule.mock.lastCall?.[0].name).toBe("Ours");
  expect(onback).toHaveBeenCalledOnce();
});

test("the page says where the workspace lies, and that it is encrypted", async () => {
  await show();
  expect(words()).toContain("lie in this folder, encrypted: /home/ada/Vouchsafe");
});

test("look and keys change at once", async () => {
  await show();
  await click("look-dark");
  expect(document.documentElement.getAttribute("data-theme")).toBe("dark");
  await click("look-system");
  expect(document.documentElement.getAttribute("data-theme")).toBeNull();
  await click("go-on");
  expect(JSON.parse(localStorage.getItem("vouchsafe.interview") ?? "{}")).toMatchObject({ goOn: true });
  expect(find("save-settings").disabled).toBe(true);
});
