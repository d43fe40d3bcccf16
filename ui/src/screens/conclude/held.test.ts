import { expect, test } from "vitest";

import { sitting, status } from "../sample.test-data";
import { conductFacts, timesHeld } from "./held";

test("the times of a sitting stand as the clock on the wall showed them", () => {
  expect(timesHeld(status({ secondsWorked: 1867, pauses: 0 }))).toEqual([
    "21 November 2025, from 10:11",
    "31 min of interview",
    "no pauses",
  ]);
  const over = status({
    startedAt: "2025-11-21T10:11:00+01:00",
    endedAt: "2025-11-21T09:58:00+01:00",
    secondsWorked: 4260,
    pauses: 2,
    clockRanBack: true,
  });
  expect(timesHeld(over)).toEqual([
    "21 November 2025, 10:11 to 09:58",
    "1 h 11 min of interview",
    "2 pauses",
    "the clock ran back meanwhile",
  ]);
});

test("what was recorded is shown word for word, and what was not is said", () => {
  const { conduct } = sitting();
  expect(new Set(conductFacts(conduct).map(({ value }) => value))).toEqual(
    new Set(["Not recorded", "None recorded"]),
  );
  const facts = conductFacts({
    ...conduct,
    mode: "video",
    consent: "withheld",
    observers: ["Ines Roth", "Tom Ek"],
    adjustments: "More time,\nand breaks.",
  });
  expect(facts.map(({ value }) => value)).toEqual([
    "By video",
    "Not recorded",
    "Not recorded",
    "Withheld",
    "Not recorded",
    "Ines Roth\nTom Ek",
    "More time,\nand breaks.",
    "None recorded",
  ]);
});
