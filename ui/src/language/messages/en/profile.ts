/** How much a report shows, and so to whom it may go. */
export const profile = {
  label: "What the report shows",
  names: {
    full: "Full report",
    candidate: "Candidate’s copy",
    sponsor: "Sponsor’s copy",
    pseudonymous: "Pseudonymous",
  },
  shows: {
    full: "Everything that was recorded. Only this one can be reviewed and kept by others.",
    candidate: "Everything about the candidate; not whose testimonies there are.",
    sponsor:
      "The result, strengths, gaps and next steps; no questions, answers, notes, reasons or titles of evidence.",
    pseudonymous:
      "A pseudonym for the candidate, dates without times, and no text in which a name can stand. It is not anonymous.",
  },
  signed: "signed {{day}}",
} as const;
