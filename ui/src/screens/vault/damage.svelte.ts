import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { BackupView } from "../../api/types/BackupView";
import { t } from "../../language/messages";
import { Restoring, type RestoringApi } from "../../vault/backups.svelte";

/** What of the program the page of a damaged workspace needs. */
export type DamageApi = RestoringApi & Pick<typeof client, "salvage">;

/** What can be done about a damaged workspace. */
export class Damage {
  readonly restoring: Restoring;
  /** The passphrase, without which nothing can be read. */
  passphrase = $state("");
  passphraseProblem: string | null = $state.raw(null);
  /** Why nothing was read, if the passphrase is not to blame. */
  problem: string | null = $state.raw(null);
  salvaging = $state.raw(false);
  /** What could not be read, a sentence each; null: nobody has tried. */
  lost: readonly string[] | null = $state.raw(null);
  readonly #api: DamageApi;

  constructor(api: DamageApi = client) {
    this.#api = api;
    this.restoring = new Restoring(api);
  }

  /** Whether something is under way. */
  get busy(): boolean {
    return this.salvaging || this.restoring.busy;
  }

  /** Keeps what can be read. */
  async salvage(): Promise<void> {
    if (this.busy) return;
    this.problem = null;
    this.passphraseProblem = this.passphrase === "" ? t("vault.passphrase.missing") : null;
    if (this.passphraseProblem !== null) return;
    this.salvaging = true;
    try {
      this.lost = (await this.#api.salvage(this.passphrase)).problems;
      this.passphrase = "";
    } catch (thrown) {
      const { code, message } = failureOf(thrown);
      if (code === "wrong-passphrase") this.passphraseProblem = message;
      else this.problem = message;
    } finally {
      this.salvaging = false;
    }
  }
}

/** The backup to go back to if nothing speaks against it: the newest that was read back; null: none was. */
export function bestOf(backups: readonly BackupView[]): BackupView | null {
  return backups.find(({ verified, problem }) => verified && problem === null) ?? null;
}
