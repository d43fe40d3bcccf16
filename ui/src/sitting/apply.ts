/** What a change makes of the view, before and after it is on disk. */
import type { ChangeEntry } from "../api/types/ChangeEntry";
import type { LevelView } from "../api/types/LevelView";
import type { Place } from "../api/types/Place";
import type { Saved } from "../api/types/Saved";
import type { StatementView } from "../api/types/StatementView";
import type { SummaryPartName } from "../api/types/SummaryPartName";
import type { SummaryView } from "../api/types/SummaryView";
import type { LiveView } from "./view.svelte";

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
export function showTyped(view: LiveView, entry: ChangeEntry): void {
  const { sitting } = view;
  switch (entry.kind) {
    case "note":
      return view.changeStatement(entry.at, { note: entry.text });
    case "reason":
      return view.changeStatement(entry.at, { reason: entry.text });
    case "follow-up":
      return view.changeStatement(entry.at, { followUp: entry.followUp });
    case "questions":
      return view.changeStatement(entry.at, { questions: entry.questions });
    case "evidence":
      if (view.evidence.some(({ id }) => id === entry.evidence.id))
        return view.changeEvidence(entry.evidence.id, entry.evidence);
      view.evidence = [...view.evidence, { ...entry.evidence, attachments: [] }];
      return;
    case "no-evidence":
      view.evidence = view.evidence.filter(({ id }) => id !== entry.evidence);
      return;
    case "no-attachment": {
      const item = view.evidence.find(({ id }) => id === entry.evidence);
      const attachments = (item?.attachments ?? []).filter(({ sha256 }) => sha256 !== entry.sha256);
      return view.changeEvidence(entry.evidence, { attachments });
    }
    case "route":
      view.route = entry.route;
      return;
    case "summary":
      view.summary = { ...view.summary, [SUMMARY_PART[entry.part]]: entry.text };
      return;
    case "proposal":
      view.proposal = entry.proposal;
      return;
    case "conduct":
      sitting.conduct = entry.conduct;
      return;
    case "comment":
      sitting.signOff = { ...sitting.signOff, comment: entry.text };
      return;
    case "agreement":
      sitting.signOff = { ...sitting.signOff, agreement: entry.agreement };
      return;
    case "missing-because":
      sitting.signOff = { ...sitting.signOff, missingBecause: entry.text };
      return;
    case "finding":
    case "rule":
    case "no-skill":
    case "acknowledgement":
      return;
  }
}

/** Shows what the program made of a change that is on disk now. */
export function showSaved(view: LiveView, entry: ChangeEntry, saved: Saved): void {
  const { sitting } = view;
  sitting.status = saved.status;
  if (!("assessment" in entry)) return;
  const { assessment } = entry;
  const { outcome } = saved;
  if (outcome) {
    const explored = outcome.levels.reduce((sum, level) => sum + level.explored, 0);
    sitting.changeTab(assessment, { computed: outcome.computed, explored });
  }
  if (assessment !== view.assessment) return;
  if (entry.kind === "finding") view.changeStatement(entry.at, { finding: entry.finding });
  if (outcome) view.outcome = outcome;
  const { award } = view.proposal;
  if (award.kind === "as-computed") sitting.changeTab(assessment, { awarded: view.outcome.computed });
  else sitting.changeTab(assessment, { awarded: award.kind === "level" ? award.level : null });
}
