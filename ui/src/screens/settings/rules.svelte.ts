import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { RuleView } from "../../api/types/RuleView";
import { RuleDraft } from "../rules/draft.svelte";

/** What of the program the list of rules needs. */
export type OwnRulesApi = Pick<typeof client, "decisionRules" | "saveRule">;

/** Decision rules of one's own, away from any assessment. */
export class OwnRules {
  /** All rules, those that every workspace has among them; null until they are read. */
  all: readonly RuleView[] | null = $state.raw(null);
  /** The rule that is being written; null: none is. */
  draft: RuleDraft | null = $state.raw(null);
  /** Why they could not be read, or the rule not be saved. */
  problem: string | null = $state.raw(null);
  saving = $state.raw(false);
  readonly #api: OwnRulesApi;

  constructor(api: OwnRulesApi) {
    this.#api = api;
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.all = await this.#api.decisionRules();
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }

  /** The workspace's own rules. */
  get own(): readonly RuleView[] {
    return this.all?.filter((rule) => rule.own) ?? [];
  }

  /** Begins a new version of a rule; without one, a new rule with the parameters of the default. */
  write(rule?: RuleView): void {
    const from = rule ?? this.all?.[0];
    if (from && this.all) this.draft = new RuleDraft(from, this.all);
  }

  /** Forgets the rule that is being written. */
  leave(): void {
    this.draft = null;
    this.problem = null;
  }

  /** Saves the rule that is being written; resolves to whether it is on disk. */
  async save(): Promise<boolean> {
    const asked = this.draft?.ask();
    if (!asked || this.saving) return false;
    this.problem = null;
    this.saving = true;
    try {
      if (!this.draft?.unchanged) await this.#api.saveRule(asked);
      this.draft = null;
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
      return false;
    } finally {
      this.saving = false;
    }
    await this.load();
    return true;
  }
}
