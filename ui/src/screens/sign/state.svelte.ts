import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { DataName } from "../../api/types/DataName";
import type { Failure } from "../../api/types/Failure";
import type { ProfileName } from "../../api/types/ProfileName";
import type { ProfileView } from "../../api/types/ProfileView";
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
  | "saveData"
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
  /** How much the report that is shown, and to be signed, shows. */
  profile: ProfileName = $state.raw("full");
  /** What was signed of each profile. */
  reports: Partial<Record<ProfileName, ReportView>> = $state.raw({});
  passphrase = $state("");
  /** Where the last copy was saved. */
  copy: string | null = $state.raw(null);
  /** Where ratings or record were saved last. */
  data: string | null = $state.raw(null);

  signing = $state.raw(false);
  problem: string | null = $state.raw(null);
  passphraseProblem: string | null = $state.raw(null);
  readonly #api: SignApi;

  /** `openPdf` reads the preview; without it, pdf.js does. */
  constructor(view: AssessmentView, api: SignApi = client, openPdf?: OpenPdf) {
    this.view = view;
    this.preview = new Preview(() => this.#api.previewReport(view.assessment, this.profile), openPdf);
    this.#api = api;
  }

  /** The profiles that there are; none until they are read. */
  get profiles(): ProfileView[] {
    return this.prepared?.profiles ?? [];
  }

  /** The report of the chosen profile; null until it is signed. */
  get report(): ReportView | null {
    return this.reports[this.profile] ?? null;
  }

  /** The name that the file will have. */
  get fileName(): string {
    return this.profiles.find(({ profile }) => profile === this.profile)?.fileName ?? "";
  }

  /** Shows the report of another profile. */
  choose(profile: ProfileName): void {
    if (this.signing || profile === this.profile) return;
    this.profile = profile;
    this.copy = null;
    this.problem = null;
    this.passphraseProblem = null;
    void this.preview.load();
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
      const signed = prepared.profiles.filter(({ report }) => report !== null);
      this.reports = Object.fromEntries(signed.map(({ profile, report }) => [profile, report]));
    });
  }

  async changeFolder(): Promise<void> {
    await this.#attempt(async () => {
      this.folder = (await this.#api.chooseFolder()) ?? this.folder;
    });
  }

  async saveCopy(): Promise<void> {
    await this.#attempt(async () => {
      this.copy = (await this.#api.saveCopy(this.view.assessment, this.profile)) ?? this.copy;
    });
  }

  /** Lets the user save the ratings or the record alone. */
  async saveData(kind: DataName): Promise<void> {
    await this.#attempt(async () => {
      this.data = (await this.#api.saveData(this.view.assessment, kind)) ?? this.data;
    });
  }

  /** Opens the signed report in the system's viewer. */
  async open(): Promise<void> {
    await this.#attempt(() => this.#api.openReport(this.view.assessment, this.profile));
  }

  /** Shows the signed report in its folder. */
  async show(): Promise<void> {
    await this.#attempt(() => this.#api.showReport(this.view.assessment, this.profile));
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
      const { profile } = this;
      const { assessment } = this.view;
      const report = await this.#api.signReport({ assessment, profile, passphrase: this.passphrase });
      this.reports = { ...this.reports, [profile]: report };
      if (this.prepared) this.prepared = { ...this.prepared, fingerprint: report.signerFingerprint };
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
