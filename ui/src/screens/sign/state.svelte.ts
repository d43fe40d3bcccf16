import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { Failure } from "../../api/types/Failure";
import type { ReportView } from "../../api/types/ReportView";
import type { SigningView } from "../../api/types/SigningView";
import { t } from "../../language/messages";
import { type OpenPdf, Preview } from "../../components/pdf/preview.svelte";

/** What of the program the sign screen needs. */
export type SignApi = Pick<
  typeof client,
  | "prepareSigning"
  | "signReport"
  | "chooseFolder"
  | "saveCopy"
  | "previewReport"
  | "openReport"
  | "showReport"
  | "correct"
>;

/** A concluded assessment on its way to a signed report. */
export class Signing {
  readonly view: AssessmentView;
  readonly preview: Preview;
  /** Null until it is read. */
  prepared: SigningView | null = $state.raw(null);
  folder = $state.raw("");
  /** Null until it is signed. */
  report: ReportView | null = $state.raw(null);
  passphrase = $state("");
  /** Where the last copy was saved. */
  copy: string | null = $state.raw(null);

  signing = $state.raw(false);
  problem: string | null = $state.raw(null);
  passphraseProblem: string | null = $state.raw(null);
  readonly #api: SignApi;

  /** `openPdf` reads the preview; without it, pdf.js does. */
  constructor(view: AssessmentView, api: SignApi = client, openPdf?: OpenPdf) {
    this.view = view;
    this.preview = new Preview(() => this.#api.previewReport(view.assessment), openPdf);
    this.#api = api;
  }

  /** Whether the first signature makes the key. */
  get makesKey(): boolean {
    return this.prepared !== null && this.prepared.fingerprint === null;
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      const prepared = await this.#api.prepareSigning(this.view.assessment);
      this.prepared = prepared;
      this.folder = prepared.folder;
      this.report = prepared.report;
    });
  }

  async changeFolder(): Promise<void> {
    await this.#attempt(async () => {
      this.folder = (await this.#api.chooseFolder()) ?? this.folder;
    });
  }

  async saveCopy(): Promise<void> {
    await this.#attempt(async () => {
      this.copy = (await this.#api.saveCopy(this.view.assessment)) ?? this.copy;
    });
  }

  /** Opens the signed report in the system's viewer. */
  async open(): Promise<void> {
    await this.#attempt(() => this.#api.openReport(this.view.assessment));
  }

  /** Shows the signed report in its folder. */
  async show(): Promise<void> {
    await this.#attempt(() => this.#api.showReport(this.view.assessment));
  }

  /** Begins a correction; null if that failed, and then a sentence says why. */
  async correct(): Promise<AssessmentView | null> {
    let correction: AssessmentView | null = null;
    await this.#attempt(async () => {
      correction = await this.#api.correct(this.view.assessment);
    });
    return correction;
  }

  /** Signs; a sentence says what happened. */
  async sign(): Promise<void> {
    if (this.signing) return;
    this.passphraseProblem = this.passphrase === "" ? t("sign.form.passphraseMissing") : null;
    if (this.passphraseProblem !== null) return;
    this.signing = true;
    try {
      this.problem = null;
      const { assessment } = this.view;
      this.report = await this.#api.signReport({ assessment, passphrase: this.passphrase });
      this.passphrase = "";
      // The report has its signature on it now.
      void this.preview.load();
    } catch (thrown) {
      // The key may have been made before the rest failed.
      await this.load();
      this.#refused(failureOf(thrown));
    }
    this.signing = false;
  }

  async #attempt(step: () => Promise<unknown>): Promise<void> {
    this.problem = null;
    try {
      await step();
    } catch (thrown) {
      this.#refused(failureOf(thrown));
    }
  }

  #refused({ code, message }: Failure): void {
    if (code === "wrong-passphrase") this.passphraseProblem = message;
    else this.problem = message;
  }
}
