import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { Home } from "../../api/types/Home";
import type { SittingView } from "../../api/types/SittingView";

/** What of the program the home screen needs. */
export type HomeApi = Pick<typeof client, "home" | "beginSample" | "openAssessment" | "discard" | "correct">;

/** A draft that somebody is about to delete. */
export interface Discarding {
  /** The assessment at which it was asked for. */
  assessment: string;
  /** All that goes with it. */
  sitting: SittingView;
}

/** The lists of the home screen, once they are there, and what can be done with them. */
export class HomeList {
  /** Null until they are read. */
  lists: Home | null = $state.raw(null);
  /** Why they could not be read; null if they could. */
  problem: string | null = $state.raw(null);
  /** Why the user was brought back here, or what could not be done; null: nothing of that kind. */
  notice: string | null = $state.raw(null);
  /** What is deleted once it is confirmed; null: nothing. */
  discarding: Discarding | null = $state.raw(null);
  /** Who was interviewed in what was deleted last; null: nothing was deleted. */
  discarded: string | null = $state.raw(null);
  /** Whether something was begun that the user waits for. */
  busy = $state.raw(false);
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

  /** Begins the sample interview; null if it did not begin. */
  trySample(): Promise<AssessmentView | null> {
    return this.#wait(() => this.#api.beginSample());
  }

  /** Begins the correction of a concluded assessment; null if it did not begin. */
  correct(assessment: string): Promise<AssessmentView | null> {
    return this.#wait(() => this.#api.correct(assessment));
  }

  /** Asks whether a draft is to be deleted, once it is known what goes with it. */
  async askToDiscard(assessment: string): Promise<void> {
    this.discarded = null;
    const view = await this.#wait(() => this.#api.openAssessment(assessment));
    this.discarding = view && { assessment, sitting: view.sitting };
  }

  /** The draft stays. */
  keep(): void {
    this.discarding = null;
  }

  /** Deletes what was asked about, for good. */
  async discard(): Promise<void> {
    const { discarding } = this;
    if (!discarding) return;
    await this.#wait(async () => {
      await this.#api.discard(discarding.sitting.interview);
      this.discarded = discarding.sitting.candidate;
    });
    this.discarding = null;
    await this.load();
  }

  /** Does one thing at a time; what goes wrong is a notice, and the answer null. */
  async #wait<Answer>(what: () => Promise<Answer>): Promise<Answer | null> {
    if (this.busy) return null;
    this.notice = null;
    this.busy = true;
    try {
      return await what();
    } catch (thrown) {
      this.notice = failureOf(thrown).message;
      return null;
    } finally {
      this.busy = false;
    }
  }
}
