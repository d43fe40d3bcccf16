/**
 * Moments as they were written down. The program writes RFC 3339 with the offset of the place; what people remember
 * is the clock on that wall, so dates and times are shown as written and never moved to another time zone.
 */
import { language, t } from "./messages";

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})/;
const MINUTE = 60_000;

/** The time of day with seconds: "10:42:07". */
export function clock(moment: string): string {
  return WRITTEN.test(moment) ? moment.slice(11, 19) : moment;
}

/** What this machine's clock shows, as it is written down: "2025-11-21T10:42:07". */
export function written(now: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return `${day}T${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":")}`;
}

/** The day in full: "21 November 2025". */
export function day(moment: string): string {
  return formatDay(moment, "long");
}

/** The day that this machine's calendar shows, in full. */
export function today(now: Date): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(now);
}

/** The day for a column: "21 Nov 2025". */
export function shortDay(moment: string): string {
  return formatDay(moment, "medium");
}

/** The day and the time: "21 Nov 2025, 10:42". */
export function minute(moment: string): string {
  return WRITTEN.test(moment)
    ? t("backups.at", { day: shortDay(moment), time: moment.slice(11, 16) })
    : moment;
}

/** "today 10:42", "yesterday 16:20", or the day in full. */
export function recently(moment: string, now: Date): string {
  const written = dayNumber(moment);
  if (written === null) return moment;
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const daysAgo = Math.round((today - written) / (24 * 60 * MINUTE));
  const time = moment.slice(11, 16);
  if (daysAgo === 0) return t("moment.today", { time });
  if (daysAgo === 1) return t("moment.yesterday", { time });
  return day(moment);
}

/** A length of time: "31 min", "2 h 5 min". */
export function duration(seconds: number): string {
  const minutes = Math.max(Math.floor(seconds / 60), 0);
  if (minutes < 60) return t("moment.minutes", { minutes });
  return t("moment.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

function formatDay(moment: string, dateStyle: "long" | "medium"): string {
  const written = dayNumber(moment);
  if (written === null) return moment;
  return new Intl.DateTimeFormat(language, { dateStyle, timeZone: "UTC" }).format(written);
}

/** Midnight UTC of the day that stands in the text, so that the reader's time zone has no say. */
function dayNumber(moment: string): number | null {
  const parts = WRITTEN.exec(moment);
  return parts ? Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) : null;
}
