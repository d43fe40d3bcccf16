import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { CandidateOption } from "../../api/types/CandidateOption";
import type { RuleOption } from "../../api/types/RuleOption";
import type { SkillOption } from "../../api/types/SkillOption";
import type { StartForm } from "../../api/types/StartForm";
import { t } from "../../language/messages";

/** What of the program the page of a new interview needs. */
export type StartApi = Pick<typeof client, "startForm" | "startInterview">;

/** The rule that fits an interview which does not begin at the lowest level, if it is offered. */
const RULE_FOR_AN_EXPECTED_LEVEL = "expected-level";

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
  code = $state("");
  edition = $state("");
  purpose = $state("");
  assessorName = $state("");
  organisation = $state("");
  level: number | null = $state(null);
  rule = $state("");

  #triedToStart = $state.raw(false);
  #ruleWasChosen = false;
  readonly #api: StartApi;

  constructor(api: StartApi = client) {
    this.#api = api;
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      const form = await this.#api.startForm();
      this.assessorName = form.assessor?.name ?? "";
      this.organisation = form.assessor?.organisation ?? "";
      this.rule = form.rules[0]?.name ?? "";
      this.form = form;
      const skill = form.skills.find((option) => !option.skill.draft) ?? form.skills[0];
      if (skill) this.chooseSkill(skill);
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }

  /** The skill in the chosen edition. */
  get skill(): SkillOption | undefined {
    return this.form?.skills.find(({ skill }) => skill.code === this.code && skill.edition === this.edition);
  }

  /** One option per skill, in whichever edition. */
  get skills(): SkillOption[] {
    const all = this.form?.skills ?? [];
    return all.filter(
      ({ skill }, index) => all.findIndex((other) => other.skill.code === skill.code) === index,
    );
  }

  /** The editions of the chosen skill. */
  get editions(): SkillOption[] {
    return (this.form?.skills ?? []).filter(({ skill }) => skill.code === this.code);
  }

  /** What to do about the candidate's name; null: nothing, or nobody tried to start yet. */
  get nameProblem(): string | null {
    return this.#triedToStart && this.name.trim() === "" ? t("start.candidateMissing") : null;
  }

  /** What to do about the assessor's name; null: nothing, or nobody tried to start yet. */
  get assessorProblem(): string | null {
    return this.#triedToStart && this.assessorName.trim() === "" ? t("start.assessorMissing") : null;
  }

  get chosenRule(): RuleOption | undefined {
    return this.form?.rules.find((rule) => rule.name === this.rule);
  }

  /** Somebody interviewed before who has the name that was typed for somebody new. */
  get namesake(): CandidateOption | undefined {
    if (this.known) return undefined;
    return this.form?.candidates.find((candidate) => comparable(candidate.name) === comparable(this.name));
  }

  chooseCandidate(candidate: CandidateOption): void {
    this.known = candidate;
    this.name = candidate.name;
  }

  chooseCode(code: string): void {
    const editions = (this.form?.skills ?? []).filter(({ skill }) => skill.code === code);
    const skill = editions.find((option) => option.skill.edition === this.edition) ?? editions[0];
    if (skill) this.chooseSkill(skill);
  }

  chooseEdition(edition: string): void {
    const skill = this.editions.find((option) => option.skill.edition === edition);
    if (skill) this.chooseSkill(skill);
  }

  chooseRule(): void {
    this.#ruleWasChosen = true;
  }

  /** Suggests the rule that fits the level, unless the assessor chose one. */
  chooseLevel(): void {
    if (this.#ruleWasChosen) return;
    const rules = this.form?.rules ?? [];
    const above = this.level !== null && this.level !== this.skill?.levels[0]?.level;
    const fitting = above ? rules.find((rule) => rule.name === RULE_FOR_AN_EXPECTED_LEVEL) : undefined;
    this.rule = (fitting ?? rules[0])?.name ?? "";
  }

  /** Starts the interview; null if it did not start, and then a sentence says why. */
  async start(): Promise<AssessmentView | null> {
    this.problem = null;
    this.#triedToStart = true;
    if (this.nameProblem || this.assessorProblem || this.level === null || this.starting) return null;
    this.starting = true;
    try {
      return await this.#api.startInterview({
        candidate: this.known
          ? { kind: "known", id: this.known.id }
          : { kind: "new", name: this.name, reference: given(this.reference), role: given(this.role) },
        assessor: { name: this.assessorName, organisation: given(this.organisation) },
        edition: this.edition,
        code: this.code,
        rule: this.rule,
        purpose: given(this.purpose),
        startLevel: this.level,
      });
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
      return null;
    } finally {
      this.starting = false;
    }
  }

  /** A level that the new skill has too stays chosen. */
  chooseSkill(option: SkillOption): void {
    this.code = option.skill.code;
    this.edition = option.skill.edition;
    if (!option.levels.some(({ level }) => level === this.level))
      this.level = option.levels[0]?.level ?? null;
    this.chooseLevel();
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
