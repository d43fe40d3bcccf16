import type { SittingStatus } from "../api/types/SittingStatus";

/**
 * How long the sitting has lasted at `now`, without pauses, in seconds. It is never less than what the program counted,
 * whatever the clock on the wall does.
 */
export function secondsWorked(status: SittingStatus, now: Date): number {
  if (status.pausedSince !== null || status.endedAt !== null) return status.secondsWorked;
  const since = Math.floor((now.getTime() - Date.parse(status.savedAt)) / 1000);
  return status.secondsWorked + (since > 0 ? since : 0);
}
