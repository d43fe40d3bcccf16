import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { ChangeEntry } from "../../api/types/ChangeEntry";
import type { ConductView } from "../../api/types/ConductView";
import type { Failure } from "../../api/types/Failure";
import type { SummaryPartName } from "../../api/types/SummaryPartName";
import { t } from "../../language/messages";
import { SUMMARY_PART } from "../../sitting/apply";
import type { Sitting } from "../../sitting/sitting.svelte";
import { CandidatePage } from "../candidate-page/state.svelte";
import { awardFor, reasonIsMissing } from "./award";
import { allStatements, type PlacedStatement, standsIn, statementsAt } from "./statements";

/** What of the program the conclusion needs, beside what keeps the sitting. */
export type ConcludeApi = Pick<typeof client, "conclude" | "openAssessment">;

/** What the conclusion still needs, and where it is to be given. */
export type Lacking = "reason" | "acknowledgement";

/** The conclusion of a sitting, one skill of it at a time. All that is typed here is kept at once. */
export class Conclusion {
  readonly sitting: Sitting;
  /** The candidate's page, which keeps a mark that was begun while the assessor looks after something. */
  readonly page: CandidatePage;
  /** What is missing, since somebody wanted to conclude without it. */
  lacking: Lacking | null = $state.raw(null);
  /** Why it was not concluded. */
  problem: string | null = $state.raw(null);
  concluding = $state.raw(false);
  readonly #api: ConcludeApi;

  constructor(sitting: Sitting, api: ConcludeApi = client) {
    this.sitting = sitting;
    this.page = new CandidatePage(sitting, api);
    this.#api = api;
  }

  get view(): AssessmentView {
    return this.sitting.view;
  }

  /** The statements of which another rating alone would change the computed level. */
  get decisive(): PlacedStatement[] {
    const { decisive } = this.view.outcome;
    return allStatements(this.view).filter((statement) => standsIn(decisive, statement));
  }

  /** The statements without a finding, those first that can still change the level. */
  get open(): PlacedStatement[] {
    const open = allStatements(this.view).filter(({ finding }) => finding === null);
    return [...open.filter((one) => this.isDeciding(one)), ...open.filter((one) => !this.isDeciding(one))];
  }

  /** Whether a rating of this open statement can still change the level. */
  isDeciding(statement: PlacedStatement): boolean {
    return standsIn(this.view.outcome.deciding, statement);
  }

  /** Shows another skill of the sitting. */
  async showSkill(assessment: string): Promise<void> {
    if (assessment !== this.view.assessment) await this.sitting.open(assessment);
  }

  /** Proposes a level; null: none. A reason that was typed stays, in case it is needed again. */
  award(level: number | null): void {
    this.sitting.change(this.#proposal(awardFor(level, this.view), this.view.proposal.reason));
  }

  /** Takes over, as it is typed, why the award differs. */
  writeReason(text: string): void {
    this.sitting.type(this.#proposal(this.view.proposal.award, text));
  }

  /** What is wrong with the reason; null: nothing, or nobody asked yet. */
  get reasonProblem(): string | null {
    const { award, reason } = this.view.proposal;
    if (this.lacking === "reason" && reasonIsMissing(this.view)) return t("conclude.award.reasonMissing");
    return this.sitting.refusal(this.#proposal(award, reason));
  }

  /** One of the texts beside the level. */
  summary(part: SummaryPartName): string {
    return this.view.summary[SUMMARY_PART[part]];
  }

  /** Takes over one of the texts as it is typed. */
  writeSummary(part: SummaryPartName, text: string): void {
    this.sitting.type(this.#summary(part, text));
  }

  /** What is wrong with one of the texts. */
  summaryProblem(part: SummaryPartName): string | null {
    return this.sitting.refusal(this.#summary(part, ""));
  }

  /** The statements that the ratings suggest to speak of and whose words the text does not hold yet. */
  suggestions(part: SummaryPartName): PlacedStatement[] {
    const text = this.summary(part);
    const suggested = statementsAt(this.view, this.view.suggestions[SUMMARY_PART[part]]);
    return suggested.filter((statement) => !text.includes(statement.text));
  }

  /** Puts the words of a statement at the end of one of the texts, on a line of their own. */
  take(part: SummaryPartName, { at, text }: PlacedStatement): void {
    const before = this.summary(part).trimEnd();
    const line = t("conclude.summary.line", { ...at, text });
    this.sitting.change(this.#summary(part, before === "" ? line : `${before}\n${line}`));
  }

  /** Takes over how the sitting was held. */
  writeConduct(conduct: ConductView): void {
    this.sitting.type({ kind: "conduct", conduct });
  }

  /** Whether the candidate's acknowledgement is there and counts. */
  get acknowledged(): boolean {
    return this.view.sitting.status.acknowledgement.kind === "given";
  }

  /** Takes over, as it is typed, why there is no acknowledgement. */
  writeMissing(text: string): void {
    this.sitting.type({ kind: "missing-because", text });
  }

  /** What is wrong with the reason for there being no acknowledgement. */
  get missingProblem(): string | null {
    const text = this.view.sitting.signOff.missingBecause;
    if (this.lacking === "acknowledgement" && this.#acknowledgementIsMissing()) {
      return t("conclude.acknowledgement.missing");
    }
    return this.sitting.refusal({ kind: "missing-because", text });
  }

  /** Concludes all skills of the sitting; null if that did not happen, and then a sentence says why. */
  async conclude(): Promise<AssessmentView | null> {
    if (this.concluding) return null;
    this.problem = null;
    this.lacking = null;
    this.concluding = true;
    try {
      // The status line, and the field concerned, say what was not saved.
      if (!(await this.sitting.flush())) return null;
      if (await this.#lacksSomething()) return null;
      const { assessment, sitting } = this.view;
      return await this.#api.conclude({ interview: sitting.interview, assessment });
    } catch (thrown) {
      await this.#refused(failureOf(thrown));
      return null;
    } finally {
      this.concluding = false;
    }
  }

  async #lacksSomething(): Promise<boolean> {
    if (await this.#showMissingReason()) return true;
    if (!this.#acknowledgementIsMissing()) return false;
    this.lacking = "acknowledgement";
    return true;
  }

  /** Goes to the first skill whose award differs without a reason, this one before all others. */
  async #showMissingReason(): Promise<boolean> {
    if (!reasonIsMissing(this.view)) {
      const others = this.view.sitting.skills.filter(({ assessment }) => assessment !== this.view.assessment);
      const views = await Promise.all(others.map(({ assessment }) => this.#api.openAssessment(assessment)));
      const lacking = views.find(reasonIsMissing);
      if (!lacking) return false;
      this.sitting.replace(lacking);
    }
    this.lacking = "reason";
    return true;
  }

  async #refused({ code, message }: Failure): Promise<void> {
    if (code !== "reason-missing" || !(await this.#showMissingReason().catch(() => false))) {
      this.problem = message;
    }
  }

  #acknowledgementIsMissing(): boolean {
    return !this.acknowledged && this.view.sitting.signOff.missingBecause.trim() === "";
  }

  #proposal(award: AssessmentView["proposal"]["award"], reason: string): ChangeEntry {
    return { kind: "proposal", assessment: this.view.assessment, proposal: { award, reason } };
  }

  #summary(part: SummaryPartName, text: string): ChangeEntry {
    return { kind: "summary", assessment: this.view.assessment, part, text };
  }
}
