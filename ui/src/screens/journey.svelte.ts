import * as client from "../api/client";
import { failureOf } from "../api/failure";
import type { AssessmentView } from "../api/types/AssessmentView";
import type { Place } from "../api/types/Place";
import { Sitting } from "../sitting/sitting.svelte";
import { Conclusion } from "./conclude/state.svelte";
import { Interview } from "./interview/state.svelte";
import { People } from "./people/state.svelte";
import { PersonPage } from "./person/state.svelte";
import { Review } from "./review/state.svelte";
import { Settings } from "./settings/state.svelte";
import { Signing } from "./sign/state.svelte";
import { Start } from "./start/state.svelte";
import { Verification } from "./verify/state.svelte";

/** A screen other than home, with the state it works on. */
export type Route =
  | { screen: "start"; start: Start }
  | { screen: "settings"; settings: Settings }
  | { screen: "interview"; interview: Interview }
  | { screen: "conclude"; conclusion: Conclusion }
  | { screen: "candidate-page"; conclusion: Conclusion }
  | { screen: "sign"; signing: Signing }
  | { screen: "people"; people: People }
  | { screen: "person"; page: PersonPage }
  | { screen: "verify"; verification: Verification }
  | { screen: "review"; review: Review; verification: Verification };

/** The way through the screens, from home and back to it. */
export class Journey {
  /** Where it is now; null: at home. */
  route: Route | null = $state.raw(null);
  /** Why it led back home, if not by the user's own will. */
  notice: string | null = $state.raw(null);
  /** A new interview that was left before it started: a slip of the keyboard is to lose nothing that was typed. */
  #unfinished: Start | null = null;
  readonly #api: Pick<typeof client, "openAssessment">;

  constructor(api: Pick<typeof client, "openAssessment"> = client) {
    this.#api = api;
  }

  /** A new interview that was left before it started; null: there is none. */
  get unfinished(): Start | null {
    return this.#unfinished;
  }

  goHome(notice: string | null = null): void {
    this.notice = notice;
    this.route = null;
  }

  /** Begins a new interview, or goes on with the one that was being filled in, unless it is about somebody else. */
  goToStart(candidate?: string): void {
    const start = candidate ? new Start(candidate) : (this.#unfinished ?? new Start());
    if (start === this.#unfinished) this.#unfinished = null;
    this.route = { screen: "start", start };
  }

  /** Goes home from a new interview that has not started. */
  leaveStart(start: Start): void {
    if (start.begun) this.#unfinished = start;
    this.goHome();
  }

  goToSettings(): void {
    this.route = { screen: "settings", settings: new Settings() };
  }

  /** Shows everybody on whom something is held. */
  goToPeople(): void {
    this.route = { screen: "people", people: new People() };
  }

  /** Shows what is held on a candidate. */
  goToPerson(candidate: string): void {
    this.route = { screen: "person", page: new PersonPage(candidate) };
  }

  /** Verifies files, or waits for some. */
  goToVerify(files: readonly File[] = []): void {
    this.goBackToVerify(new Verification(files));
  }

  goBackToVerify(verification: Verification): void {
    this.route = { screen: "verify", verification };
  }

  /** Opens a received report; the way back leads to what was verified. */
  goToReview(report: string, verification: Verification): void {
    this.route = { screen: "review", review: new Review(report), verification };
  }

  goToInterview(view: AssessmentView, at?: Place): void {
    const sitting = new Sitting(view);
    if (at) sitting.moveTo(at);
    this.route = { screen: "interview", interview: new Interview(sitting) };
  }

  goToCandidatePage(conclusion: Conclusion): void {
    this.route = { screen: "candidate-page", conclusion };
  }

  goBackToConclusion(conclusion: Conclusion): void {
    this.route = { screen: "conclude", conclusion };
  }

  goToSigning(view: AssessmentView): void {
    this.route = { screen: "sign", signing: new Signing(view) };
  }

  /** Opens an assessment: a draft where it stands or at a statement, a concluded one where it is signed. */
  resume(assessment: string, at?: Place): Promise<void> {
    return this.#read(assessment, (view) =>
      view.conclusion ? this.goToSigning(view) : this.goToInterview(view, at),
    );
  }

  /** Concludes what is on disk, not what a screen believes to be there. */
  goToConclusion(assessment: string): Promise<void> {
    return this.#read(assessment, (view) => this.goBackToConclusion(new Conclusion(new Sitting(view))));
  }

  async #read(assessment: string, show: (view: AssessmentView) => void): Promise<void> {
    try {
      show(await this.#api.openAssessment(assessment));
    } catch (thrown) {
      this.goHome(failureOf(thrown).message);
    }
  }
}
