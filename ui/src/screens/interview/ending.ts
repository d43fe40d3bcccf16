import type { AssessmentView } from "../../api/types/AssessmentView";
import { t } from "../../language/messages";
import { progress } from "../../language/outcome";

/** Why there is nothing more to ask about, as a sentence; null: there is, or nobody has begun. */
export function endOfWalk(view: AssessmentView): string | null {
  const { outcome, route } = view;
  const { explored, statements } = progress(outcome);
  if (explored === 0 || outcome.nextLevel !== null) return null;
  if (explored === statements) return t("interview.end.allExplored");
  if (route.walk === "free" && outcome.deciding.length > 0) return null;

  const missed = outcome.levels.find(
    ({ level, verdict }) => verdict === "not-met" && level > (outcome.computed ?? 0),
  );
  if (missed) return t("interview.end.noLongerMet", { level: missed.level });
  return outcome.deciding.length === 0 ? t("interview.end.settled") : t("interview.end.walked");
}
