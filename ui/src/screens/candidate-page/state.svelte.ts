import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AcknowledgementView } from "../../api/types/AcknowledgementView";
import type { AgreementName } from "../../api/types/AgreementName";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { ChangeEntry } from "../../api/types/ChangeEntry";
import type { MarkView } from "../../api/types/MarkView";
import { t } from "../../language/messages";
import type { Sitting } from "../../sitting/sitting.svelte";
import { isEmpty, type Point, thinned } from "./drawing";

/** What of the program the candidate's page needs, beside what keeps the sitting. */
export type CandidatePageApi = Pick<typeof client, "openAssessment">;

/** The page that the candidate reads, and what they say to it. */
export class CandidatePage {
  readonly sitting: Sitting;
  /** Whether the mark is drawn or typed. */
  way: MarkView["kind"] = $state.raw("drawn");
  /** What is drawn and not given yet. */
  lines: Point[][] = $state.raw([]);
  /** The name that is typed and not given yet. */
  name = $state("");
  /** Why the other skills can't be shown. */
  problem: string | null = $state.raw(null);
  /** Why a mark can't be taken; null if it can, or nobody gave one. */
  markProblem: string | null = $state.raw(null);
  #others: readonly AssessmentView[] = $state.raw([]);
  /** Whether everything was on disk when the other skills were read; if not, they may have changed since. */
  #othersAreCurrent = true;
  readonly #api: CandidatePageApi;

  constructor(sitting: Sitting, api: CandidatePageApi = client) {
    this.sitting = sitting;
    this.#api = api;
  }

  /** The skills of the sitting in their order, as far as they are read. */
  get skills(): AssessmentView[] {
    const { view } = this.sitting;
    const known = [view, ...this.#others];
    return view.sitting.skills.flatMap(
      ({ assessment }) => known.find((one) => one.assessment === assessment) ?? [],
    );
  }

  /** Whether every skill of the sitting is on the page. */
  get complete(): boolean {
    return this.skills.length === this.sitting.view.sitting.skills.length;
  }

  /** Whether a mark is drawn or typed and not given yet. */
  get begun(): boolean {
    return !isEmpty(this.lines) || this.name.trim() !== "";
  }

  /** Reads the other skills of the sitting. */
  async load(): Promise<void> {
    this.problem = null;
    this.#others = [];
    this.#othersAreCurrent = await this.sitting.flush();
    const { assessment, sitting } = this.sitting.view;
    const others = sitting.skills.filter((skill) => skill.assessment !== assessment);
    try {
      this.#others = await Promise.all(others.map((skill) => this.#api.openAssessment(skill.assessment)));
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }

  /** Takes over the candidate's comment as it is typed. */
  writeComment(text: string): void {
    this.sitting.type({ kind: "comment", text });
  }

  /** What is wrong with the comment. */
  get commentProblem(): string | null {
    return this.sitting.refusal({ kind: "comment", text: "" });
  }

  /** Keeps whether the candidate agrees; null takes the answer back. */
  agree(agreement: AgreementName | null): void {
    this.sitting.change({ kind: "agreement", agreement });
  }

  get acknowledgement(): AcknowledgementView {
    return this.sitting.view.sitting.status.acknowledgement;
  }

  /** Chooses whether to draw or to type. What was begun the other way stays. */
  choose(way: MarkView["kind"]): void {
    this.way = way;
    this.markProblem = null;
  }

  /** Wipes what is drawn. */
  clear(): void {
    this.lines = [];
    this.markProblem = null;
  }

  /** Gives the mark, if there is one; a sentence says what is missing. */
  async acknowledge(): Promise<void> {
    this.markProblem = this.#whatIsMissing();
    if (this.markProblem !== null) return;
    const mark = this.#mark();
    this.markProblem = await this.#whyNotFinal();
    if (this.markProblem !== null) return;
    this.sitting.change(acknowledging(mark));
    await this.sitting.flush();
    const refused = this.sitting.refusal(acknowledging(null));
    if (refused === null) return this.#forget();
    this.markProblem = refused;
    // The mark stays in its field; as a change that waits to be tried again it would hold up the conclusion.
    this.sitting.forgetRefused(acknowledging(null));
  }

  /** Takes the acknowledgement back. */
  async takeBack(): Promise<void> {
    this.sitting.change(acknowledging(null));
    await this.sitting.flush();
  }

  #whatIsMissing(): string | null {
    if (!this.complete) return t("candidatePage.mark.notAllRead");
    if (this.way === "drawn") return isEmpty(this.lines) ? t("candidatePage.mark.nothingDrawn") : null;
    return this.name.trim() === "" ? t("candidatePage.mark.nothingTyped") : null;
  }

  /** Why what is on the page is not what the candidate would acknowledge; null: it is. */
  async #whyNotFinal(): Promise<string | null> {
    if (!(await this.sitting.flush())) return t("candidatePage.mark.notAllSaved");
    if (this.#othersAreCurrent) return null;
    await this.load();
    return this.complete ? t("candidatePage.mark.readAnew") : t("candidatePage.mark.notAllRead");
  }

  #mark(): MarkView {
    return this.way === "drawn"
      ? { kind: "drawn", lines: thinned(this.lines) }
      : { kind: "typed", name: this.name };
  }

  #forget(): void {
    this.lines = [];
    this.name = "";
  }
}

function acknowledging(mark: MarkView | null): ChangeEntry {
  return { kind: "acknowledgement", mark };
}
