import type { SkillOption } from "../../api/types/SkillOption";
import type { StartForm } from "../../api/types/StartForm";
import { preset } from "../rules/rules.test-data";

/** A skill in an edition, with two statements at each of these levels. */
export function option(
  code: string,
  edition: string,
  draft: boolean,
  levels: readonly number[],
): SkillOption {
  return {
    skill: { edition, editionName: edition, draft, code, name: `Skill ${code}` },
    levels: levels.map((level) => ({ level, phrase: `Phrase ${level}`, statements: 2 })),
    imported: false,
  };
}

/** What a first interview is offered: one skill in two editions and another in one, and nothing remembered. */
export function form(change: Partial<StartForm> = {}): StartForm {
  return {
    candidates: [],
    skills: [
      option("ITOP", "sfia-9-draft", true, [2, 3]),
      option("ITOP", "sfia-8", false, [1, 2, 3, 4, 5]),
      option("NTAS", "sfia-8", false, [2, 3, 4]),
    ],
    rules: [preset("consistent"), preset("expected-level", { lowerLevels: "presumed" }), preset("iso-33020")],
    assessor: { name: "Ada Okoro", organisation: "Northmoor" },
    last: null,
    ...change,
  };
}
