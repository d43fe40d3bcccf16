/** The home screen. */
export const home = {
  pageTitle: "Interviews · Vouchsafe",
  title: "Interviews",
  reading: "Reading the interviews…",
  empty:
    "No interviews yet. Begin one when your candidate sits opposite you; nothing has to be prepared. Whatever you rate or write stays on this machine and is saved as you go.",
  newInterview: "New interview",
  staysHere: "Everything stays on this machine",
  keyNewInterview: "new interview",
  going: {
    title: "In progress",
    stopped: "Stopped at level {{level}}, statement {{statement}}",
    state: "{{changed}} · {{explored, number}} of {{statements, number}} explored",
    resume: "Resume",
    resumeWith: "Resume with {{candidate}}",
  },
  history: {
    title: "Concluded",
    name: "Name",
    skill: "Skill",
    awarded: "Awarded",
    concluded: "Concluded",
    report: "Report",
    noLevel: "none",
    computed: "computed {{level}}",
    computedNone: "computed none",
    signed: "signed",
    toBeSigned: "to be signed",
    open: "Open",
    openOf: "Open the assessment of {{candidate}}",
  },
} as const;
