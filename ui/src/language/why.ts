/** What a verdict rests on, and what a level still needs, in words. */
import type { LevelOutcomeView } from "../api/types/LevelOutcomeView";
import type { RuleParameters } from "../api/types/RuleParameters";
import type { WhyView } from "../api/types/WhyView";
import { t } from "./messages";
import { floorOf } from "./rule";
import { findingLabel } from "./terms";

/** Why a level has its verdict, in a few words without a full stop: "statement 2 is below Largely". */
export function whyInWords(why: WhyView, rule: RuleParameters): string {
  switch (why.kind) {
    case "not-defined":
      return t("why.notDefined");
    case "presumed":
      return t("why.presumed");
    case "nothing-could-be-rated":
      return t("why.nothingCouldBeRated");
    case "nothing-rated":
      return t("why.nothingRated");
    case "below-floor":
      return belowFloor(why.statements, rule);
    case "mean-short":
      return rule.meanTenths === null
        ? t("why.notSatisfied")
        : t("why.meanShort", { mean: percent(rule.meanTenths) });
    case "satisfied":
      return satisfied(why);
    case "coverage-short":
      return t("why.coverageShort", {
        share: percent(why.percent * 10),
        needed: percent(rule.coverageTenths),
      });
    case "open":
      return t("why.open", { count: why.count });
  }
}

/** What it would take for a level to be met, as a sentence; or that nothing can change it any more. */
export function needInWords(level: LevelOutcomeView, rule: RuleParameters): string {
  const why = whyInWords(level.why, rule);
  switch (level.verdict) {
    case "met":
      return t("why.need.met", { why });
    case "not-met":
      return t("why.need.notMet", { why });
    case "not-defined":
      return t("why.need.notDefined");
    case "not-assessed":
    case "inconclusive": {
      const open = level.statements - level.explored;
      if (open === 0) return t("why.need.allExplored", { why });
      return t("why.need.open", { count: open, conditions: conditions(level, rule) });
    }
  }
}

function conditions(level: LevelOutcomeView, rule: RuleParameters): string[] {
  const floor = floorOf(rule);
  const needed = Math.ceil((rule.coverageTenths * level.statements) / 1000);
  return [
    ...(floor === "not-met" ? [] : [t("why.need.floor", { floor: findingLabel(floor) })]),
    ...(rule.meanTenths === null ? [] : [t("why.need.mean", { mean: percent(rule.meanTenths) })]),
    t("why.need.coverage", { needed, statements: level.statements }),
  ];
}

function belowFloor(statements: readonly number[], rule: RuleParameters): string {
  // The number only chooses the form, so the message does not show it, and its type does not know it.
  const values = {
    count: statements.length,
    statements: statements.map(String),
    floor: findingLabel(floorOf(rule)),
  };
  return t("why.belowFloor", values);
}

function satisfied(why: Extract<WhyView, { kind: "satisfied" }>): string {
  const lowest =
    why.lowest === "fully" ? t("why.allFully") : t("why.lowest", { rating: findingLabel(why.lowest) });
  return why.meanTenths === null ? lowest : t("why.withMean", { lowest, mean: mean(why.meanTenths) });
}

/** A mean keeps its tenth, so that 85.0 is seen to be exactly enough. */
function mean(tenths: number): string {
  return t("why.mean", { value: tenths / 10 });
}

function percent(tenths: number): string {
  return t("rules.percent", { value: tenths / 10 });
}
