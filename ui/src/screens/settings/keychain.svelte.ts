import type * as client from "../../api/client";
import { BehindPassphrase } from "../../vault/behind-passphrase.svelte";

/** What of the program the keychain's setting needs. */
export type KeychainApi = Pick<typeof client, "addToKeychain" | "removeFromKeychain">;

/** Whether this computer's keychain opens the workspace, and how that is changed. */
export class Keychain extends BehindPassphrase {
  /** Whether it does; null until that is known. */
  on: boolean | null = $state.raw(null);
  /** Whether the passphrase is being asked for: nobody opens the workspace for good in passing. */
  asking = $state.raw(false);
  readonly #api: KeychainApi;

  constructor(api: KeychainApi) {
    super();
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
    await this.attempt(async () => {
      await this.#api.removeFromKeychain();
      this.on = false;
      return true;
    });
  }

  /** Turns it on, once the passphrase is typed. */
  async add(): Promise<void> {
    if (this.busy || !this.isTyped()) return;
    await this.attempt(async () => {
      await this.#api.addToKeychain(this.passphrase);
      this.on = true;
      return true;
    });
  }

  /** Leaves it as it is. */
  override leave(): void {
    super.leave();
    this.asking = false;
  }
}
