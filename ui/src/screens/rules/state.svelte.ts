import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { OutcomeView } from "../../api/types/OutcomeView";
import type { RuleParameters } from "../../api/types/RuleParameters";
import type { RuleView } from "../../api/types/RuleView";
import { RuleDraft } from "./draft.svelte";

/** What of the program the choice of a rule needs. */
export type RulesApi = Pick<typeof client, "decisionRules" | "tryRule" | "saveRule">;

/** The choice of a rule for an assessment, and what each would make of its ratings. */
export class RuleChoice {
  /** Null until they are read. */
  rules: readonly RuleView[] | null = $state.raw(null);
  /** The rule that is looked at. */
  chosen: RuleView | null = $state.raw(null);
  /** The rule of one's own that is being written; null: one of the list is looked at. */
  draft: RuleDraft | null = $state.raw(null);
  /** What the rule would make of the ratings; null: not known. */
  tried: OutcomeView | null = $state.raw(null);
  /** Why the rules could not be read, tried or saved. */
  problem: string | null = $state.raw(null);
  saving = $state.raw(false);

  #asked = 0;
  readonly #view: AssessmentView;
  readonly #api: RulesApi;

  constructor(view: AssessmentView, api: RulesApi = client) {
    this.#view = view;
    this.#api = api;
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.rules = await this.#api.decisionRules();
      this.chosen = this.rules.find(({ name }) => name === this.#view.rule.name) ?? this.rules[0] ?? null;
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }

  /** The parameters that are looked at; null: what was typed is no rule yet. */
  get parameters(): RuleParameters | null {
    return this.draft ? this.draft.parameters : (this.chosen?.parameters ?? null);
  }

  /** Whether the rule that is looked at is the one in use, in the same version. */
  get inUse(): boolean {
    const { rule } = this.#view;
    return this.draft === null && this.chosen?.name === rule.name && this.chosen.version === rule.version;
  }

  /** Asks what `parameters` would make of the ratings. Of answers that overtake each other, the last asked counts. */
  async try(parameters: RuleParameters | null): Promise<void> {
    const asked = (this.#asked += 1);
    if (!parameters) {
      this.tried = null;
      return;
    }
    try {
      const { outcome } = await this.#api.tryRule({ assessment: this.#view.assessment, parameters });
      if (asked !== this.#asked) return;
      this.tried = outcome;
      this.problem = null;
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.tried = null;
      this.problem = failureOf(thrown).message;
    }
  }

  /** Begins a rule of one's own with what is looked at. */
  write(): void {
    if (this.chosen && this.rules) this.draft = new RuleDraft(this.chosen, this.rules);
  }

  /** The name of the rule to use, once it is kept; null: it is not, and then a sentence says why. */
  async settle(): Promise<string | null> {
    if (!this.draft) return this.chosen?.name ?? null;
    const asked = this.draft.ask();
    if (!asked || this.saving) return null;
    if (this.draft.unchanged) return asked.name;
    this.problem = null;
    this.saving = true;
    try {
      return (await this.#api.saveRule(asked)).name;
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
      return null;
    } finally {
      this.saving = false;
    }
  }
}
