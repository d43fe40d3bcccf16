import type { HereView } from "../../api/types/HereView";
import type { ReceivedReport } from "../../api/types/ReceivedReport";
import type { ReportFacts } from "../../api/types/ReportFacts";
import type { SignatureView } from "../../api/types/SignatureView";
import type { VerifiedView } from "../../api/types/VerifiedView";

/** What a report says of itself. */
export const REPORT: ReportFacts = {
  id: "VS-2025-7F3K-Q29D",
  version: 1,
  supersedes: null,
  profile: "full",
  candidate: "Lena Vogt",
  reference: "20418",
  assessor: "Tomasz Bielawski",
  interviewedAt: "2025-11-20T10:11:00+01:00",
  issuedAt: "2025-11-21T10:42:07+01:00",
  results: [
    {
      assessment: "a1",
      edition: "SFIA 8",
      code: "ITOP",
      name: "Operations",
      computedLevel: 3,
      awardedLevel: 3,
    },
    {
      assessment: "a2",
      edition: "SFIA 8",
      code: "USUP",
      name: "Support",
      computedLevel: null,
      awardedLevel: null,
    },
  ],
};

/** The assessor's signature; nobody knows the key. */
export const ASSESSOR: SignatureView = {
  role: "assessor",
  signer: "Tomasz Bielawski",
  organisation: "Southmere",
  fingerprint: "e04b7712".repeat(8),
  signedAt: "2025-11-21T15:02:40+01:00",
  trust: "new",
  looksLike: null,
  firstSeen: null,
  review: null,
};

/** A reviewer's signature with this workspace's own key. */
export const REVIEWER: SignatureView = {
  ...ASSESSOR,
  role: "reviewer",
  signer: "Rhiannon Pugh",
  organisation: null,
  fingerprint: "7c1e90af".repeat(8),
  trust: "known",
  review: { accepted: false, reason: "3.2 rests on one example.", sampled: 5 },
};

/** A report that is kept here, and nothing more. */
export const KEPT: HereView = {
  own: false,
  supersededBy: null,
  reviewed: null,
  bringsReview: false,
  conflicts: false,
};

/** What verifying found: unchanged, of a signer whom nobody knows here, but for what `change` says. */
export function verified(change: Partial<VerifiedView> = {}): VerifiedView {
  return {
    file: "report.pdf",
    verdict: "valid-unknown-signer",
    report: REPORT,
    signatures: [ASSESSOR],
    problems: [],
    notes: [],
    here: null,
    ...change,
  };
}

/** A report that was received and is not reviewed. */
export function received(change: Partial<ReceivedReport> = {}): ReceivedReport {
  return {
    report: REPORT,
    receivedAt: "2025-11-22T09:00:00+01:00",
    signatures: [ASSESSOR],
    reviewBegun: false,
    supersededBy: null,
    ...change,
  };
}
