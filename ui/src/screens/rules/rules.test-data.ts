import type { RuleParameters } from "../../api/types/RuleParameters";
import type { RuleView } from "../../api/types/RuleView";

/** Parameters as the default rule has them, but for what `change` says. */
export function parameters(change: Partial<RuleParameters> = {}): RuleParameters {
  return { floor: "largely", meanTenths: null, coverageTenths: 500, lowerLevels: "met", ...change };
}

/** A rule that every workspace has. */
export function preset(name: string, change: Partial<RuleParameters> = {}): RuleView {
  return { name, version: 1, own: false, parameters: parameters(change) };
}

/** A rule of one's own. */
export function own(name: string, version: number, change: Partial<RuleParameters> = {}): RuleView {
  return { name, version, own: true, parameters: parameters(change) };
}

/** The rules of a workspace: three that every one has, and one of its own. */
export const RULES: readonly RuleView[] = [
  preset("consistent"),
  preset("expected-level", { lowerLevels: "presumed" }),
  preset("every-statement", { floor: "fully", coverageTenths: 1000 }),
  own("Northmoor", 2, { meanTenths: 825 }),
];
