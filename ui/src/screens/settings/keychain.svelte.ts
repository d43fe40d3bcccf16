import type * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import { t } from "../../language/messages";

/** What of the program the keychain's setting needs. */
export type KeychainApi = Pick<typeof client, "addToKeychain" | "removeFromKeychain">;

/** Whether this computer's keychain opens the workspace, and how that is changed. */
export class Keychain {
  /** Whether it does; null until that is known. */
  on: boolean | null = $state.raw(null);
  /** Whether the passphrase is being asked for: nobody opens the workspace for good in passing. */
  asking = $state.raw(false);
  passphrase = $state("");
  passphraseProblem: string | null = $state.raw(null);
  /** What went wrong otherwise. */
  problem: string | null = $state.raw(null);
  busy = $state.raw(false);
  readonly #api: KeychainApi;

  constructor(api: KeychainApi) {
    this.#api = api;
  }

  /** Turns it off, or asks for the passphrase. */
  async toggle(): Promise<void> {
    if (this.busy) return;
    if (!this.on) {
      this.leave();
      this.asking = true;
      return;
    }
    await this.#attempt(async () => {
      await this.#api.removeFromKeychain();
      this.on = false;
    });
  }

  /** Turns it on, once the passphrase is typed. */
  async add(): Promise<void> {
    if (this.busy) return;
    this.passphraseProblem = this.passphrase === "" ? t("vault.passphrase.missing") : null;
    if (this.passphraseProblem !== null) return;
    await this.#attempt(async () => {
      await this.#api.addToKeychain(this.passphrase);
      this.on = true;
    });
  }

  /** Leaves it as it is; nothing that was typed stays. */
  leave(): void {
    this.asking = false;
    this.passphrase = "";
    this.passphraseProblem = null;
    this.problem = null;
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.busy = true;
    try {
      await act();
      this.leave();
    } catch (thrown) {
      const { code, message } = failureOf(thrown);
      if (code === "wrong-passphrase") this.passphraseProblem = message;
      else this.problem = message;
    } finally {
      this.busy = false;
    }
  }
}
