import type { AuditEntryView } from "../../api/types/AuditEntryView";
import type { AuditValueView } from "../../api/types/AuditValueView";
import { t } from "../../language/messages";

/** What is said of values by the first part of the name under which the trail keeps them. */
const NAMES = {
  finding: () => t("audit.value.finding"),
  note: () => t("audit.value.note"),
  reason: () => t("audit.value.reason"),
  "follow-up": () => t("audit.value.followUp"),
  questions: () => t("audit.value.questions"),
  evidence: () => t("audit.value.evidence"),
  rule: () => t("audit.value.rule"),
  route: () => t("audit.value.route"),
  summary: () => t("audit.value.summary"),
  proposal: () => t("audit.value.proposal"),
  presence: () => t("audit.value.presence"),
  conduct: () => t("audit.value.conduct"),
  comment: () => t("audit.value.comment"),
  agreement: () => t("audit.value.agreement"),
  acknowledgement: () => t("audit.value.acknowledgement"),
  "missing-because": () => t("audit.value.missingBecause"),
  candidate: () => t("audit.value.candidate"),
  assessor: () => t("audit.value.assessor"),
  levels: () => t("audit.value.levels"),
  pauses: () => t("audit.value.pauses"),
  file: () => t("audit.value.file"),
  trail: () => t("audit.value.trail"),
  backup: () => t("audit.value.backup"),
  lost: () => t("audit.value.lost"),
  set_aside: () => t("audit.value.setAside"),
  lost_entries: () => t("audit.value.lostEntries"),
  lost_values: () => t("audit.value.lostValues"),
  end_unknown: () => t("audit.value.endUnknown"),
  interviews: () => t("audit.value.erasedInterviews"),
  reports: () => t("audit.value.erasedReports"),
  held: () => t("audit.value.held"),
  remains: () => t("audit.value.remains"),
  values: () => t("audit.value.values"),
} as const;

/** What was done. */
export function actionInWords({ action }: AuditEntryView): string {
  return t(`audit.action.${action}`);
}

/** What a value is, with its statement: "Rating, statement 2.3". Names that nobody put into words stand as they are. */
export function nameOf({ name, at }: AuditValueView): string {
  const [first = "", ...rest] = name.split(".");
  const known = first in NAMES ? NAMES[first as keyof typeof NAMES]() : first;
  const words = [known, ...rest].join(" ").replaceAll(/[_-]/g, " ");
  return at ? t("audit.atStatement", { name: words, place: `${at.level}.${at.statement}` }) : words;
}
