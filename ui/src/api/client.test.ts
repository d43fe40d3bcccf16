import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test, vi } from "vitest";

import * as client from "./client";
import { failureOf } from "./failure";
import { NO_CONDUCT } from "../sitting/conduct";

afterEach(clearMocks);

test("every function asks for its command with the arguments that Rust names", async () => {
  const asked: [string, unknown][] = [];
  mockIPC((command, args) => void asked.push([command, args]));

  await client.home();
  await client.search("okafor");
  await client.beginSample();
  await client.startForm();
  const conduct = NO_CONDUCT;
  const skill = {
    edition: "sfia-8",
    code: "ITOP",
    rule: "consistent",
    route: { walk: "up" as const, from: 1 },
  };
  const start = {
    ...skill,
    candidate: { kind: "known" as const, id: "c1" },
    assessor: { name: "Lena Vogt", organisation: null },
    purpose: null,
    conduct,
  };
  await client.startInterview(start);
  await client.addSkill({ ...skill, interview: "i1" });
  await client.openAssessment("a1");
  const at = { level: 3, statement: 4 };
  const finding = { kind: "finding" as const, assessment: "a1", at, finding: "largely" as const };
  await client.change({ interview: "i1", change: finding });
  await client.moveTo({ assessment: "a1", at });
  const sitting = { interview: "i1", assessment: "a1" };
  await client.undo(sitting);
  await client.redo(sitting);
  await client.pause("i1");
  await client.resume("i1");
  await client.attachFiles({ assessment: "a1", evidence: "e1" });
  await client.saveAttachment("a1", "0f");
  const parameters = {
    floor: "partly" as const,
    meanTenths: 825,
    coverageTenths: 500,
    lowerLevels: "met" as const,
  };
  await client.decisionRules();
  await client.tryRule({ assessment: "a1", parameters });
  await client.saveRule({ name: "house", parameters });
  await client.conclude(sitting);
  await client.correct("a1");
  await client.discard("i1");
  await client.auditTrail({ interview: "i1", before: 12 });
  await client.verifyAudit();
  await client.prepareSigning("a1");
  await client.previewReport("a1", "full");
  await client.signReport({ assessment: "a1", profile: "sponsor", passphrase: "correct horse" });
  await client.openReport("a1", "candidate");
  await client.showReport("a1", "pseudonymous");
  await client.chooseFolder();
  await client.saveCopy("a1", "sponsor");
  await client.saveData("a1", "ratings");
  await client.receivedReports();
  await client.previewReceived("VS-1");
  await client.review("VS-1");
  const review = { sampled: [], accepted: true, reason: "" };
  await client.saveReview({ report: "VS-1", review });
  await client.countersign({ report: "VS-1", name: null, passphrase: "correct horse" });
  await client.saveReceived("VS-1");
  await client.showReceived("VS-1");
  await client.signers();
  await client.trustSigner("7c1e");
  await client.distrustSigner("7c1e");
  await client.saveRoot();
  const passphrases = { pkcs12Passphrase: "of the file", passphrase: "correct horse" };
  await client.importIdentity(passphrases);
  await client.exportIdentity(passphrases);
  await client.people();
  await client.person("c1");
  await client.eraseCandidate({ candidate: "c1", typed: "Amara" });
  await client.saveReceipt({ candidate: "c1", reference: null });

  expect(asked).toEqual([
    ["home", {}],
    ["search", { query: "okafor" }],
    ["begin_sample", {}],
    ["start_form", {}],
    ["start_interview", { request: start }],
    ["add_skill", { request: { ...skill, interview: "i1" } }],
    ["open_assessment", { assessment: "a1" }],
    ["change", { request: { interview: "i1", change: finding } }],
    ["move_to", { request: { assessment: "a1", at } }],
    ["undo", { request: sitting }],
    ["redo", { request: sitting }],
    ["pause", { interview: "i1" }],
    ["resume", { interview: "i1" }],
    ["attach_files", { request: { assessment: "a1", evidence: "e1" } }],
    ["save_attachment", { assessment: "a1", sha256: "0f" }],
    ["decision_rules", {}],
    ["try_rule", { request: { assessment: "a1", parameters } }],
    ["save_rule", { request: { name: "house", parameters } }],
    ["conclude", { request: sitting }],
    ["correct", { assessment: "a1" }],
    ["discard", { interview: "i1" }],
    ["audit_trail", { request: { interview: "i1", before: 12 } }],
    ["verify_audit", {}],
    ["prepare_signing", { assessment: "a1" }],
    ["preview_report", { assessment: "a1", profile: "full" }],
    ["sign_report", { request: { assessment: "a1", profile: "sponsor", passphrase: "correct horse" } }],
    ["open_report", { assessment: "a1", profile: "candidate" }],
    ["show_report", { assessment: "a1", profile: "pseudonymous" }],
    ["choose_folder", {}],
    ["save_copy", { assessment: "a1", profile: "sponsor" }],
    ["save_data", { assessment: "a1", kind: "ratings" }],
    ["received_reports", {}],
    ["preview_received", { report: "VS-1" }],
    ["review", { report: "VS-1" }],
    ["save_review", { request: { report: "VS-1", review } }],
    ["countersign", { request: { report: "VS-1", name: null, passphrase: "correct horse" } }],
    ["save_received", { report: "VS-1" }],
    ["show_received", { report: "VS-1" }],
    ["signers", {}],
    ["trust_signer", { fingerprint: "7c1e" }],
    ["distrust_signer", { fingerprint: "7c1e" }],
    ["save_root", {}],
    ["import_identity", { request: passphrases }],
    ["export_identity", { request: passphrases }],
    ["people", {}],
    ["person", { candidate: "c1" }],
    ["erase_candidate", { request: { candidate: "c1", typed: "Amara" } }],
    ["save_receipt", { request: { candidate: "c1", reference: null } }],
  ]);
});

test("a file crosses as its bytes, with its name beside it in plain characters", async () => {
  const invoke = vi.fn();
  vi.stubGlobal("__TAURI_INTERNALS__", { invoke });
  const bytes = new Uint8Array([37, 80, 68, 70]);
  await client.verifyReport("Zoë Жук (1).pdf", bytes.buffer);
  await client.receiveReport("a.pdf", bytes.buffer);
  expect(invoke.mock.calls).toEqual([
    ["verify_report", bytes, { headers: { "file-name": "Zo%C3%AB%20%D0%96%D1%83%D0%BA%20(1).pdf" } }],
    ["receive_report", bytes, { headers: { "file-name": "a.pdf" } }],
  ]);
  vi.unstubAllGlobals();
});

test("the program's own sentence is shown as it is", () => {
  const failure = { code: "frozen", message: "The assessment is concluded." };
  expect(failureOf(failure)).toEqual(failure);
});

test.each([["command rate not found"], [new Error("command rate not found")]])(
  "a broken connection becomes a sentence: %s",
  (thrown) => {
    const failure = failureOf(thrown);
    expect(failure.code).toBe("unreachable");
    expect(failure.message).toContain("(command rate not found)");
    expect(failure.message).toContain("What was saved is safe");
  },
);
