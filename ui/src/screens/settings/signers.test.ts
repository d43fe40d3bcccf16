import { afterEach, beforeEach, expect, test } from "vitest";

import type { SignersView } from "../../api/types/SignersView";
import { all, clear, click, find, seek, submit, type, words } from "../page.test-data";
import { settingsApi, show } from "./settings.test-data";
import { SIGNERS } from "./signers.test-data";

const [KNOWN, OTHER] = SIGNERS.signers;
if (!KNOWN || !OTHER) throw new Error("two signers");

beforeEach(() => localStorage.clear());
afterEach(clear);

function showSigners(signers: SignersView) {
  const api = settingsApi();
  api.signers.mockResolvedValue(signers);
  return show(api);
}

test("the identity is shown whole, and says what it proves", async () => {
  const { api } = await show();
  expect(words(find("own-fingerprint"))).toBe("7c1e 90af ".repeat(8).trim());
  for (const part of ["Northmoor", "3 February 2025", "1 February 2035", "not who somebody is"])
    expect(words()).toContain(part);
  await click("save-root");
  expect(words(find("identity-news"))).toBe("The root certificate is at /home/ada/root.pem");
  api.saveRoot.mockResolvedValueOnce(null);
  await click("save-root");
  expect(words(find("identity-news"))).toBe("The root certificate is at /home/ada/root.pem");
});

test("where there is none, one can be brought along, and nothing saved", async () => {
  await showSigners({ identity: null, signers: [] });
  expect(words()).toContain("one is made with your first signature");
  expect([seek("save-root"), seek("export-identity")]).toEqual([null, null]);
  expect(seek("import-identity")).not.toBeNull();
  expect(words()).toContain("signers appear here once");
});

test("an identity is brought along with both passphrases, and says who signs from then on", async () => {
  const { api } = await show();
  await click("import-identity");
  const dialog = find("confirm-bring").closest("dialog");
  expect(words(dialog)).toContain("P-256 and P-384");
  await submit("bring-passphrase");
  expect(api.importIdentity).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(find("bring-file-passphrase"));

  await type("bring-file-passphrase", "of the file");
  await type("bring-passphrase", "guess");
  api.importIdentity.mockRejectedValueOnce({ code: "refused", message: "It holds an RSA key." });
  await submit("bring-passphrase");
  expect(words(dialog)).toContain("It holds an RSA key.");
  for (const [code, field, other] of [
    ["wrong-file-passphrase", "bring-file-passphrase", "bring-passphrase"],
    ["wrong-passphrase", "bring-passphrase", "bring-file-passphrase"],
  ] as const) {
    api.importIdentity.mockRejectedValueOnce({ code, message: "It does not open." });
    await submit("bring-passphrase");
    expect(words(document.getElementById(`${field}-error`))).toBe("It does not open.");
    expect(words(document.getElementById(`${other}-error`))).toBe("");
    expect(document.activeElement).toBe(find(field));
  }
  api.importIdentity.mockResolvedValueOnce(null);
  await submit("bring-passphrase");
  expect(dialog?.open).toBe(true);

  const issuer = "Northmoor Issuing CA";
  const brought = { name: "Ada O. Okoro", issuer };
  api.importIdentity.mockResolvedValueOnce({
    ...SIGNERS,
    identity: SIGNERS.identity && { ...SIGNERS.identity, ...brought },
  });
  await type("bring-passphrase", "four plain words");
  await submit("bring-passphrase");
  expect(api.importIdentity).toHaveBeenLastCalledWith({
    pkcs12Passphrase: "of the file",
    passphrase: "four plain words",
  });
  expect(dialog?.open).toBe(false);
  expect(words(find("identity-news"))).toContain("signs with the identity of Ada O. Okoro from now on");
  expect(words()).toContain(issuer);
});

test("the identity is saved, and no passphrase stays in the window", async () => {
  const { api } = await show();
  await click("export-identity");
  await type("carry-file-passphrase", "of the file");
  await type("carry-passphrase", "four plain words");
  await submit("carry-passphrase");
  expect(api.exportIdentity).toHaveBeenCalledOnce();
  expect(words(find("identity-news"))).toBe("The identity is at /home/ada/ada.p12");
  expect([find("carry-file-passphrase").value, find("carry-passphrase").value]).toEqual(["", ""]);
});

test("signers are listed, and are trusted only after their fingerprint was shown", async () => {
  const { api } = await show();
  const rows = all<HTMLElement>("signer").map((row) => words(row));
  expect(rows[0]).toContain("Trusted since 5 March 2025");
  expect(rows[1]).toContain("Not trusted");
  expect(rows[1]).toContain("A known signer has this name, or one that looks like it, with another key.");
  expect(rows[1]).toContain("c9a6 18fd");

  await click("trust-signer");
  expect(words(find("fingerprint"))).toBe("c9a6 18fd ".repeat(8).trim());
  const trusted = { ...OTHER, trustedAt: "2025-11-22T09:00:00+01:00" };
  api.trustSigner.mockResolvedValueOnce({ ...SIGNERS, signers: [KNOWN, trusted] });
  await click("confirm-trust");
  expect(api.trustSigner).toHaveBeenCalledExactlyOnceWith(OTHER.fingerprint);
  expect(all("withdraw")).toHaveLength(2);
  expect(words(find("identity-news"))).toBe("Tomasz Bielawski is trusted now.");

  api.distrustSigner.mockResolvedValueOnce({ ...SIGNERS, signers: [{ ...KNOWN, trustedAt: null }, trusted] });
  await click("withdraw");
  expect(api.distrustSigner).toHaveBeenCalledExactlyOnceWith(KNOWN.fingerprint);
  expect(words(find("identity-news"))).toBe("Tomasz Bielawski is not trusted any more.");
});

test("a key that was trusted before any report came has no name yet", async () => {
  const unseen = { ...KNOWN, name: null, firstSeen: null };
  const { api } = await showSigners({ ...SIGNERS, signers: [unseen] });
  expect(words(find("signer"))).toContain("No report seen yet");
  expect(words(find("signer"))).toContain("not yet");
  api.distrustSigner.mockResolvedValueOnce({ ...SIGNERS, signers: [] });
  await click("withdraw");
  expect(words(find("identity-news"))).toContain("is not trusted any more");
});

test("signers that could not be read can be asked for again", async () => {
  const api = settingsApi();
  api.signers.mockRejectedValueOnce({ code: "io", message: "The disk is gone." });
  await show(api);
  expect(words()).toContain("The disk is gone.");
  expect(seek("import-identity")).toBeNull();
});
