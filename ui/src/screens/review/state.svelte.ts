import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { CountersignedReport } from "../../api/types/CountersignedReport";
import type { ReviewDraft } from "../../api/types/ReviewDraft";
import type { ReviewView } from "../../api/types/ReviewView";
import { type OpenPdf, Preview } from "../../components/pdf/preview.svelte";
import { t } from "../../language/messages";
import { Draft } from "../../sitting/draft.svelte";
import type { Savable } from "../../sitting/savable";
import { keyOf, type Placed, sampleOf, statementsOf } from "./statements";

/** What of the program the review screen needs. */
export type ReviewApi = Pick<
  typeof client,
  | "review"
  | "saveReview"
  | "countersign"
  | "previewReceived"
  | "saveReceived"
  | "showReceived"
  | "beforeClose"
>;

/** What is missing before a review can be signed, a sentence for each; null: nothing. */
interface Missing {
  sample: string | null;
  decision: string | null;
  reason: string | null;
  name: string | null;
  passphrase: string | null;
}

const NOTHING_MISSING: Missing = { sample: null, decision: null, reason: null, name: null, passphrase: null };

/** A received report that is reviewed: what was checked, what is decided, and the signature under it. */
export class Review implements Savable {
  /** The report's id. */
  readonly report: string;
  readonly preview: Preview;
  /** Null until it is read. */
  view: ReviewView | null = $state.raw(null);
  /** Why it could not be read, or signed, or saved elsewhere. */
  problem: string | null = $state.raw(null);
  /** Which of the statements is shown. */
  index = $state.raw(0);
  passphrase = $state("");
  /** The reviewer's name, where there is no identity yet. */
  name = $state("");
  signing = $state.raw(false);
  missing: Missing = $state.raw(NOTHING_MISSING);
  /** The countersigned report; null until it is signed here and now. */
  signed: CountersignedReport | null = $state.raw(null);
  /** Where the last copy was saved. */
  copy: string | null = $state.raw(null);
  /** What is checked and decided so far; null until it is read. */
  #draft: Draft<ReviewDraft> | null = $state.raw(null);
  /** Names of the statements that were drawn by chance. */
  #drawn: ReadonlySet<string> = $state.raw(new Set());
  readonly #statements = $derived(this.view === null ? [] : statementsOf(this.view));
  readonly #checked = $derived(new Set(this.review.sampled.map(keyOf)));
  readonly #api: ReviewApi;
  readonly #random: () => number;

  /** `openPdf` reads the pages; without it, pdf.js does. */
  constructor(
    report: string,
    api: ReviewApi = client,
    random: () => number = () => Math.random(),
    openPdf?: OpenPdf,
  ) {
    this.report = report;
    this.#api = api;
    this.#random = random;
    this.preview = new Preview(() => this.#api.previewReceived(report), openPdf);
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      const { report } = this;
      const view = await this.#api.review(report);
      this.view = view;
      this.#draft = new Draft(view.review, (review) => this.#api.saveReview({ report, review }));
    });
  }

  get saving(): boolean {
    return this.#draft?.saving ?? false;
  }

  get notSaved(): string | null {
    return this.#draft?.notSaved ?? null;
  }

  get savedAt(): string | null {
    return this.#draft?.savedAt ?? null;
  }

  retry(): void {
    this.#draft?.retry();
  }

  async flush(): Promise<boolean> {
    return this.#draft?.flush() ?? true;
  }

  beforeClose(mayClose: () => Promise<boolean>): () => void {
    return this.#api.beforeClose(mayClose);
  }

  /** The review as it stands. */
  get review(): ReviewDraft {
    return this.#draft?.value ?? { sampled: [], accepted: null, reason: "" };
  }

  /** Whether anything of the review can change. */
  get open(): boolean {
    return this.view !== null && !this.view.signed && this.view.refused === null;
  }

  /** All statements, in the order of the report. */
  get statements(): readonly Placed[] {
    return this.#statements;
  }

  /** The one that is shown. */
  get current(): Placed | undefined {
    return this.#statements[this.index];
  }

  /** Those of which another rating alone would change a level. */
  get decisive(): readonly Placed[] {
    return this.#statements.filter(({ statement }) => statement.decisive);
  }

  /** How many of these are checked. */
  countChecked(statements: readonly Placed[]): number {
    return statements.filter((one) => this.isChecked(one)).length;
  }

  isChecked({ at }: Placed): boolean {
    return this.#checked.has(keyOf(at));
  }

  /** Whether it is worth checking: it is decisive, or was drawn. */
  isSuggested({ at, statement }: Placed): boolean {
    return statement.decisive || this.#drawn.has(keyOf(at));
  }

  /**
   * The next one that is worth checking and is not checked, from the current one on; undefined: there is none, or nothing
   * can be checked any more.
   */
  get next(): Placed | undefined {
    if (!this.open) return undefined;
    const from = this.index + 1;
    const ahead = [...this.#statements.slice(from), ...this.#statements.slice(0, from)];
    return ahead.find((one) => this.isSuggested(one) && !this.isChecked(one));
  }

  /** Marks statements to look at; nothing of the review changes. */
  draw(): void {
    this.#drawn = new Set(sampleOf(this.#statements, this.#random).map(keyOf));
  }

  show(statement: Placed): void {
    this.index = Math.max(this.#statements.indexOf(statement), 0);
  }

  step(by: 1 | -1): void {
    this.index = Math.min(Math.max(this.index + by, 0), this.#statements.length - 1);
  }

  goOn(): void {
    if (this.next) this.show(this.next);
  }

  /** Checks the current statement, or takes that back. */
  toggle(): void {
    const { current } = this;
    if (!current || !this.open) return;
    const checked = new Set(this.#checked);
    if (!checked.delete(keyOf(current.at))) checked.add(keyOf(current.at));
    const sampled = this.#statements.filter(({ at }) => checked.has(keyOf(at))).map(({ at }) => at);
    this.#draft?.change({ ...this.review, sampled });
    this.missing = { ...this.missing, sample: null };
  }

  decide(accepted: boolean): void {
    this.#draft?.change({ ...this.review, accepted });
    this.missing = { ...this.missing, decision: null, reason: null };
  }

  write(reason: string): void {
    this.#draft?.type({ ...this.review, reason });
    this.missing = { ...this.missing, reason: null };
  }

  /** Signs the review, once nothing is missing and all of it is on disk. */
  async countersign(): Promise<void> {
    if (this.signing || !this.#draft || !this.view) return;
    this.missing = this.#whatIsMissing();
    if (Object.values(this.missing).some((sentence) => sentence !== null)) return;
    this.signing = true;
    const { report, passphrase } = this;
    const name = this.view.reviewer === null ? this.name.trim() : null;
    await this.#attempt(async () => {
      // What can't be saved can't be signed either, and the status line says why.
      if (!(await this.#draft?.flush())) return;
      this.signed = await this.#api.countersign({ report, name, passphrase });
      this.passphrase = "";
      this.view = await this.#api.review(report);
      if (this.preview.pdf) void this.preview.load();
    });
    this.signing = false;
  }

  /** Lets the user save the report as it is kept. */
  async saveCopy(): Promise<void> {
    await this.#attempt(async () => {
      this.copy = (await this.#api.saveReceived(this.report)) ?? this.copy;
    });
  }

  /** Shows the countersigned report in its folder. */
  async showFile(): Promise<void> {
    await this.#attempt(() => this.#api.showReceived(this.report));
  }

  #whatIsMissing(): Missing {
    const { sampled, accepted, reason } = this.review;
    return {
      sample: sampled.length === 0 ? t("review.decide.sampleMissing") : null,
      decision: accepted === null ? t("review.decide.missing") : null,
      reason: accepted === false && reason.trim() === "" ? t("review.decide.reasonMissing") : null,
      name: this.view?.reviewer === null && this.name.trim() === "" ? t("review.sign.nameMissing") : null,
      passphrase: this.passphrase === "" ? t("vault.passphrase.missing") : null,
    };
  }

  async #attempt(step: () => Promise<unknown>): Promise<void> {
    this.problem = null;
    try {
      await step();
    } catch (thrown) {
      const { code, message } = failureOf(thrown);
      if (code === "wrong-passphrase") this.missing = { ...this.missing, passphrase: message };
      else this.problem = message;
    }
  }
}
