import * as client from "../../api/client";
import type { BackupView } from "../../api/types/BackupView";
import { Restoring, type RestoringApi } from "../../vault/backups.svelte";
import { BehindPassphrase } from "../../vault/behind-passphrase.svelte";

/** What of the program the page of a damaged workspace needs. */
export type DamageApi = RestoringApi & Pick<typeof client, "salvage">;

/** What can be done about a damaged workspace. */
export class Damage extends BehindPassphrase {
  readonly restoring: Restoring;
  /** What could not be read, a sentence each; null: nobody has tried. */
  lost: readonly string[] | null = $state.raw(null);
  readonly #api: DamageApi;

  constructor(api: DamageApi = client) {
    super();
    this.#api = api;
    this.restoring = new Restoring(api);
  }

  /** Whether something is under way: what can be read is, or a backup is being restored. */
  get underWay(): boolean {
    return this.busy || this.restoring.busy;
  }

  /** Keeps what can be read. */
  async salvage(): Promise<void> {
    if (this.underWay || !this.isTyped()) return;
    await this.attempt(async () => {
      this.lost = (await this.#api.salvage(this.passphrase)).problems;
      return true;
    });
  }
}

/** The backup to go back to if nothing speaks against it: the newest that was read back; null: none was. */
export function bestOf(backups: readonly BackupView[]): BackupView | null {
  return backups.find(({ verified, problem }) => verified && problem === null) ?? null;
}
