import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { VaultView } from "../../api/types/VaultView";

/** What of the program the window asks before anything else. */
export type GateApi = Pick<typeof client, "vault">;

/** What stands between the window and the workspace. */
export class Gate {
  /** Null until the program has answered. */
  view: VaultView | null = $state.raw(null);
  /** Why it could not be asked; null if it could. */
  problem: string | null = $state.raw(null);
  readonly #api: GateApi;

  constructor(api: GateApi = client) {
    this.#api = api;
  }

  /** Asks how the workspace is; to be called again whenever something may have changed that. */
  async ask(): Promise<void> {
    this.problem = null;
    try {
      this.view = await this.#api.vault();
    } catch (thrown) {
      this.view = null;
      this.problem = failureOf(thrown).message;
    }
  }
}
