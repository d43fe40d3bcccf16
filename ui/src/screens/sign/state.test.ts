import { expect, test, vi } from "vitest";

import type { ReportView } from "../../api/types/ReportView";
import type { SigningView } from "../../api/types/SigningView";
import { assessment } from "../sample.test-data";
import { type SignApi, Signing } from "./state.svelte";

const REPORT: ReportView = {
  file: "reports/vogt.pdf",
  sha256: "ab".repeat(32),
  pages: 9,
  signerFingerprint: "cd".repeat(32),
  signedAt: "2025-11-21T11:38:04+01:00",
  review: null,
};

const PREPARED: SigningView = {
  signer: "Ada Okoro",
  fingerprint: null,
  folder: "reports",
  profiles: (["full", "candidate", "sponsor", "pseudonymous"] as const).map((profile) => ({
    profile,
    fileName: `vogt, ${profile}.pdf`,
    report: null,
  })),
};

async function signing(
  fingerprint: string | null,
  change: Partial<SignApi> = {},
  report: ReportView | null = null,
) {
  const api = {
    prepareSigning: async () => ({
      ...PREPARED,
      fingerprint,
      profiles: PREPARED.profiles.map((it) => (it.profile === "full" ? { ...it, report } : it)),
    }),
    signReport: vi.fn(change.signReport ?? (async () => REPORT)),
    chooseFolder: async () => null,
    saveCopy: async () => null,
    saveData: async () => null,
    previewReport: vi.fn(async () => new ArrayBuffer(8)),
    openReport: vi.fn(async () => null),
    showReport: vi.fn(async () => null),
    correct: async () => assessment({ 1: 1 }, { assessment: "a2", supersedes: "a1" }),
    ...change,
  };
  const state = new Signing(assessment({ 1: 1 }), api, async () => ({ pages: [], close: () => {} }));
  await state.load();
  return { state, api, signReport: api.signReport };
}

test("the passphrase is asked for, and whether it is right the program says", async () => {
  const { state, signReport } = await signing("cd".repeat(32));
  await state.sign();
  expect(state.passphraseProblem).toBe("Type the passphrase.");
  state.passphrase = "short";
  await state.sign();
  expect(signReport).toHaveBeenCalledExactlyOnceWith({
    assessment: "a1",
    profile: "full",
    passphrase: "short",
  });
  expect(state.report).toEqual(REPORT);
  expect(state.passphrase).toBe("");
});

test("a key that is yet to be made asks for the same passphrase", async () => {
  const { state, signReport } = await signing(null);
  expect(state.makesKey).toBe(true);
  state.passphrase = "correct horse";
  await state.sign();
  expect(signReport).toHaveBeenCalledExactlyOnceWith({
    assessment: "a1",
    profile: "full",
    passphrase: "correct horse",
  });
  expect(state.makesKey).toBe(false);
});

test.each([
  ["wrong-passphrase", { passphraseProblem: "It does not open.", problem: null }],
  ["io", { passphraseProblem: null, problem: "It does not open." }],
])("the program's refusal %s stands where it belongs", async (code, where) => {
  const { state } = await signing("cd".repeat(32), {
    signReport: async () => {
      throw { code, message: "It does not open." };
    },
  });
  state.passphrase = "correct horse";
  await state.sign();
  expect(state).toMatchObject({ ...where, report: null, signing: false });
});

test("a dialog that is cancelled changes nothing", async () => {
  const { state } = await signing(null);
  await state.changeFolder();
  await state.saveCopy();
  expect(state).toMatchObject({ folder: "reports", copy: null, problem: null });
});

test("chosen places are shown", async () => {
  const { state } = await signing(null, {
    chooseFolder: async () => "stick",
    saveCopy: async () => "stick/a.pdf",
    saveData: async (_, kind) => `stick/${kind}`,
  });
  await state.changeFolder();
  await state.saveCopy();
  await state.saveData("record");
  expect(state).toMatchObject({ folder: "stick", copy: "stick/a.pdf", data: "stick/record" });
});

test("what was signed before is shown as signed", async () => {
  const { state } = await signing("cd".repeat(32), {}, REPORT);
  expect(state.report).toEqual(REPORT);
});

test("a key that was made before the rest failed is there", async () => {
  const { state } = await signing(null, {
    prepareSigning: vi
      .fn()
      .mockResolvedValueOnce(PREPARED)
      .mockResolvedValue({ ...PREPARED, fingerprint: "cd".repeat(32) }),
    signReport: async () => {
      throw { code: "io", message: "The folder can’t be written." };
    },
  });
  state.passphrase = "eight888";
  expect(state.makesKey).toBe(true);
  await state.sign();
  expect(state.makesKey).toBe(false);
  expect(state.problem).toBe("The folder can’t be written.");
});

test("the signed report takes the preview's place, and its passphrase is forgotten", async () => {
  const { state, api } = await signing("cd".repeat(32));
  state.passphrase = "correct horse";
  await state.sign();
  expect(api.previewReport).toHaveBeenCalledExactlyOnceWith("a1", "full");
  expect(state.passphrase).toBe("");
});

test("signing works without a preview", async () => {
  const { state } = await signing("cd".repeat(32), {
    previewReport: () => Promise.reject({ code: "io", message: "The disk is full." }),
  });
  await state.preview.load();
  expect(state.preview.problem).toBe("The disk is full.");
  state.passphrase = "correct horse";
  await state.sign();
  expect(state).toMatchObject({ report: REPORT, problem: null });
});

test("the signed report is opened and shown where it is; if it is gone, a sentence says so", async () => {
  const { state, api } = await signing("cd".repeat(32), {
    openReport: () => Promise.reject({ code: "not-found", message: "The file is gone. Save a copy." }),
  });
  await state.show();
  expect(api.showReport).toHaveBeenCalledExactlyOnceWith("a1", "full");
  expect(state.problem).toBeNull();
  await state.open();
  expect(state.problem).toBe("The file is gone. Save a copy.");
});

test("a correction is the new assessment, or a sentence why there is none", async () => {
  const { state } = await signing(null);
  expect(await state.correct()).toMatchObject({ assessment: "a2", supersedes: "a1" });
  const { state: failing } = await signing(null, {
    correct: () => Promise.reject({ code: "refused", message: "It is superseded already." }),
  });
  expect(await failing.correct()).toBeNull();
  expect(failing.problem).toBe("It is superseded already.");
});

test("another profile is previewed, signed and opened by itself", async () => {
  const { state, api, signReport } = await signing("cd".repeat(32), {}, REPORT);
  state.choose("sponsor");
  expect(api.previewReport).toHaveBeenLastCalledWith("a1", "sponsor");
  expect(state).toMatchObject({ report: null, fileName: "vogt, sponsor.pdf" });
  state.passphrase = "correct horse";
  await state.sign();
  expect(signReport).toHaveBeenCalledExactlyOnceWith({
    assessment: "a1",
    profile: "sponsor",
    passphrase: "correct horse",
  });
  await state.open();
  expect(api.openReport).toHaveBeenCalledExactlyOnceWith("a1", "sponsor");
  expect(Object.keys(state.reports)).toEqual(["full", "sponsor"]);
});

test("while a report is signed its profile stays", async () => {
  let signed: (report: ReportView) => void = () => {};
  const { state } = await signing("cd".repeat(32), {
    signReport: () => new Promise((resolve) => (signed = resolve)),
  });
  state.passphrase = "correct horse";
  const done = state.sign();
  state.choose("candidate");
  signed(REPORT);
  await done;
  expect(state).toMatchObject({ profile: "full", report: REPORT });
});
