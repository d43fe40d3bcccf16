import { vi } from "vitest";

import type { RuleRequest } from "../../api/types/RuleRequest";
import type { SettingsEntry } from "../../api/types/SettingsEntry";
import type { SettingsView } from "../../api/types/SettingsView";
import { beforeClose, put, settle } from "../page.test-data";
import { own, RULES } from "../rules/rules.test-data";
import Screen from "./Screen.svelte";
import { signersApi } from "./signers.test-data";
import { Settings, type SettingsApi } from "./state.svelte";
import { vaultApi } from "./vault.test-data";

/** The settings as they are kept. */
export const KEPT: SettingsEntry = {
  assessor: "Ada Okoro",
  organisation: "Northmoor",
  qualification: "",
  independence: "I do not manage the candidate.",
  confidentiality: "Confidential",
  appeal: "",
  licence: "",
  retentionMonths: 24,
  paper: "a4",
  autoLockMinutes: 10,
};

/** What the program says of them. */
export const VIEW: SettingsView = {
  settings: KEPT,
  workspaceFolder: "/home/ada/Vouchsafe",
  inKeychain: false,
};

/** What of the program the settings need; everything succeeds. */
export function settingsApi(view: SettingsView = VIEW) {
  return {
    settings: vi.fn(async () => view),
    // The program trims what it keeps.
    saveSettings: vi.fn(async (entry: SettingsEntry) => ({
      ...view,
      settings: { ...entry, assessor: entry.assessor.trim() },
    })),
    decisionRules: vi.fn(async () => [...RULES]),
    saveRule: vi.fn(async ({ name }: RuleRequest) => own(name, 1)),
    ...vaultApi(),
    ...signersApi(),
    beforeClose,
  } satisfies SettingsApi;
}

/** Puts the screen on the page, above this. */
export async function show(api = settingsApi()) {
  const settings = new Settings(api);
  const onback = vi.fn();
  put(Screen, { settings, onback });
  await settle();
  return { api, settings, onback };
}
