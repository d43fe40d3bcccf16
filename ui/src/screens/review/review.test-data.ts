import type { ReviewedAssessment } from "../../api/types/ReviewedAssessment";
import type { ReviewedStatement } from "../../api/types/ReviewedStatement";
import type { ReviewView } from "../../api/types/ReviewView";
import { ASSESSOR, REPORT, REVIEWER } from "../verify/verify.test-data";

/** A statement in invented words. */
function statement(level: number, number: number, change: Partial<ReviewedStatement>): ReviewedStatement {
  return {
    statement: number,
    text: `What is expected at ${level}.${number}.`,
    finding: "fully",
    decisive: false,
    note: "",
    reason: "",
    questions: [],
    evidence: [],
    ...change,
  };
}

const ASSESSMENT: ReviewedAssessment = {
  assessment: "a1",
  code: "ITOP",
  name: "Operations",
  edition: "SFIA 8",
  rule: "consistent 1",
  computedLevel: 2,
  awardedLevel: 3,
  awardReason: "The work products were seen after the interview.",
  levels: [
    {
      level: 1,
      verdict: "met",
      statements: [statement(1, 1, { note: "Runs the checks alone." }), statement(1, 2, {})],
    },
    {
      level: 2,
      verdict: "met",
      statements: [
        statement(2, 1, {
          finding: "largely",
          decisive: true,
          questions: [{ asked: "How?", answered: "By the book." }],
          evidence: ["Handover notes"],
        }),
        statement(2, 2, { finding: null }),
      ],
    },
    { level: 3, verdict: "not-defined", statements: [] },
  ],
};

/** A received report with four statements, of which nothing is checked yet, but for what `change` says. */
export function reviewed(change: Partial<ReviewView> = {}): ReviewView {
  return {
    report: REPORT,
    signatures: [ASSESSOR],
    assessments: [ASSESSMENT],
    review: { sampled: [], accepted: null, reason: "" },
    signed: false,
    reviewer: { name: REVIEWER.signer, fingerprint: REVIEWER.fingerprint },
    refused: null,
    ...change,
  };
}
