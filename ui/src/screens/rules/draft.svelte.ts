import type { LowerLevelsName } from "../../api/types/LowerLevelsName";
import type { RuleParameters } from "../../api/types/RuleParameters";
import type { RuleView } from "../../api/types/RuleView";
import { t } from "../../language/messages";
import { floorOf } from "../../language/rule";
import type { Rating } from "../../language/terms";

/** A rule of one's own as it is written: fields hold what was typed, also where that is no rule yet. */
export class RuleDraft {
  name = $state("");
  floor: Rating = $state("largely");
  /** In percent, as typed; empty: no mean is asked for. */
  mean = $state("");
  /** In percent, as typed. */
  coverage = $state("");
  lowerLevels: LowerLevelsName = $state("met");

  #asked = $state.raw(false);
  readonly #rules: readonly RuleView[];
  readonly #begun: string;

  /** Begins with the parameters of `from`, and with its name where that is one's own. */
  constructor(from: RuleView, rules: readonly RuleView[]) {
    const { meanTenths, coverageTenths, lowerLevels } = from.parameters;
    this.name = from.own ? from.name : "";
    this.floor = floorOf(from.parameters);
    this.mean = meanTenths === null ? "" : String(meanTenths / 10);
    this.coverage = String(coverageTenths / 10);
    this.lowerLevels = lowerLevels;
    this.#rules = rules;
    this.#begun = this.#written();
  }

  /** Whether anything was written since the beginning. */
  get touched(): boolean {
    return this.#written() !== this.#begun;
  }

  /** The parameters; null: a field holds something else. */
  get parameters(): RuleParameters | null {
    const mean = this.mean.trim() === "" ? null : tenths(this.mean);
    const coverage = tenths(this.coverage);
    if (mean === undefined || coverage === undefined) return null;
    return { floor: this.floor, meanTenths: mean, coverageTenths: coverage, lowerLevels: this.lowerLevels };
  }

  /** What to do about the name. That it is missing is said only once somebody wanted to save it. */
  get nameProblem(): string | null {
    const preset = this.#rules.find((rule) => !rule.own && called(rule.name) === called(this.name));
    if (preset) return t("rules.editor.nameOfPreset", { name: preset.name });
    return this.#asked && tidy(this.name) === "" ? t("rules.editor.nameMissing") : null;
  }

  get meanProblem(): string | null {
    return this.mean.trim() !== "" && tenths(this.mean) === undefined ? t("rules.editor.notAShare") : null;
  }

  get coverageProblem(): string | null {
    if (this.coverage.trim() === "") return t("rules.editor.coverageMissing");
    return tenths(this.coverage) === undefined ? t("rules.editor.notAShare") : null;
  }

  /** The rule of one's own of which this would be the next version. */
  get before(): RuleView | undefined {
    return this.#rules.find((rule) => rule.own && rule.name === tidy(this.name));
  }

  /** Whether {@link before} asks for exactly this, so that there is nothing to save. */
  get unchanged(): boolean {
    const { before, parameters } = this;
    return before !== undefined && parameters !== null && sameParameters(before.parameters, parameters);
  }

  /** The rule as it can be saved; null: it can't, and then the fields say why. */
  ask(): { name: string; parameters: RuleParameters } | null {
    this.#asked = true;
    const { parameters } = this;
    return this.nameProblem || !parameters ? null : { name: tidy(this.name), parameters };
  }

  /** All that stands in the fields. */
  #written(): string {
    return [this.name, this.floor, this.mean, this.coverage, this.lowerLevels].join("\n");
  }
}

/** Whether two rules ask for the same. */
export function sameParameters(one: RuleParameters, other: RuleParameters): boolean {
  return (
    one.floor === other.floor &&
    one.meanTenths === other.meanTenths &&
    one.coverageTenths === other.coverageTenths &&
    one.lowerLevels === other.lowerLevels
  );
}

/** Tenths of a percent, 0 to 1000, of what people write: "85", "82.5", "82,5 %". */
function tenths(text: string): number | undefined {
  const written = /^(\d{1,3})(?:[.,](\d?))?\s*%?$/.exec(text.trim());
  if (!written) return undefined;
  const value = Number(written[1]) * 10 + Number(written[2] ?? 0);
  return value <= 1000 ? value : undefined;
}

function tidy(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ");
}

/** A name as two names are told apart by ear. */
function called(name: string): string {
  return tidy(name).toLowerCase();
}
