import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { CountersignatureView } from "../../api/types/CountersignatureView";
import type { ReportView } from "../../api/types/ReportView";
import type { SigningView } from "../../api/types/SigningView";
import { clear, find, put, seek, settle, words } from "../page.test-data";
import { assessment } from "../sample.test-data";
import Screen from "./Screen.svelte";
import { type SignApi, Signing } from "./state.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(clear);

/** The screen of a report that was signed, and came back with this review. */
async function show(review: CountersignatureView | null) {
  const report: ReportView = {
    file: null,
    sha256: "ab".repeat(32),
    pages: 9,
    signerFingerprint: "cd".repeat(32),
    signedAt: "2025-11-21T11:38:04+01:00",
    review,
  };
  const prepared: SigningView = {
    signer: "Ada Okoro",
    fingerprint: "cd",
    folder: "reports",
    profiles: [
      { profile: "full", fileName: "vogt.pdf", report },
      { profile: "sponsor", fileName: "vogt, sponsor copy.pdf", report: null },
    ],
  };
  const api: SignApi = {
    prepareSigning: async () => prepared,
    signReport: async () => report,
    chooseFolder: async () => null,
    saveCopy: async () => null,
    saveData: async () => null,
    previewReport: async () => new ArrayBuffer(8),
    openReport: async () => null,
    showReport: async () => null,
    correct: async () => assessment({ 1: 1 }),
  };
  const signing = new Signing(assessment({ 1: 1 }), api, async () => ({ pages: [], close: () => {} }));
  put(Screen, { signing, onback: () => {}, oncorrect: () => {} });
  await settle();
}

test("a report that came back accepted says by whom and when, beside when it was signed", async () => {
  await show({
    reviewer: "Mara Holt",
    signedAt: "2025-11-24T09:00:00+01:00",
    decision: { accepted: true, reason: "", sampled: 1 },
  });
  expect(words()).toContain("Signed by Ada Okoro on 21 November 2025 at 11:38:04");
  expect(words(find("reviewed"))).toBe("Accepted by Mara Holt on 24 November 2025. 1 statement was checked.");
});

test("a report that was returned says why, and what can be done", async () => {
  await show({
    reviewer: "Mara Holt",
    signedAt: "2025-11-24T09:00:00+01:00",
    decision: { accepted: false, reason: "3.2 rests on one example.", sampled: 4 },
  });
  const said = words(find("reviewed"));
  expect(said).toContain("Returned by Mara Holt on 24 November 2025. 4 statements were checked.");
  expect(said).toContain("“3.2 rests on one example.”");
  expect(said).toContain("begin a correction");
});

test("without a review nothing is said of one", async () => {
  await show(null);
  expect(words()).toContain("Signed and saved");
  expect(seek("reviewed")).toBeNull();
});

test("each profile is signed for itself: one that is not shows the form with its own file, and what is signed says when", async () => {
  await show(null);
  expect(words(find("profile-full").closest("label"))).toBe("Full report signed 21 November 2025");
  find("profile-sponsor").focus();
  find("profile-sponsor").click();
  await settle();
  expect(document.activeElement).toBe(find("profile-sponsor"));
  expect(words()).toContain("Sign the report");
  expect(words()).toContain("vogt, sponsor copy.pdf");
  expect(words()).toContain("no questions, answers, notes");
  find("profile-full").click();
  await settle();
  expect(words()).toContain("Signed and saved");
});
