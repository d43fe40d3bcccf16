import type * as client from "../api/client";
import { failureOf } from "../api/failure";
import type { SignersView } from "../api/types/SignersView";

/** What of the program trusting needs. */
export type TrustingApi = Pick<typeof client, "trustSigner">;

/** Trusting a signer, after a question. */
export class Trusting {
  /** Why it could not be kept. */
  problem: string | null = $state.raw(null);
  busy = $state.raw(false);
  readonly #api: TrustingApi;

  constructor(api: TrustingApi) {
    this.#api = api;
  }

  /** Trusts a signer from now on; resolves to what is known then, or null, and then a sentence says why. */
  async trust(fingerprint: string): Promise<SignersView | null> {
    if (this.busy) return null;
    this.problem = null;
    this.busy = true;
    try {
      return await this.#api.trustSigner(fingerprint);
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
      return null;
    } finally {
      this.busy = false;
    }
  }
}
