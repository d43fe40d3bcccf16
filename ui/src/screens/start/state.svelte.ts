import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { CandidateOption } from "../../api/types/CandidateOption";
import type { ConductView } from "../../api/types/ConductView";
import type { StartForm } from "../../api/types/StartForm";
import { t } from "../../language/messages";
import { NO_CONDUCT } from "../../sitting/conduct";
import { SkillChoice } from "./skill.svelte";

/** What of the program the page of a new interview needs. */
export type StartApi = Pick<typeof client, "startForm" | "startInterview">;

/** A field that the program can refuse by name. */
type Field = "name" | "reference" | "role" | "assessorName" | "organisation";

/** The program’s sentence on a field, and what stood in it then. */
interface Refusal {
  field: Field;
  value: string;
  message: string;
}

/** How the program’s sentences begin that are about one field. */
const SENTENCES: readonly (readonly [RegExp, Field])[] = [
  [/^The candidate’s reference /, "reference"],
  [/^The candidate’s role /, "role"],
  [/^The candidate’s /, "name"],
  [/^The assessor’s organisation /, "organisation"],
  [/^The assessor’s /, "assessorName"],
];

/** The fields that are not shown for somebody known. */
const CANDIDATE: readonly Field[] = ["reference", "role"];

/** A new interview as it is filled in. Nothing is kept until it starts. */
export class Start {
  /** Null until it is read. */
  form: StartForm | null = $state.raw(null);
  /** Why the form could not be read, or the interview not be started. */
  problem: string | null = $state.raw(null);
  starting = $state.raw(false);

  name = $state("");
  /** The person interviewed before who was chosen from the list; null: somebody new. */
  known: CandidateOption | null = $state.raw(null);
  reference = $state("");
  role = $state("");
  purpose = $state("");
  assessorName = $state("");
  organisation = $state("");
  conduct: ConductView = $state.raw(NO_CONDUCT);
  /** Whether the fields that are rarely needed are shown. */
  moreOpen = $state(false);
  /** The skill, where the interview starts, and the rule. */
  readonly choice = new SkillChoice();

  #triedToStart = $state.raw(false);
  #refusal: Refusal | null = $state.raw(null);
  /** The name of which the assessor said that it is somebody new, as it is compared. */
  #newName: string | null = $state.raw(null);
  readonly #candidate: string | null;
  readonly #api: StartApi;

  /** `candidate` is the id of somebody interviewed before, to begin with. */
  constructor(candidate: string | null = null, api: StartApi = client) {
    this.#candidate = candidate;
    this.#api = api;
  }

  /** Reads what there is to choose from. What was filled in before stays. */
  async load(): Promise<void> {
    this.problem = null;
    try {
      const form = await this.#api.startForm();
      if (this.form === null) this.#fillIn(form);
      else this.choice.refresh(form);
      this.form = form;
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }

  /** Whether somebody wrote down whom this is about, so that it would be a pity to lose. */
  get begun(): boolean {
    return this.name.trim() !== "" && (this.known === null || this.known.id !== this.#candidate);
  }

  /** What to do about the candidate's name; null: nothing, or nobody tried to start yet. */
  get nameProblem(): string | null {
    if (!this.#triedToStart) return null;
    if (this.name.trim() === "") return t("start.candidateMissing");
    if (this.undecided) return t("start.namesakeUndecided");
    return this.#refused("name");
  }

  get referenceProblem(): string | null {
    return this.#refused("reference");
  }

  get roleProblem(): string | null {
    return this.#refused("role");
  }

  /** What to do about the assessor's name; null: nothing, or nobody tried to start yet. */
  get assessorProblem(): string | null {
    if (!this.#triedToStart) return null;
    if (this.assessorName.trim() === "") return t("start.assessorMissing");
    return this.#refused("assessorName");
  }

  get organisationProblem(): string | null {
    return this.#refused("organisation");
  }

  /** Those interviewed before who have the name that was typed for somebody new. */
  get namesakes(): CandidateOption[] {
    const name = comparable(this.name);
    if (this.known || name === "") return [];
    return (this.form?.candidates ?? []).filter((candidate) => comparable(candidate.name) === name);
  }

  /** Whether it has to be said if this is one of the namesakes or somebody new. */
  get undecided(): boolean {
    return this.namesakes.length > 0 && this.#newName !== comparable(this.name);
  }

  chooseCandidate(candidate: CandidateOption): void {
    this.known = candidate;
    this.name = candidate.name;
  }

  /** It is nobody of those who have the name. */
  chooseSomebodyNew(): void {
    this.#newName = comparable(this.name);
  }

  /** Starts the interview; null if it did not start, and then a sentence says why. */
  async start(): Promise<AssessmentView | null> {
    this.problem = null;
    this.#refusal = null;
    this.#triedToStart = true;
    const { code, edition, rule, route } = this.choice;
    if (this.nameProblem || this.assessorProblem || !route || this.starting) return null;
    this.starting = true;
    try {
      return await this.#api.startInterview({
        candidate: this.known
          ? { kind: "known", id: this.known.id }
          : { kind: "new", name: this.name, reference: given(this.reference), role: given(this.role) },
        assessor: { name: this.assessorName, organisation: given(this.organisation) },
        edition,
        code,
        rule,
        purpose: given(this.purpose),
        route,
        conduct: this.conduct,
      });
    } catch (thrown) {
      this.#refuse(failureOf(thrown).message);
      return null;
    } finally {
      this.starting = false;
    }
  }

  #fillIn(form: StartForm): void {
    this.assessorName = form.assessor?.name ?? "";
    this.organisation = form.assessor?.organisation ?? "";
    this.purpose = form.last?.purpose ?? "";
    this.conduct = form.last?.conduct ?? NO_CONDUCT;
    const { mode, place, sponsor, observers } = this.conduct;
    this.moreOpen = [mode, place, sponsor].some((remembered) => remembered !== null) || observers.length > 0;
    this.choice.offer(form);
    const candidate = form.candidates.find(({ id }) => id === this.#candidate);
    if (candidate) this.chooseCandidate(candidate);
  }

  /** Puts the program's sentence beside the field that it names, if it names one. */
  #refuse(message: string): void {
    const field = SENTENCES.find(([beginning]) => beginning.test(message))?.[1];
    const shown = field && !(this.known && CANDIDATE.includes(field));
    if (shown) this.#refusal = { field, value: this[field], message };
    else this.problem = message;
  }

  /** The sentence on a field, for as long as what it is about stands there. */
  #refused(field: Field): string | null {
    return this.#refusal?.field === field && this.#refusal.value === this[field]
      ? this.#refusal.message
      : null;
  }
}

/** A name as people compare names: without case, accents and double spaces. */
export function comparable(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
}

function given(text: string): string | null {
  return text.trim() === "" ? null : text;
}
