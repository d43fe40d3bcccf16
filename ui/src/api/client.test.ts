import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test } from "vitest";

import * as client from "./client";
import { failureOf } from "./failure";

afterEach(clearMocks);

test("every function asks for its command with the arguments that Rust names", async () => {
  const asked: [string, unknown][] = [];
  mockIPC((command, args) => void asked.push([command, args]));

  await client.home();
  await client.startForm();
  const start = {
    candidate: { kind: "known" as const, id: "c1" },
    assessor: { name: "Lena Vogt", organisation: null },
    edition: "sfia-8",
    code: "ITOP",
    rule: "consistent",
    purpose: null,
    startLevel: 1,
  };
  await client.startInterview(start);
  await client.openAssessment("a1");
  const at = { level: 3, statement: 4 };
  await client.rate({ assessment: "a1", at, finding: "largely" });
  await client.writeNote({ assessment: "a1", at, note: "As said." });
  await client.moveTo({ assessment: "a1", at });
  await client.conclude({ assessment: "a1", awardedLevel: null, reason: "Too little was seen." });
  await client.prepareSigning("a1");
  await client.signReport({ assessment: "a1", passphrase: "correct horse" });
  await client.chooseFolder();
  await client.saveCopy("a1");

  expect(asked).toEqual([
    ["home", {}],
    ["start_form", {}],
    ["start_interview", { request: start }],
    ["open_assessment", { assessment: "a1" }],
    ["rate", { request: { assessment: "a1", at, finding: "largely" } }],
    ["write_note", { request: { assessment: "a1", at, note: "As said." } }],
    ["move_to", { request: { assessment: "a1", at } }],
    ["conclude", { request: { assessment: "a1", awardedLevel: null, reason: "Too little was seen." } }],
    ["prepare_signing", { assessment: "a1" }],
    ["sign_report", { request: { assessment: "a1", passphrase: "correct horse" } }],
    ["choose_folder", {}],
    ["save_copy", { assessment: "a1" }],
  ]);
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
