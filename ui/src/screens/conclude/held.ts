/** How a sitting was held, in words. */
import type { ConductView } from "../../api/types/ConductView";
import type { SittingStatus } from "../../api/types/SittingStatus";
import { t } from "../../language/messages";
import { day, duration } from "../../language/moment";

/** A fact of how the sitting was held. */
export interface HeldFact {
  name: string;
  value: string;
}

/** When the sitting was held and for how long, from first to last: what happened by the clock on the wall. */
export function timesHeld(status: SittingStatus): string[] {
  const { startedAt, endedAt, secondsWorked, pauses, clockRanBack } = status;
  const from = { day: day(startedAt), from: timeOfDay(startedAt) };
  return [
    endedAt === null
      ? t("conclude.held.from", from)
      : t("conclude.held.fromTo", { ...from, to: timeOfDay(endedAt) }),
    t("conclude.held.worked", { duration: duration(secondsWorked) }),
    pauses === 0 ? t("conclude.held.noPauses") : t("conclude.held.pauses", { count: pauses }),
    ...(clockRanBack ? [t("conclude.held.clockRanBack")] : []),
  ];
}

/** What was recorded of the conduct, and what was not, in the order of its fields. */
export function conductFacts(conduct: ConductView): HeldFact[] {
  const { mode, place, identityCheck, consent, sponsor, observers, adjustments, interruptions } = conduct;
  const notRecorded = t("conduct.notRecorded");
  const none = t("conclude.held.none");
  return [
    { name: t("conduct.mode"), value: mode === null ? notRecorded : t(`conduct.modes.${mode}`) },
    { name: t("conduct.place"), value: place ?? notRecorded },
    { name: t("conduct.identity"), value: identityCheck ?? notRecorded },
    { name: t("conduct.consent"), value: consent === null ? notRecorded : t(`conduct.consents.${consent}`) },
    { name: t("conduct.sponsor"), value: sponsor ?? notRecorded },
    { name: t("conduct.observers"), value: observers.length === 0 ? none : observers.join("\n") },
    { name: t("conduct.adjustments"), value: adjustments === "" ? none : adjustments },
    { name: t("conduct.interruptions"), value: interruptions === "" ? none : interruptions },
  ];
}

/** The time of day without seconds, as written. */
function timeOfDay(moment: string): string {
  return moment.slice(11, 16);
}
