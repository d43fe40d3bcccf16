import { t } from "./messages";

/** What is wrong with a date that somebody types as year, month and day; null: nothing, or there is none. */
export function dateProblem(text: string, now: Date): string | null {
  const date = text.trim();
  if (date === "") return null;
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // A day that the month does not have is read as one of the next month.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date)
    return t("date.notADate");
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return midnight > today ? t("date.inTheFuture") : null;
}
