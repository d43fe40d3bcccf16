import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { PersonEntry } from "../../api/types/PersonEntry";

/** What of the program the list of candidates needs. */
export type PeopleApi = Pick<typeof client, "people">;

/** Everybody on whom something is held. */
export class People {
  /** Null until they are read. */
  list: readonly PersonEntry[] | null = $state.raw(null);
  problem: string | null = $state.raw(null);
  readonly #api: PeopleApi;

  constructor(api: PeopleApi = client) {
    this.#api = api;
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.list = await this.#api.people();
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }
}
