import { expect, test } from "vitest";

import { dateProblem } from "./date";

const now = new Date(2025, 10, 21, 23, 50);

test.each(["", "  ", "2025-11-21", "2024-02-29"])("%o can stay", (text) => {
  expect(dateProblem(text, now)).toBeNull();
});

test.each(["2025-11-22", "9999-01-01"])("%s is in the future", (text) => {
  expect(dateProblem(text, now)).toContain("in the future");
});

test.each(["2025", "21.11.2025", "2025-02-29", "2025-13-01", "2025-1-1", "yesterday"])(
  "%s is no date",
  (text) => {
    expect(dateProblem(text, now)).toContain("year, month and day");
  },
);
