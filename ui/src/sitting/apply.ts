/** What a change makes of the view, before and after it is on disk. */
import type { AssessmentView } from "../api/types/AssessmentView";
import type { ChangeEntry } from "../api/types/ChangeEntry";
import type { LevelView } from "../api/types/LevelView";
import type { Place } from "../api/types/Place";
import type { Saved } from "../api/types/Saved";
import type { StatementView } from "../api/types/StatementView";
import type { SummaryPartName } from "../api/types/SummaryPartName";
import type { SummaryView } from "../api/types/SummaryView";

/** Where a view keeps each of the texts beside the level. */
export const SUMMARY_PART: Readonly<Record<SummaryPartName, keyof SummaryView>> = {
  strengths: "strengths",
  gaps: "gaps",
  "next-steps": "nextSteps",
};

/** The statement at a place; undefined where there is none. */
export function statementAt(levels: readonly LevelView[], at: Place): StatementView | undefined {
  return levels
    .find((level) => level.level === at.level)
    ?.statements.find((statement) => statement.statement === at.statement);
}

/**
 * Shows what the assessor typed or chose. Findings wait for the disk, since verdicts stand on them; so do rule, skills
 * and acknowledgement, of which only the program knows what becomes of them.
 */
export function showTyped(view: AssessmentView, entry: ChangeEntry): void {
  const statement = "at" in entry ? statementAt(view.levels, entry.at) : undefined;
  switch (entry.kind) {
    case "note":
      if (statement) statement.note = entry.text;
      return;
    case "reason":
      if (statement) statement.reason = entry.text;
      return;
    case "follow-up":
      if (statement) statement.followUp = entry.followUp;
      return;
    case "questions":
      if (statement) statement.questions = entry.questions.map((pair) => ({ ...pair }));
      return;
    case "evidence": {
      const known = view.evidence.find(({ id }) => id === entry.evidence.id);
      if (known) Object.assign(known, entry.evidence);
      else view.evidence.push({ ...entry.evidence, attachments: [] });
      return;
    }
    case "no-evidence":
      view.evidence = view.evidence.filter(({ id }) => id !== entry.evidence);
      return;
    case "no-attachment": {
      const item = view.evidence.find(({ id }) => id === entry.evidence);
      if (item) item.attachments = item.attachments.filter(({ sha256 }) => sha256 !== entry.sha256);
      return;
    }
    case "route":
      view.route = { ...entry.route };
      return;
    case "summary":
      view.summary[SUMMARY_PART[entry.part]] = entry.text;
      return;
    case "proposal":
      view.proposal = entry.proposal;
      return;
    case "conduct":
      view.sitting.conduct = entry.conduct;
      return;
    case "comment":
      view.sitting.signOff.comment = entry.text;
      return;
    case "agreement":
      view.sitting.signOff.agreement = entry.agreement;
      return;
    case "missing-because":
      view.sitting.signOff.missingBecause = entry.text;
      return;
    case "finding":
    case "rule":
    case "no-skill":
    case "acknowledgement":
      return;
  }
}

/** Shows what the program made of a change that is on disk now. */
export function showSaved(view: AssessmentView, entry: ChangeEntry, saved: Saved): void {
  view.sitting.status = saved.status;
  if (!("assessment" in entry)) return;
  const { outcome } = saved;
  const tab = view.sitting.skills.find(({ assessment }) => assessment === entry.assessment);
  if (tab && outcome) {
    tab.computed = outcome.computed;
    tab.explored = outcome.levels.reduce((sum, level) => sum + level.explored, 0);
  }
  if (entry.assessment !== view.assessment) return;
  const statement = entry.kind === "finding" ? statementAt(view.levels, entry.at) : undefined;
  if (statement && entry.kind === "finding") statement.finding = entry.finding;
  if (outcome) view.outcome = outcome;
  const { award } = view.proposal;
  if (tab)
    tab.awarded = award.kind === "level" ? award.level : award.kind === "no-level" ? null : tab.computed;
}
