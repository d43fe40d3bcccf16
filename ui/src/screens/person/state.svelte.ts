import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { ErasedView } from "../../api/types/ErasedView";
import type { PersonView } from "../../api/types/PersonView";

/** What of the program a candidate's data needs. */
export type PersonApi = Pick<typeof client, "person" | "eraseCandidate" | "saveReceipt">;

/** What is held on a candidate, and erasing it. */
export class PersonPage {
  /** Null until it is read. */
  view: PersonView | null = $state.raw(null);
  /** What erasing did; null: they are still there. */
  erased: ErasedView | null = $state.raw(null);
  /** What the user typed to confirm. */
  typed = $state("");
  /** Where the receipt was saved. */
  receipt: string | null = $state.raw(null);
  /** Why it could not be read. */
  problem: string | null = $state.raw(null);
  /** Why the last thing could not be done. */
  refusal: string | null = $state.raw(null);
  busy = $state.raw(false);
  readonly #candidate: string;
  readonly #api: PersonApi;

  constructor(candidate: string, api: PersonApi = client) {
    this.#candidate = candidate;
    this.#api = api;
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.view = await this.#api.person(this.#candidate);
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }

  /** Erases them, if what was typed names them. */
  erase(): Promise<void> {
    return this.#attempt(async () => {
      this.erased = await this.#api.eraseCandidate({ candidate: this.#candidate, typed: this.typed });
      this.typed = "";
    });
  }

  /** Saves the receipt where the user says. */
  saveReceipt(): Promise<void> {
    return this.#attempt(async () => {
      const request = { candidate: this.#candidate, reference: this.erased?.reference ?? null };
      this.receipt = (await this.#api.saveReceipt(request)) ?? this.receipt;
    });
  }

  /** Does one thing at a time. */
  async #attempt(what: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.refusal = null;
    this.busy = true;
    try {
      await what();
    } catch (thrown) {
      this.refusal = failureOf(thrown).message;
    } finally {
      this.busy = false;
    }
  }
}
