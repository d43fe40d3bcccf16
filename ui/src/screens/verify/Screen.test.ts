import { afterEach, expect, test, vi } from "vitest";

import { REPORT_LIMIT } from "../../api/types/limits";
import type { ReceivedReport } from "../../api/types/ReceivedReport";
import type { ReceivedView } from "../../api/types/ReceivedView";
import type { VerifiedView } from "../../api/types/VerifiedView";
import { all, clear, click, find, press, put, seek, settle, words } from "../page.test-data";
import { SIGNERS } from "../settings/signers.test-data";
import Screen from "./Screen.svelte";
import { Verification, type VerifyApi } from "./state.svelte";
import { ASSESSOR, KEPT, received, REPORT, REVIEWER, verified } from "./verify.test-data";

afterEach(clear);

const file = (name: string, content = "%PDF-1.7") => new File([content], name, { type: "application/pdf" });

/** The screen in front of a program that finds this, and has received that. */
async function show(found: Partial<VerifiedView> = {}, kept: ReceivedReport[] = []) {
  const api = {
    verifyReport: vi.fn(async (name: string, _bytes: ArrayBuffer) => verified({ ...found, file: name })),
    receiveReport: vi.fn(async (_name: string, _bytes: ArrayBuffer): Promise<ReceivedView> => ({
      report: REPORT.id,
      outcome: "added",
      candidate: "Lena Vogt",
      alike: ["Lena Voigt"],
    })),
    receivedReports: vi.fn(async () => kept),
    trustSigner: vi.fn(async (_fingerprint: string) => SIGNERS),
  } satisfies VerifyApi;
  const verification = new Verification([], api);
  const on = { onback: vi.fn(), onreview: vi.fn() };
  put(Screen, { verification, ...on });
  await settle();
  return { api, verification, ...on };
}

/** Files are held above something, or let go. */
async function drag(kind: "dragenter" | "dragover" | "dragleave" | "drop", files: File[] = []) {
  const event = new Event(kind, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types: ["Files"], files, dropEffect: "none" } });
  document.body.dispatchEvent(event);
  await settle();
  return event as DragEvent;
}

test("a report that is dropped gets a verdict in one sentence, and then what it says and who signed", async () => {
  const { api } = await show();
  await drag("dragenter");
  expect(words(find("drop"))).toContain("Let go, and they are verified.");
  const over = await drag("dragover");
  expect([over.defaultPrevented, over.dataTransfer?.dropEffect]).toEqual([true, "copy"]);
  const dropped = await drag("drop", [file("zoë.pdf", "the bytes")]);
  await settle();
  expect(dropped.defaultPrevented).toBe(true);
  expect(words(find("drop"))).not.toContain("Let go");

  const [name, bytes] = api.verifyReport.mock.calls[0] ?? [];
  expect([name, new TextDecoder().decode(bytes)]).toEqual(["zoë.pdf", "the bytes"]);
  expect(words(find("verdict"))).toBe("Valid, signer not known here");
  expect(words(document.querySelector("h2"))).toBe(
    "This report is unchanged, but the key of Tomasz Bielawski is not known here.",
  );
  const details = words(find("details"));
  for (const part of [
    "Lena Vogt",
    "Operations (ITOP), SFIA 8: level 3",
    "Support (USUP), SFIA 8: no level",
    "by Tomasz Bielawski on 20 November 2025",
    "VS-2025-7F3K-Q29D, version 1, made on 21 November 2025",
    "Southmere",
    "21 November 2025, 15:02:40, as the signer says",
    "e04b 7712",
  ])
    expect(details).toContain(part);
});

test("files that leave the window, or words that are dragged, change nothing", async () => {
  const { api } = await show();
  await drag("dragenter");
  await drag("dragenter");
  await drag("dragleave");
  expect(words(find("drop"))).toContain("Let go");
  await drag("dragleave");
  expect(words(find("drop"))).not.toContain("Let go");
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types: ["text/plain"], files: [] } });
  document.body.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
  expect(api.verifyReport).not.toHaveBeenCalled();
});

test("files are chosen by button or by key", async () => {
  const { api } = await show();
  const chosen = vi.spyOn(find("files"), "click").mockImplementation(() => {});
  await click("choose-files");
  await press("o", { ctrlKey: true });
  expect(chosen).toHaveBeenCalledTimes(2);
  Object.defineProperty(find("files"), "files", { value: [file("a.pdf")], configurable: true });
  find("files").dispatchEvent(new Event("change", { bubbles: true }));
  await settle();
  expect(api.verifyReport).toHaveBeenCalledOnce();
});

test("many files are verified one after the other, each with a sentence, and arrows go through them", async () => {
  vi.useFakeTimers();
  const { api, verification } = await show();
  const answers: ((view: VerifiedView) => void)[] = [];
  api.verifyReport.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
  const adding = verification.add([file("a.pdf"), file("b.pdf"), file("c.pdf")]);
  await settle(400);
  expect(api.verifyReport).toHaveBeenCalledOnce();
  expect(words(find("verifying"))).toBe("Verifying 1 of 3: a.pdf");
  answers[0]?.(verified({ verdict: "valid", file: "a.pdf", signatures: [] }));
  await settle();
  const broken = [{ code: "text", message: "Page 1 says level 4, the record 3." }];
  answers[1]?.(verified({ verdict: "invalid", file: "b.pdf", report: null, problems: broken }));
  await settle();
  answers[2]?.(verified({ verdict: "unreadable", file: "c.pdf", report: null, signatures: [] }));
  await adding;
  await settle();

  expect(words(find("verifying"))).toBe("3 files are verified.");
  expect(all("file").map((one) => words(one))).toEqual([
    "a.pdf Valid Nothing has changed since this report was signed, and every signer is known here.",
    "b.pdf Not valid This is not a report as it was signed. Do not rely on it.",
    "c.pdf Unreadable Nothing can be said about this file.",
  ]);
  expect(words(find("verdict"))).toBe("Valid");
  all("file")[0]?.focus();
  await press("ArrowDown");
  expect(document.activeElement).toBe(all("file")[1]);
  expect(words(find("verdict"))).toBe("Not valid");
  expect(words(find("problems"))).toBe("Page 1 says level 4, the record 3.");
  // A signature that does not hold is no reason to trust anybody.
  expect(seek("signature")).not.toBeNull();
  expect(seek("trust-signer")).toBeNull();
  expect(seek("keep")).toBeNull();

  await click("clear");
  expect(all("file")).toEqual([]);
  expect(document.activeElement?.tagName).toBe("H1");
});

test("a file that can’t be read says so, and the others are verified", async () => {
  const { verification } = await show();
  const gone = file("gone.pdf");
  gone.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
  const huge = file("huge.pdf");
  Object.defineProperty(huge, "size", { value: REPORT_LIMIT + 1 });
  await verification.add([gone, huge, file("a.pdf")]);
  await settle();
  expect(words(all("file")[0])).toContain("It could not be read.");
  expect(words(all("file")[1])).toContain("larger than 8 MiB, which");
  expect(words(all("file")[2])).toContain("unchanged");
});

test("a signer is trusted after the fingerprint was shown, and what they signed is verified once more", async () => {
  const { api, verification } = await show();
  await verification.add([file("a.pdf")]);
  await settle();
  await click("trust-signer");
  const dialog = find("confirm-trust").closest("dialog");
  expect(words(dialog)).toContain("Trust the key of Tomasz Bielawski?");
  expect(words(find("fingerprint"))).toBe("e04b 7712 ".repeat(8).trim());
  await click("cancel-trust");
  expect(api.trustSigner).not.toHaveBeenCalled();

  await click("trust-signer");
  api.trustSigner.mockRejectedValueOnce({ code: "io", message: "The disk is full." });
  await click("confirm-trust");
  expect(words(dialog)).toContain("The disk is full.");
  const known = { ...ASSESSOR, trust: "known" as const, firstSeen: "2025-11-22T09:00:00+01:00" };
  api.verifyReport.mockResolvedValueOnce(verified({ verdict: "valid", signatures: [known] }));
  await click("confirm-trust");
  await settle();
  expect(api.trustSigner).toHaveBeenLastCalledWith(ASSESSOR.fingerprint);
  expect(dialog?.open).toBe(false);
  expect(words(find("verdict"))).toBe("Valid");
  expect(words(find("trust"))).toBe("Known here, first seen on 22 November 2025");
});

test("a known name with another key is said neutrally", async () => {
  const same = { ...ASSESSOR, trust: "contradicts" as const, looksLike: ASSESSOR.signer };
  const { verification } = await show({ signatures: [same] });
  await verification.add([file("a.pdf")]);
  await settle();
  expect(words(find("trust"))).toContain(
    "A signer of this name is known here with another key. It may be a new laptop: ask.",
  );
  await click("trust-signer");
  expect(words(find("confirm-trust").closest("dialog"))).toContain(
    "A signer of this name, or of one that looks like it, is known here with another key.",
  );
});

test("a name that looks like a known one is called out with it, and so are two keys in one name", async () => {
  const alike = { ...ASSESSOR, trust: "contradicts" as const, looksLike: "Tomasz Bielawska" };
  const sentence = "Assessor and reviewer both sign as Tomasz Bielawski, with different keys.";
  const { verification } = await show({
    signatures: [alike],
    notes: [{ code: "one-name", message: sentence }],
  });
  await verification.add([file("a.pdf")]);
  await settle();
  expect(words(find("trust"))).toContain(
    "This name looks like that of Tomasz Bielawska, who is known here with another key.",
  );
  expect(words(find("notes"))).toBe(sentence);
  expect(seek("problems")).toBeNull();
});

test("a report is kept, says what became of it, and can be reviewed", async () => {
  const { api, verification, onreview } = await show();
  await verification.add([file("a.pdf", "the bytes")]);
  await settle();
  expect(seek("review")).toBeNull();
  api.receiveReport.mockRejectedValueOnce({ code: "refused", message: "It is another report of that id." });
  await click("keep");
  expect(words(find("details"))).toContain("It is another report of that id.");

  api.verifyReport.mockResolvedValueOnce(verified({ here: KEPT }));
  api.receivedReports.mockResolvedValueOnce([received()]);
  await click("keep");
  await settle();
  expect(new TextDecoder().decode(api.receiveReport.mock.lastCall?.[1])).toBe("the bytes");
  expect(words(find("kept"))).toContain("Kept, with the results of Lena Vogt.");
  expect(words(find("kept"))).toContain("Nobody is merged: Lena Voigt.");
  expect(words(find("here"))).toBe("It is kept in this workspace.");
  expect(seek("keep")).toBeNull();
  await click("review");
  expect(onreview).toHaveBeenCalledExactlyOnceWith("VS-2025-7F3K-Q29D");
});

test("what this workspace knows of a report is said", async () => {
  const reviewed = { accepted: false, reason: "Too few examples.", sampled: 3 };
  const { api, verification } = await show({ here: { ...KEPT, own: true, reviewed, supersededBy: "VS-2" } });
  await verification.add([file("a.pdf")]);
  await settle();
  for (const part of ["It was signed in this workspace.", "VS-2", "it was returned", "“Too few examples.”"])
    expect(words(find("here"))).toContain(part);
  expect([seek("keep"), seek("review")]).toEqual([null, null]);

  api.verifyReport.mockResolvedValueOnce(verified({ here: { ...KEPT, own: true, bringsReview: true } }));
  await verification.add([file("b.pdf")]);
  await settle();
  expect(words(find("keep"))).toBe("Add the review to it");

  api.verifyReport.mockResolvedValueOnce(verified({ here: { ...KEPT, conflicts: true } }));
  await verification.add([file("c.pdf")]);
  await settle();
  expect(words(find("here"))).toContain("One of the two is not what it says it is");
  expect([seek("keep"), seek("review")]).toEqual([null, null]);
});

test("an extract is not kept, and a reviewer’s decision is shown", async () => {
  const { verification } = await show({
    verdict: "valid",
    report: { ...REPORT, profile: "sponsor" },
    signatures: [{ ...ASSESSOR, trust: "known" }, REVIEWER],
  });
  await verification.add([file("a.pdf")]);
  await settle();
  expect(seek("keep")).toBeNull();
  expect(words(find("details"))).toContain("this one is an extract");
  expect(words(find("decision"))).toBe("Returned, 5 statements checked “3.2 rests on one example.”");
});

test("what was received is listed with its review, and opens", async () => {
  const other = { ...REPORT, id: "VS-2", candidate: "Mei Lin" };
  const { onreview } = await show({}, [
    received({ reviewBegun: true, supersededBy: "VS-3" }),
    received({ report: other, signatures: [ASSESSOR, REVIEWER] }),
  ]);
  const rows = [...document.querySelectorAll("tbody tr")].map((row) => words(row));
  expect(rows[0]).toContain("Review begun superseded by VS-3Review");
  expect(rows[1]).toContain("Returned by Rhiannon Pugh Open");
  await click("open-received");
  expect(onreview).toHaveBeenCalledExactlyOnceWith("VS-2025-7F3K-Q29D");
});

test("a list that can’t be read can be asked for again, and Esc leads home", async () => {
  const { api, verification, onback } = await show();
  api.receivedReports.mockRejectedValueOnce({ code: "io", message: "The disk is gone." });
  await verification.load();
  await settle();
  expect(words()).toContain("The disk is gone.");
  await press("Escape");
  expect(onback).toHaveBeenCalledOnce();
});
