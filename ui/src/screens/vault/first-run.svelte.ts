import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import { ShownCode } from "../../vault/code.svelte";
import { NewPassphrase } from "../../vault/new-passphrase.svelte";

/** What of the program the first run needs. */
export type FirstRunApi = Pick<typeof client, "createVault">;

/** The first run: a passphrase makes the encrypted workspace, and its recovery code is shown. */
export class FirstRun {
  readonly passphrase = new NewPassphrase();
  /** Why the workspace could not be made. */
  problem: string | null = $state.raw(null);
  making = $state.raw(false);
  /** The recovery code, once the workspace is made. */
  code: ShownCode | null = $state.raw(null);
  readonly #api: FirstRunApi;

  constructor(api: FirstRunApi = client) {
    this.#api = api;
  }

  /** Makes the workspace, unless the passphrase can't be taken; a sentence says what went wrong. */
  async make(): Promise<void> {
    if (this.making || !this.passphrase.holds()) return;
    this.problem = null;
    this.making = true;
    try {
      const { code } = await this.#api.createVault(this.passphrase.text);
      this.passphrase.wipe();
      this.code = new ShownCode(code);
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    } finally {
      this.making = false;
    }
  }
}
