import { expect, test } from "vitest";

import { status } from "../screens/sample.test-data";
import { secondsWorked } from "./time";

const running = status({ savedAt: "2025-11-21T10:42:00+01:00", secondsWorked: 1860 });

test("time goes on since the last save, but not in a pause and not after the end", () => {
  const now = new Date("2025-11-21T10:43:30+01:00");
  expect(secondsWorked(running, now)).toBe(1950);
  expect(secondsWorked({ ...running, pausedSince: running.savedAt }, now)).toBe(1860);
  expect(secondsWorked({ ...running, endedAt: running.savedAt }, now)).toBe(1860);
});

test("a clock that runs back takes nothing away, and neither does a moment that can't be read", () => {
  expect(secondsWorked(running, new Date("2025-11-21T09:00:00+01:00"))).toBe(1860);
  expect(secondsWorked({ ...running, savedAt: "?" }, new Date())).toBe(1860);
});
