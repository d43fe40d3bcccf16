import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { CountersignedReport } from "../../api/types/CountersignedReport";
import type { CountersignRequest } from "../../api/types/CountersignRequest";
import type { ReviewView } from "../../api/types/ReviewView";
import type { SaveReviewRequest } from "../../api/types/SaveReviewRequest";
import {
  beforeClose,
  clear,
  click,
  find,
  mayClose,
  press,
  put,
  seek,
  settle,
  submit,
  type,
  words,
} from "../page.test-data";
import { ASSESSOR, REVIEWER } from "../verify/verify.test-data";
import { reviewed } from "./review.test-data";
import Screen from "./Screen.svelte";
import { Review, type ReviewApi } from "./state.svelte";

const FULL = { code: "io", message: "The disk is full." };
const SIGNED: CountersignedReport = {
  file: "/home/ada/Documents/Lena Vogt.pdf",
  sha256: "b1f40c77".repeat(8),
  signerFingerprint: REVIEWER.fingerprint,
  signedAt: "2025-11-24T11:38:04+01:00",
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date(2025, 10, 21, 10, 42, 7));
  localStorage.clear();
});
afterEach(clear);

/** The screen in front of a program that keeps and signs everything. */
async function show(change: Partial<ReviewView> = {}) {
  const api = {
    review: vi.fn(async () => reviewed(change)),
    saveReview: vi.fn(async (_request: SaveReviewRequest) => null),
    countersign: vi.fn(async (_request: CountersignRequest) => SIGNED),
    previewReceived: vi.fn(async () => new ArrayBuffer(8)),
    saveReceived: vi.fn(async (): Promise<string | null> => "/media/stick/a.pdf"),
    showReceived: vi.fn(async () => null),
    beforeClose,
  } satisfies ReviewApi;
  const pdf = { pages: [], close: () => {} };
  const review = new Review(
    "VS-1",
    api,
    () => 0,
    async () => pdf,
  );
  const onback = vi.fn();
  put(Screen, { review, onback });
  await settle();
  const kept = () => api.saveReview.mock.lastCall?.[0].review;
  return { api, review, onback, kept };
}

test("a statement is shown with what was found and written down, and keys go through them", async () => {
  await show();
  expect(words(find("statement"))).toBe("What is expected at 1.1.");
  expect(words(find("finding"))).toBe("Fully");
  expect(words(find("note"))).toBe("Runs the checks alone.");
  await press("j");
  expect(words()).toContain("Nothing was written down about it.");
  await press("ArrowDown");
  expect(words(find("statement"))).toBe("What is expected at 2.1.");
  for (const part of ["Decisive:", "How?", "By the book.", "Handover notes"]) expect(words()).toContain(part);
  await press("k");
  expect(words(find("statement"))).toBe("What is expected at 1.2.");
  await click("statement-2-2");
  expect(words(find("finding"))).toBe("Not explored");
  expect(find("next").disabled).toBe(true);
});

test("what is checked is saved at once, in the order of the report, and counted", async () => {
  const { kept } = await show();
  expect(words(find("saved"))).toBe("What you do here is saved as you go");
  expect(words(find("progress"))).toBe("0 of 4 checked, 0 of 1 decisive");
  // Space leads to what is decisive first.
  await press(" ");
  expect(words(find("statement"))).toBe("What is expected at 2.1.");
  await press("c");
  expect(find("check").checked).toBe(true);
  await click("statement-1-2");
  find("check").click();
  await settle();
  expect(kept()).toEqual({
    sampled: [
      { assessment: "a1", level: 1, statement: 2 },
      { assessment: "a1", level: 2, statement: 1 },
    ],
    accepted: null,
    reason: "",
  });
  expect(words(find("progress"))).toBe("2 of 4 checked, 1 of 1 decisive");
  expect(words(find("saved"))).toBe("Saved 10:42:07");
  await press("c");
  expect(kept()?.sampled).toEqual([{ assessment: "a1", level: 2, statement: 1 }]);
});

test("a sample is a suggestion: nothing is checked by drawing it", async () => {
  const { api } = await show();
  expect(words(find("statement-1-1"))).not.toContain("to check");
  await click("draw");
  expect(words(find("statement-1-1"))).toContain("to check");
  expect(words(find("statement-2-1"))).toContain("decisive");
  // It was not explored, so there is nothing to check.
  expect(words(find("statement-2-2"))).not.toContain("to check");
  expect(api.saveReview).not.toHaveBeenCalled();
  await press("c");
  expect(words(find("statement-1-1"))).toContain("checked");
});

test("single letters are no keys for whoever wants none, nor in a field", async () => {
  localStorage.setItem("vouchsafe.interview", JSON.stringify({ singleKeys: false }));
  const { api } = await show();
  await press("c");
  await press("j");
  expect(words(find("statement"))).toBe("What is expected at 1.1.");
  find("review-reason").focus();
  await press("ArrowDown");
  await press(" ");
  expect(words(find("statement"))).toBe("What is expected at 1.1.");
  expect(api.saveReview).not.toHaveBeenCalled();
});

test("a reason is saved as it is typed, and what is refused says why and stays", async () => {
  const { api, kept, onback } = await show();
  await type("review-reason", "3.2 rests");
  expect(words(find("saved"))).toBe("Saving…");
  expect(api.saveReview).not.toHaveBeenCalled();
  await settle(1000);
  expect(kept()?.reason).toBe("3.2 rests");

  api.saveReview.mockRejectedValueOnce(FULL).mockRejectedValueOnce(FULL).mockRejectedValueOnce(FULL);
  await click("return");
  expect(words(find("saved"))).toContain("The disk is full.");
  expect(await mayClose()).toBe(false);
  find("check").focus();
  await press("Escape");
  expect(onback).not.toHaveBeenCalled();
  await click("save-again");
  expect(words(find("saved"))).toBe("Saved 10:42:08");
  expect(kept()).toEqual({ sampled: [], accepted: false, reason: "3.2 rests" });
  expect(await mayClose()).toBe(true);
});

test("Esc leaves a field first, and then the screen once all is on disk", async () => {
  const { api, onback } = await show();
  await type("review-reason", "3.2");
  await press("Escape");
  expect(onback).not.toHaveBeenCalled();
  await press("Escape");
  expect(api.saveReview).toHaveBeenCalledOnce();
  expect(onback).toHaveBeenCalledOnce();
});

test("nothing is signed while something is missing, and each thing says so where it is", async () => {
  const { api } = await show();
  await submit("passphrase");
  expect(words(document.getElementById("sample-error"))).toContain("Check at least one statement");
  expect(words(document.getElementById("decision-error"))).toBe("Choose: accept or return.");
  expect(words(document.getElementById("passphrase-error"))).toBe("Type the passphrase.");
  expect(document.activeElement).toBe(find("draw"));

  await press("c");
  await click("return");
  await type("passphrase", "guess");
  await submit("passphrase");
  expect(words(document.getElementById("review-reason-error"))).toBe("Write why the report is returned.");
  expect(document.activeElement).toBe(find("review-reason"));

  await type("review-reason", "Too few examples.");
  api.countersign.mockRejectedValueOnce({ code: "wrong-passphrase", message: "That is not it." });
  await submit("passphrase");
  expect(words(document.getElementById("passphrase-error"))).toBe("That is not it.");
  // The reason was on disk before anything was signed.
  expect(api.saveReview.mock.lastCall?.[0].review.reason).toBe("Too few examples.");
});

test("what is accepted is signed, and the file is shown, copied and previewed", async () => {
  const { api } = await show();
  await press("c");
  await click("accept");
  await type("passphrase", "four plain words");
  const review = { sampled: [{ assessment: "a1", level: 1, statement: 1 }], accepted: true, reason: "" };
  api.review.mockResolvedValueOnce(reviewed({ review, signed: true, signatures: [ASSESSOR, REVIEWER] }));
  await submit("passphrase");
  expect(api.countersign).toHaveBeenCalledExactlyOnceWith({
    report: "VS-1",
    name: null,
    passphrase: "four plain words",
  });
  expect(words(find("countersigned"))).toContain("You accepted this report");
  expect(words(find("countersigned"))).toContain("on 24 November 2025 at 11:38:04");
  expect(words(find("report-file"))).toBe("/home/ada/Documents/Lena Vogt.pdf");
  expect(document.activeElement?.id).toBe("done-title");
  expect([seek("passphrase"), find("check").disabled]).toEqual([null, true]);

  await click("show-received");
  expect(api.showReceived).toHaveBeenCalledExactlyOnceWith("VS-1");
  await click("save-received");
  expect(words(find("countersigned"))).toContain("/media/stick/a.pdf");
  await click("view-pages");
  expect(api.previewReceived).toHaveBeenCalledExactlyOnceWith("VS-1");
  await press("c");
  expect(api.saveReview).toHaveBeenCalledTimes(2);
});

test("what can’t be saved can’t be signed", async () => {
  const { api } = await show();
  await press("c");
  api.saveReview.mockRejectedValue(FULL);
  await click("accept");
  await type("passphrase", "four plain words");
  await submit("passphrase");
  expect(words(find("saved"))).toContain("The disk is full.");
  expect(api.countersign).not.toHaveBeenCalled();
});

test("who has no identity yet says who they are", async () => {
  const { api } = await show({ reviewer: null });
  await press("c");
  await click("accept");
  await type("passphrase", "four plain words");
  await submit("passphrase");
  expect(words(document.getElementById("reviewer-name-error"))).toBe("Write your name.");
  await type("reviewer-name", " Rhiannon Pugh ");
  await submit("passphrase");
  expect(api.countersign.mock.lastCall?.[0].name).toBe("Rhiannon Pugh");
});

test("no key is offered that does nothing", async () => {
  const { review } = await show();
  expect(words(document.querySelector("footer"))).toMatch(
    /C checked J K statement Space next to check Esc back$/,
  );
  await click("view-pages");
  expect(words(document.querySelector("footer"))).toMatch(/decisive Esc back$/);
  await click("view-statement");
  await click("statement-2-1");
  await press("c");
  // All that is worth checking is checked.
  expect(words(document.querySelector("footer"))).toMatch(/decisive C checked J K statement Esc back$/);
  review.view = reviewed({ signed: true });
  await settle();
  expect(words(document.querySelector("footer"))).toBe("J K statement Esc back");
  expect(seek("go-on")).toBeNull();
  expect(find("check").getAttribute("aria-keyshortcuts")).toBeNull();
  review.view = reviewed({ refused: "You signed it yourself." });
  await settle();
  expect(words(document.querySelector("footer"))).toBe("J K statement Esc back");
});

test("a report that can’t be countersigned here is read all the same", async () => {
  const { api } = await show({ refused: "You signed it yourself." });
  expect(words(find("refused"))).toContain("You signed it yourself.");
  expect([seek("countersign"), seek("saved"), find("check").disabled]).toEqual([null, null, true]);
  await press("c");
  await press("j");
  expect(words(find("statement"))).toBe("What is expected at 1.2.");
  expect(api.saveReview).not.toHaveBeenCalled();
});

test("a review that was signed before shows what was decided", async () => {
  await show({
    signed: true,
    review: { sampled: [], accepted: false, reason: "Why" },
    signatures: [REVIEWER],
  });
  expect(words(find("countersigned"))).toContain("This report was returned");
  expect(words(find("decision"))).toContain("3.2 rests on one example.");
  expect(seek("report-file")).toBeNull();
});

test("a report that can’t be read can be asked for again", async () => {
  const { api, review } = await show();
  review.view = null;
  api.review.mockRejectedValueOnce({ code: "not-found", message: "There is no such report." });
  await review.load();
  await settle();
  expect(words()).toContain("There is no such report.");
});
