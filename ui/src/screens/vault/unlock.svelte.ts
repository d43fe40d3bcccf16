import * as client from "../../api/client";
import { BehindPassphrase } from "../../vault/behind-passphrase.svelte";

/** What of the program the page of the passphrase needs. */
export type UnlockApi = Pick<typeof client, "unlock" | "unlockWithKeychain">;

/** The passphrase as it is typed, and what the program says to it. */
export class Unlock extends BehindPassphrase {
  readonly #api: UnlockApi;

  constructor(api: UnlockApi = client) {
    super();
    this.#api = api;
  }

  /** Begins anew: what was said before, perhaps of another file, no longer holds. */
  begin(): void {
    this.problem = null;
    this.passphraseProblem = null;
  }

  /** Opens the workspace; resolves to whether it is open. What was typed stays where it is not. */
  async open(): Promise<boolean> {
    if (this.busy || !this.isTyped()) return false;
    return this.#open(() => this.#api.unlock(this.passphrase));
  }

  /** Opens it with the key in this computer's keychain; resolves to whether it is open. */
  async openWithKeychain(): Promise<boolean> {
    if (this.busy) return false;
    this.begin();
    return this.#open(() => this.#api.unlockWithKeychain());
  }

  #open(open: () => Promise<null>): Promise<boolean> {
    return this.attempt(async () => {
      await open();
      return true;
    });
  }
}
