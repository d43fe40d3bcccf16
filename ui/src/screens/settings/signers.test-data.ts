import { vi } from "vitest";

import type { ImportIdentityRequest } from "../../api/types/ImportIdentityRequest";
import type { SignersView } from "../../api/types/SignersView";

/** The signers as the settings read them: one's own, one that is trusted, and one of the same name with another key. */
export const SIGNERS: SignersView = {
  identity: {
    name: "Ada Okoro",
    organisation: "Northmoor",
    fingerprint: "7c1e90af".repeat(8),
    createdAt: "2025-02-03T10:42:07+01:00",
    validUntil: "2035-02-01T10:42:07+01:00",
    issuer: null,
  },
  signers: [
    {
      name: "Tomasz Bielawski",
      organisation: null,
      fingerprint: "e04b7712".repeat(8),
      firstSeen: "2025-03-04T10:42:07+01:00",
      trustedAt: "2025-03-05T10:42:07+01:00",
      contradicts: false,
    },
    {
      name: "Tomasz Bielawski",
      organisation: "Southmere",
      fingerprint: "c9a618fd".repeat(8),
      firstSeen: "2025-11-20T10:42:07+01:00",
      trustedAt: null,
      contradicts: true,
    },
  ],
};

/** What of the program the section of the signers needs; everything succeeds. */
export function signersApi() {
  return {
    signers: vi.fn(async () => SIGNERS),
    trustSigner: vi.fn(async (_fingerprint: string) => SIGNERS),
    distrustSigner: vi.fn(async (_fingerprint: string) => SIGNERS),
    saveRoot: vi.fn(async (): Promise<string | null> => "/home/ada/root.pem"),
    importIdentity: vi.fn(async (_request: ImportIdentityRequest): Promise<SignersView | null> => SIGNERS),
    exportIdentity: vi.fn(
      async (_request: ImportIdentityRequest): Promise<string | null> => "/home/ada/ada.p12",
    ),
  };
}
