import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { SittingView } from "../../api/types/SittingView";
import { SkillChoice } from "./skill.svelte";

/** What of the program adding a skill needs. */
export type AddingApi = Pick<typeof client, "startForm" | "addSkill">;

/** One more skill for a sitting, as it is chosen. */
export class Adding {
  /** Null until the skills are read. */
  choice: SkillChoice | null = $state.raw(null);
  /** Why the skills could not be read, or the chosen one not be added. */
  problem: string | null = $state.raw(null);
  adding = $state.raw(false);
  readonly #sitting: SittingView;
  readonly #api: AddingApi;

  constructor(sitting: SittingView, api: AddingApi = client) {
    this.#sitting = sitting;
    this.#api = api;
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      const choice = new SkillChoice();
      const taken = this.#sitting.skills.map(({ skill }) => skill);
      choice.offer(await this.#api.startForm(), taken);
      this.choice = choice;
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }

  /** Adds what is chosen; null if it was not added, and then a sentence says why. */
  async add(): Promise<AssessmentView | null> {
    if (!this.choice?.route || this.adding) return null;
    const { code, edition, rule, route } = this.choice;
    this.problem = null;
    this.adding = true;
    try {
      return await this.#api.addSkill({ interview: this.#sitting.interview, code, edition, rule, route });
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
      return null;
    } finally {
      this.adding = false;
    }
  }
}
