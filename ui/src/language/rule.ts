/** Decision rules in words. */
import type { RuleParameters } from "../api/types/RuleParameters";
import type { RuleView } from "../api/types/RuleView";
import { t } from "./messages";
import type { Rating } from "./terms";

/** The rules that every workspace has and that are for something in particular. */
const PRESETS = ["consistent", "expected-level", "iso-33020", "85-percent", "every-statement"] as const;

/** What a rule asks for, as sentences. */
export function ruleInWords(parameters: RuleParameters): string {
  const { meanTenths, coverageTenths, lowerLevels } = parameters;
  const conditions = [
    t(`rules.words.floor.${floorOf(parameters)}`),
    ...(meanTenths === null ? [] : [t("rules.words.mean", { share: percent(meanTenths) })]),
    coverageTenths === 1000
      ? t("rules.words.coverageOfAll")
      : t("rules.words.coverage", { share: percent(coverageTenths) }),
  ];
  return [t("rules.words.met", { conditions }), t(`rules.words.lower.${lowerLevels}`)].join(" ");
}

/** What a rule is called: those that every workspace has by their name, one's own with its version. */
export function ruleLabel(rule: RuleView): string {
  return rule.own ? t("rules.label", { name: rule.name, version: rule.version }) : rule.name;
}

/** What a rule that every workspace has is for; null: it is somebody's own, and they know. */
export function rulePurpose(rule: RuleView): string | null {
  const preset = PRESETS.find((name) => !rule.own && name === rule.name);
  return preset ? t(`rules.purpose.${preset}`) : null;
}

/** The lowest rating that a rule lets pass. *No opportunity* is no rating, and no rule has it there. */
export function floorOf({ floor }: RuleParameters): Rating {
  return floor === "no-opportunity" ? "not-met" : floor;
}

/** A share for people: 825 tenths are "82.5 %". */
function percent(tenths: number): string {
  return t("rules.percent", { value: tenths / 10 });
}
