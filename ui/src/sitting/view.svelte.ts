/** An assessment as it is shown while it is open. */
import type { AssessmentView } from "../api/types/AssessmentView";
import type { EvidenceView } from "../api/types/EvidenceView";
import type { Place } from "../api/types/Place";
import type { SittingView } from "../api/types/SittingView";
import type { SkillTab } from "../api/types/SkillTab";
import type { StatementView } from "../api/types/StatementView";

/**
 * A view whose parts can change. A part is replaced, never changed in place: whoever shows it reads plain values, and
 * whatever did not change stays the same object.
 */
export class LiveView implements AssessmentView {
  readonly assessment;
  readonly skill;
  readonly guidance;
  readonly suggestions;
  readonly conclusion;
  readonly signed;
  readonly supersedes;
  readonly sitting: LiveSitting;
  at;
  rule;
  route;
  levels;
  evidence;
  summary;
  outcome;
  proposal;

  constructor(view: AssessmentView) {
    this.assessment = view.assessment;
    this.skill = view.skill;
    this.guidance = view.guidance;
    this.suggestions = view.suggestions;
    this.conclusion = view.conclusion;
    this.signed = view.signed;
    this.supersedes = view.supersedes;
    this.sitting = new LiveSitting(view.sitting);
    this.at = $state.raw(view.at);
    this.rule = $state.raw(view.rule);
    this.route = $state.raw(view.route);
    this.levels = $state.raw(view.levels);
    this.evidence = $state.raw(view.evidence);
    this.summary = $state.raw(view.summary);
    this.outcome = $state.raw(view.outcome);
    this.proposal = $state.raw(view.proposal);
  }

  /** Changes something of the statement at a place; where there is none, nothing. */
  changeStatement(at: Place, change: Partial<StatementView>): void {
    this.levels = this.levels.map((level) =>
      level.level === at.level
        ? {
            ...level,
            statements: level.statements.map((statement) =>
              statement.statement === at.statement ? { ...statement, ...change } : statement,
            ),
          }
        : level,
    );
  }

  /** Changes something of an item of evidence. */
  changeEvidence(id: string, change: Partial<EvidenceView>): void {
    this.evidence = this.evidence.map((item) => (item.id === id ? { ...item, ...change } : item));
  }
}

/** The same of the sitting around it. */
class LiveSitting implements SittingView {
  readonly interview;
  readonly candidate;
  readonly role;
  readonly assessor;
  readonly purpose;
  skills;
  conduct;
  signOff;
  status;

  constructor(sitting: SittingView) {
    this.interview = sitting.interview;
    this.candidate = sitting.candidate;
    this.role = sitting.role;
    this.assessor = sitting.assessor;
    this.purpose = sitting.purpose;
    this.skills = $state.raw(sitting.skills);
    this.conduct = $state.raw(sitting.conduct);
    this.signOff = $state.raw(sitting.signOff);
    this.status = $state.raw(sitting.status);
  }

  /** Changes something of the tab of one of the skills. */
  changeTab(assessment: string, change: Partial<SkillTab>): void {
    this.skills = this.skills.map((tab) => (tab.assessment === assessment ? { ...tab, ...change } : tab));
  }
}
