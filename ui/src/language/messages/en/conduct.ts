/** How a sitting is held: fields of a new interview and of one in progress. */
export const conduct = {
  mode: "Held",
  modes: {
    "in-person": "In person",
    video: "By video",
    telephone: "By telephone",
  },
  place: "Place",
  placeHint: "A room or a site, or the means of a remote talk.",
  identity: "Identity",
  identityHint: "How you made sure who the candidate is.",
  identityChecks: {
    known: "Known personally",
    identityCard: "Identity card",
    passport: "Passport",
    staffCard: "Staff card",
  },
  consent: "Consent",
  consentHint: "To the interview, and to what is kept of it.",
  consents: {
    given: "Given",
    withheld: "Withheld",
  },
  notRecorded: "Not recorded",
  sponsor: "Sponsor",
  sponsorHint: "Who asked for the assessment.",
  observers: "Observers",
  observersHint: "Who else is present, a name per line.",
  adjustments: "Adjustments",
  adjustmentsHint: "What is done differently for the candidate’s sake.",
  interruptions: "Interruptions",
  interruptionsHint: "What disturbed the sitting.",
} as const;
