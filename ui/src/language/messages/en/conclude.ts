/** The conclusion. */
export const conclude = {
  pageTitle: "Conclude, {{candidate}} · Vouchsafe",
  back: "Back to the interview",
  rule: "By the rule {{rule}}. {{inWords}}",
  decisive_one: "{{count, number}} rating decides it",
  decisive_other: "{{count, number}} ratings decide it",
  decisiveMeaning: "Another rating of any one of these would change the computed level.",
  open_one: "{{count, number}} statement is open",
  open_other: "{{count, number}} statements are open",
  openMeaning: "Nothing was found on these, and the report says so.",
  stillFree: "Ratings can still change until you conclude",
  statements: {
    open: "Open statement {{level}}.{{statement}}",
    showOthers_one: "Show the other {{count, number}}",
    showOthers_other: "Show the other {{count, number}}",
  },
  award: {
    label: "Award",
    title: "Awarded level",
    asComputed: "The same as computed. Any other award asks for a reason, and the report prints it.",
    differs: "The ratings add up to level {{computed}}. The report prints your reason.",
    differsFromNone: "The ratings add up to no level. The report prints your reason.",
    reason: "Reason",
    reasonMissing: "Say why the awarded level differs from the computed one: the report prints it.",
    forGood:
      "Concluding freezes the ratings and notes of this interview for good. What turns out to be wrong later is corrected by a new interview.",
    conclude: "Conclude and go on to sign",
  },
} as const;
