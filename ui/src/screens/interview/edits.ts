import type { AssessmentView } from "../../api/types/AssessmentView";
import type { EditView } from "../../api/types/EditView";
import { t } from "../../language/messages";

/**
 * What an edit was about, for naming it: "rating 3.2", "decision rule". Given the assessment that is shown, it names the
 * skill where the edit was made in another one of the sitting: "rating 3.2 (SCTY)".
 */
export function editInWords(edit: EditView, shown?: AssessmentView): string {
  const kind = t(`interview.edit.${edit.kind}`);
  const what = edit.at ? t("interview.edit.at", { what: kind, ...edit.at }) : kind;
  if (!shown || edit.assessment === null || edit.assessment === shown.assessment) return what;
  const other = shown.sitting.skills.find(({ assessment }) => assessment === edit.assessment);
  return other ? t("interview.edit.elsewhere", { what, code: other.skill.code }) : what;
}
