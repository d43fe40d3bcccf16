import * as client from "../api/client";
import { failureOf } from "../api/failure";
import type { BackupSchedule } from "../api/types/BackupSchedule";
import type { BackupsView } from "../api/types/BackupsView";

/** What of the program putting a backup in the place of the workspace needs. */
export type RestoringApi = Pick<typeof client, "restoreBackup" | "restoreOtherBackup">;

/** What of the program the list of backups needs. */
export type BackupsApi = RestoringApi &
  Pick<typeof client, "backups" | "makeBackup" | "verifyBackup" | "scheduleBackups" | "chooseBackupFolder">;

/** Putting a backup in the place of the workspace. */
export class Restoring {
  /** Why it was not restored. */
  problem: string | null = $state.raw(null);
  busy = $state.raw(false);
  readonly #api: RestoringApi;

  constructor(api: RestoringApi = client) {
    this.#api = api;
  }

  /** Restores the backup of this name; resolves to whether the workspace is another one now, which is locked. */
  restore(name: string): Promise<boolean> {
    return this.#attempt(async () => {
      await this.#api.restoreBackup(name);
      return true;
    });
  }

  /** The same with a file that the user chooses; no if they cancel. */
  restoreOther(): Promise<boolean> {
    return this.#attempt(async () => (await this.#api.restoreOtherBackup()) === true);
  }

  async #attempt(restore: () => Promise<boolean>): Promise<boolean> {
    if (this.busy) return false;
    this.problem = null;
    this.busy = true;
    try {
      return await restore();
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
      return false;
    } finally {
      this.busy = false;
    }
  }
}

/** The backups, and when they are made. */
export class Backups {
  /** Null until they are read. */
  view: BackupsView | null = $state.raw(null);
  /** Why they could not be read, or something not be done. */
  problem: string | null = $state.raw(null);
  /** What is under way; null: nothing. */
  doing: "making" | "checking" | "setting" | null = $state.raw(null);
  readonly restoring: Restoring;
  readonly #api: BackupsApi;

  constructor(api: BackupsApi = client) {
    this.#api = api;
    this.restoring = new Restoring(api);
  }

  load(): Promise<void> {
    return this.#do("setting", () => this.#api.backups());
  }

  /** Makes a backup now, and reads it back. */
  make(): Promise<void> {
    return this.#do("making", () => this.#api.makeBackup());
  }

  /** Reads the whole of a backup. */
  check(name: string): Promise<void> {
    return this.#do("checking", () => this.#api.verifyBackup(name));
  }

  /** Sets how often backups are made; that holds at once. */
  schedule(schedule: BackupSchedule): Promise<void> {
    return this.#do("setting", () => this.#api.scheduleBackups(schedule));
  }

  /** Lets the user choose the folder. */
  chooseFolder(): Promise<void> {
    return this.#do("setting", () => this.#api.chooseBackupFolder());
  }

  async #do(what: NonNullable<Backups["doing"]>, act: () => Promise<BackupsView | null>): Promise<void> {
    if (this.doing !== null) return;
    this.problem = null;
    this.doing = what;
    try {
      this.view = (await act()) ?? this.view;
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    } finally {
      this.doing = null;
    }
  }
}
