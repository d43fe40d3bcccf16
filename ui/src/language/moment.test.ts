import { expect, test } from "vitest";

import { clock, day, duration, recently, shortDay, written } from "./moment";

const moment = "2025-11-21T23:42:07.123+13:00";

test("dates and times stay as the clock on the wall showed them", () => {
  expect(clock(moment)).toBe("23:42:07");
  expect(day(moment)).toBe("21 November 2025");
  expect(shortDay("2025-02-03T00:00:00Z")).toBe("3 Feb 2025");
});

test("what is no moment is shown as it is", () => {
  expect(clock("soon")).toBe("soon");
  expect(day("soon")).toBe("soon");
  expect(recently("soon", new Date())).toBe("soon");
});

test("the last two days have names", () => {
  const now = new Date(2025, 10, 21, 0, 10);
  expect(recently("2025-11-21T00:05:00+01:00", now)).toBe("today 00:05");
  expect(recently("2025-11-20T23:55:00+01:00", now)).toBe("yesterday 23:55");
  expect(recently("2025-11-19T10:00:00+01:00", now)).toBe("19 November 2025");
  expect(recently("2025-10-31T10:00:00Z", new Date(2025, 10, 1, 9))).toBe("yesterday 10:00");
});

test("time is said in minutes, then in hours", () => {
  expect(duration(59)).toBe("0 min");
  expect(duration(31 * 60 + 59)).toBe("31 min");
  expect(duration(125 * 60)).toBe("2 h 5 min");
  expect(duration(-1)).toBe("0 min");
});

test("what the clock shows now is written as the program writes it", () => {
  expect(written(new Date(2025, 1, 3, 4, 5, 6))).toBe("2025-02-03T04:05:06");
});
