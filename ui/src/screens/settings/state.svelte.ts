import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { SettingsEntry } from "../../api/types/SettingsEntry";
import type { SettingsView } from "../../api/types/SettingsView";
import { t } from "../../language/messages";
import { Backups, type BackupsApi } from "../../vault/backups.svelte";
import { Keychain, type KeychainApi } from "./keychain.svelte";
import { PassphraseSettings, type PassphraseApi } from "./passphrase.svelte";
import { OwnRules, type OwnRulesApi } from "./rules.svelte";
import { Signers, type SignersApi } from "./signers.svelte";
import { Checking, type CheckingApi, PlainCopy, type PlainCopyApi } from "./whole-file.svelte";

/** What of the program the settings need. */
export type SettingsApi = OwnRulesApi &
  PassphraseApi &
  BackupsApi &
  CheckingApi &
  KeychainApi &
  PlainCopyApi &
  SignersApi &
  Pick<typeof client, "settings" | "saveSettings" | "beforeClose">;

/** The settings as they stand in their fields. */
export type Fields = Omit<SettingsEntry, "retentionMonths"> & {
  /** In months, as typed; empty: not said in reports. */
  retention: string;
};

const EMPTY: Fields = {
  assessor: "",
  organisation: "",
  qualification: "",
  independence: "",
  confidentiality: "",
  appeal: "",
  licence: "",
  retention: "",
  paper: "a4",
  autoLockMinutes: 0,
};

const NAMES = Object.keys(EMPTY) as (keyof Fields)[];

/** A hundred years: nobody keeps a record longer, and somebody who types more has mistyped. */
const LONGEST_RETENTION = 1200;

/** What an assessor sets once, as it is filled in and saved. */
export class Settings {
  /** What is on disk; null until it is read. */
  view: SettingsView | null = $state.raw(null);
  /** What stands in the fields; nothing until it is read. */
  fields: Fields = $state(EMPTY);
  /** Why they could not be read or saved. */
  problem: string | null = $state.raw(null);
  saving = $state.raw(false);
  /** Whether something was saved, and nothing changed since. */
  saved = $state.raw(false);
  /** Decision rules of one's own. */
  readonly rules: OwnRules;
  readonly passphrase: PassphraseSettings;
  readonly keychain: Keychain;
  readonly backups: Backups;
  readonly checking: Checking;
  readonly plainCopy: PlainCopy;
  readonly signers: Signers;
  readonly #api: SettingsApi;

  constructor(api: SettingsApi = client) {
    this.#api = api;
    this.rules = new OwnRules(api);
    this.passphrase = new PassphraseSettings(api);
    this.keychain = new Keychain(api);
    this.backups = new Backups(api);
    this.checking = new Checking(api);
    this.plainCopy = new PlainCopy(api);
    this.signers = new Signers(api);
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.#show(await this.#api.settings());
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }

  /** Whether a field holds something else than what is on disk. */
  get changed(): boolean {
    const kept = this.view && fieldsOf(this.view.settings);
    return kept !== null && NAMES.some((name) => this.fields[name] !== kept[name]);
  }

  /** Whether leaving would lose something. */
  get unsaved(): boolean {
    return this.changed || this.rules.draft?.touched === true;
  }

  get retentionProblem(): string | null {
    return months(this.fields.retention) === undefined ? t("settings.retentionWrong") : null;
  }

  /** Saves the fields; resolves to whether they are on disk, also what was typed meanwhile. */
  async save(): Promise<boolean> {
    if (!this.view || this.saving) return false;
    const sent = { ...this.fields };
    const { retention, ...rest } = sent;
    const retentionMonths = months(retention);
    if (retentionMonths === undefined) return false;
    this.problem = null;
    this.saving = true;
    try {
      this.#takeOver(await this.#api.saveSettings({ ...rest, retentionMonths }), sent);
      this.saved = true;
      return !this.changed;
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** Saves the fields, and the rule that is being written; resolves to whether nothing is unsaved any more. */
  async saveAll(): Promise<boolean> {
    if (this.changed && !(await this.save())) return false;
    if (this.rules.draft?.touched && !(await this.rules.save())) return false;
    return !this.unsaved;
  }

  /** Asks `mayClose` before the window closes. Returns what ends the asking. */
  beforeClose(mayClose: () => Promise<boolean>): () => void {
    return this.#api.beforeClose(mayClose);
  }

  #show(view: SettingsView): void {
    this.view = view;
    this.keychain.on = view.inKeychain;
    this.fields = fieldsOf(view.settings);
  }

  /** Shows what the program made of `sent`, except where something else was typed since. */
  #takeOver(view: SettingsView, sent: Fields): void {
    this.view = view;
    const kept = fieldsOf(view.settings);
    const untouched = NAMES.filter((name) => this.fields[name] === sent[name]);
    Object.assign(this.fields, Object.fromEntries(untouched.map((name) => [name, kept[name]])));
  }
}

function fieldsOf({ retentionMonths, ...rest }: SettingsEntry): Fields {
  return { ...rest, retention: retentionMonths === null ? "" : String(retentionMonths) };
}

/** Whole months; null: none were written; undefined: what was written is no such number. */
function months(text: string): number | null | undefined {
  const written = text.trim();
  if (written === "") return null;
  const value = /^\d{1,4}$/.test(written) ? Number(written) : 0;
  return value >= 1 && value <= LONGEST_RETENTION ? value : undefined;
}
