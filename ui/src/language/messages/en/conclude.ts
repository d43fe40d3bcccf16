/** The conclusion. */
export const conclude = {
  pageTitle: "Conclude · Vouchsafe",
  back: "Back to the interview",
  rule: "By the rule {{rule}}. {{inWords}}",
  skills: {
    label: "Skills of this interview",
    awarded: "{{code}}, level {{level}}",
    noLevel: "{{code}}, no level",
  },
  decisive_one: "{{count, number}} rating decides it",
  decisive_other: "{{count, number}} ratings decide it",
  decisiveMeaning: "Another rating of any one of these would change the computed level.",
  open_one: "{{count, number}} statement is open",
  open_other: "{{count, number}} statements are open",
  openMeaning: {
    settled: "Nothing was found on these, and the report says so. None of them could still change the level.",
    deciding_one:
      "Nothing was found on these, and the report says so. {{count, number}} of them could still change the level.",
    deciding_other:
      "Nothing was found on these, and the report says so. {{count, number}} of them could still change the level.",
  },
  all_one: "All {{count, number}} statement with its rating",
  all_other: "All {{count, number}} statements with their ratings",
  stillFree: "Everything can still change until you conclude",
  undo: "Undo",
  redo: "Redo",
  /** What undo and redo are about. */
  undoOf: "Undo: {{what}}",
  redoOf: "Redo: {{what}}",
  statements: {
    open: "Open statement {{level}}.{{statement}}",
    deciding: "could change the level",
    showOthers_one: "Show the other {{count, number}}",
    showOthers_other: "Show the other {{count, number}}",
  },
  summary: {
    title: "In your words",
    meaning: "The candidate reads these beside the level, and the report prints them word for word.",
    strengths: "Strengths",
    gaps: "Gaps",
    "next-steps": "Next steps",
    suggested: "From the ratings",
    line: "{{level}}.{{statement}} {{text}}",
    take: "Add",
  },
  held: {
    title: "How it was held",
    time: "Time",
    from: "{{day}}, from {{from}}",
    fromTo: "{{day}}, {{from}} to {{to}}",
    worked: "{{duration}} of interview",
    pauses_one: "{{count, number}} pause",
    pauses_other: "{{count, number}} pauses",
    noPauses: "no pauses",
    clockRanBack: "the clock ran back meanwhile",
    none: "None recorded",
    complete: "Complete or correct",
    done: "Done",
  },
  award: {
    label: "Award and acknowledgement",
    title: "Awarded level",
    asComputed: "The same as computed. Any other award asks for a reason, and the report prints it.",
    differs: "The ratings add up to level {{computed}}. The report prints your reason.",
    differsFromNone: "The ratings add up to no level. The report prints your reason.",
    reason: "Reason",
    reasonMissing: "Say why the awarded level differs from the computed one: the report prints it.",
  },
  acknowledgement: {
    title: "For {{candidate}}",
    turn: "The candidate reads their page, comments and acknowledges it. Turn the screen to them.",
    show: "Show their page",
    given: "Acknowledged on {{day}} at {{time}}. Whatever you change now voids it.",
    voided: "Something was changed on {{day}} at {{time}}, after the acknowledgement, which counts no more.",
    why: "Why there is no acknowledgement",
    whyMeaning: "Only if there will be none: the report prints it.",
    whys: {
      unwilling: "The candidate did not wish to acknowledge.",
      absent: "The candidate was not present at the end.",
      later: "The candidate asked for time to read.",
    },
    missing:
      "Let the candidate acknowledge their page, or say here why there is no acknowledgement: the report prints it.",
  },
  confirm: {
    forGood:
      "Concluding freezes the ratings and texts of this interview for good. What turns out to be wrong later is corrected by a new one.",
    forGoodAll_one:
      "Concluding freezes the ratings and texts of {{count, number}} skill of this interview for good. What turns out to be wrong later is corrected by a new one.",
    forGoodAll_other:
      "Concluding freezes the ratings and texts of all {{count, number}} skills of this interview for good. What turns out to be wrong later is corrected by a new one.",
    conclude: "Conclude and go on to sign",
    concluding: "Concluding…",
  },
} as const;
