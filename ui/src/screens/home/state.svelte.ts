import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { Home } from "../../api/types/Home";

/** What of the program the home screen needs. */
export type HomeApi = Pick<typeof client, "home">;

/** The lists of the home screen, once they are there. */
export class HomeList {
  /** Null until they are read. */
  lists: Home | null = $state.raw(null);
  /** Why they could not be read; null if they could. */
  problem: string | null = $state.raw(null);
  /** Why something else brought the user back here; null if nothing did. */
  readonly notice: string | null;
  readonly #api: HomeApi;

  constructor(notice: string | null = null, api: HomeApi = client) {
    this.notice = notice;
    this.#api = api;
  }

  /** Whether nobody was interviewed yet. */
  get empty(): boolean {
    return this.lists !== null && this.lists.inProgress.length === 0 && this.lists.history.length === 0;
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.lists = await this.#api.home();
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }
}
