import type { RouteView } from "../../api/types/RouteView";
import type { RuleView } from "../../api/types/RuleView";
import type { SkillLabel } from "../../api/types/SkillLabel";
import type { SkillOption } from "../../api/types/SkillOption";
import type { StartForm } from "../../api/types/StartForm";
import type { WalkName } from "../../api/types/WalkName";

/** The rule that fits an interview which begins at the expected level, if it is offered. */
const RULE_FOR_AN_EXPECTED_LEVEL = "expected-level";

/** Which skill is assessed, in which order, and by which rule. */
export class SkillChoice {
  code = $state.raw("");
  edition = $state.raw("");
  walk: WalkName = $state.raw("up");
  /** Where a walk begins that does not begin at the lowest level. */
  level: number | null = $state(null);
  rule = $state("");

  /** What was chosen before the expected level suggested its own rule; null: it has not. */
  #ruleBefore: string | null = null;
  #form: StartForm | null = $state.raw(null);
  #taken: readonly SkillLabel[] = $state.raw([]);

  /** Takes what there is to choose from, and begins with what was chosen last time. `taken` can't be chosen. */
  offer(form: StartForm, taken: readonly SkillLabel[] = []): void {
    const { last } = form;
    this.#form = form;
    this.#taken = taken;
    this.rule = (form.rules.find(({ name }) => name === last?.rule) ?? form.rules[0])?.name ?? "";
    this.walk = last?.route.walk ?? "up";
    this.level = last?.route.from ?? null;
    const free = form.skills.filter((option) => !this.isTaken(option));
    const remembered = free.find(({ skill }) => skill.code === last?.code && skill.edition === last.edition);
    const skill = remembered ?? free.find((option) => !option.skill.draft) ?? free[0];
    if (skill) this.#choose(skill);
  }

  /** Takes what there is to choose from now, and leaves what was chosen. */
  refresh(form: StartForm): void {
    this.#form = form;
  }

  /** The skill in the chosen edition. */
  get skill(): SkillOption | undefined {
    return this.#all.find(({ skill }) => skill.code === this.code && skill.edition === this.edition);
  }

  /** One option per skill, in whichever edition. */
  get skills(): SkillOption[] {
    return this.#all.filter(
      ({ skill }, index) => this.#all.findIndex((other) => other.skill.code === skill.code) === index,
    );
  }

  /** The editions of the chosen skill. */
  get editions(): SkillOption[] {
    return this.#editionsOf(this.code);
  }

  /** The rules to choose from. */
  get rules(): readonly RuleView[] {
    return this.#form?.rules ?? [];
  }

  /** The rule that is chosen. */
  get chosenRule(): RuleView | undefined {
    return this.rules.find(({ name }) => name === this.rule);
  }

  /** In which order statements are asked about; null: there is no skill. */
  get route(): RouteView | null {
    const from = this.walk === "up" ? this.skill?.levels[0]?.level : this.level;
    return from ? { walk: this.walk, from } : null;
  }

  /** Whether a skill in this edition can't be chosen, for the sitting has it already. */
  isTaken({ skill }: SkillOption): boolean {
    return this.#taken.some((other) => other.code === skill.code && other.edition === skill.edition);
  }

  /** Whether no edition of a skill is left to choose. */
  isTakenThroughout(code: string): boolean {
    return this.#editionsOf(code).every((option) => this.isTaken(option));
  }

  chooseCode(code: string): void {
    const editions = this.#editionsOf(code).filter((option) => !this.isTaken(option));
    const skill = editions.find((option) => option.skill.edition === this.edition) ?? editions[0];
    if (skill) this.#choose(skill);
  }

  chooseEdition(edition: string): void {
    const skill = this.editions.find((option) => option.skill.edition === edition);
    if (skill && !this.isTaken(skill)) this.#choose(skill);
  }

  /** The expected level brings its own rule along; going back brings back the one before, if nobody chose since. */
  chooseWalk(walk: WalkName): void {
    const outward = walk === "outward";
    const wasOutward = this.walk === "outward";
    this.walk = walk;
    if (outward && !wasOutward && this.rules.some(({ name }) => name === RULE_FOR_AN_EXPECTED_LEVEL)) {
      this.#ruleBefore = this.rule;
      this.rule = RULE_FOR_AN_EXPECTED_LEVEL;
    } else if (!outward && wasOutward && this.rule === RULE_FOR_AN_EXPECTED_LEVEL) {
      this.rule = this.#ruleBefore ?? this.rules[0]?.name ?? "";
    }
  }

  get #all(): readonly SkillOption[] {
    return this.#form?.skills ?? [];
  }

  #editionsOf(code: string): SkillOption[] {
    return this.#all.filter(({ skill }) => skill.code === code);
  }

  /** A level that the new skill has too stays chosen; else the middle one is as likely as any. */
  #choose({ skill, levels }: SkillOption): void {
    this.code = skill.code;
    this.edition = skill.edition;
    if (!levels.some(({ level }) => level === this.level)) {
      this.level = levels[Math.floor(levels.length / 2)]?.level ?? null;
    }
  }
}
