/**
 * Every sentence and label of the window, in British English. A message is named after where it stands and what it
 * says; {{…}} takes a value, and `_one` and `_other` are the plural forms that `count` chooses between.
 */
export const en = {
  app: {
    name: "Vouchsafe",
    unreachable:
      "The window could not reach the program ({{detail}}). What was saved is safe on this machine; close Vouchsafe and open it again.",
  },

  /** What is written on the keys. */
  key: {
    enter: "Enter",
    escape: "Esc",
    ctrlEnter: "Ctrl Enter",
    ctrlN: "Ctrl N",
  },

  /** What several screens say. */
  common: {
    tryAgain: "Try again",
    backToHome: "Interviews",
    saved: "Saved {{time}}",
    progress: "{{explored, number}} of {{statements, number}} explored",
    noLevel: "None",
  },

  moment: {
    today: "today {{time}}",
    yesterday: "yesterday {{time}}",
    minutes: "{{minutes, number}} min",
    hours: "{{hours, number}} h {{minutes, number}} min",
    begun: "begun {{day}}",
  },

  skill: {
    inFull: "{{name}} ({{code}}), {{edition}}",
    withCode: "{{name}} ({{code}})",
    draftEdition: "{{edition}} draft",
  },

  /** What was found on a statement. */
  finding: {
    open: "Not explored",
    "no-opportunity": "No opportunity",
    "not-met": "Not met",
    partly: "Partly",
    largely: "Largely",
    fully: "Fully",
  },

  /** The share of a statement that each rating stands for. */
  band: {
    "not-met": "0–15 %",
    partly: ">15–50 %",
    largely: ">50–85 %",
    fully: ">85–100 %",
  },

  /** What a rule says of a level. */
  verdict: {
    met: "Met",
    "not-met": "Not met",
    inconclusive: "Inconclusive",
    "not-assessed": "Not assessed",
    "not-defined": "Not defined",
  },

  /** What the ratings add up to. */
  outcome: {
    noLevel: "The ratings add up to no level.",
    highest: "Level {{computed}} is met.",
    /** By the verdict on the next level that the skill defines. */
    next: {
      met: "Level {{computed}} is met. Level {{next}} is met by itself, but not together with the levels below it.",
      "not-met": "Level {{computed}} is met. Level {{next}} is not met.",
      inconclusive: "Level {{computed}} is met. Level {{next}} is inconclusive.",
      "not-assessed": "Level {{computed}} is met. Level {{next}} was not assessed.",
    },
    outlook: {
      nothingRated: "Nothing is rated yet.",
      couldBecome: "What is still open could make it level {{level}}.",
      allExplored: "Everything is explored.",
      settled: "Nothing that is still open could raise it.",
    },
  },

  steps: {
    label: "Steps",
    interview: "Interview",
    conclude: "Conclude",
    sign: "Sign",
  },

  levelTable: {
    caption: "Verdict by level",
    level: "Level",
    ratings: "Ratings",
    verdict: "Verdict",
    why: "Why",
    presumed: "presumed",
  },

  home: {
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
  },

  start: {
    pageTitle: "New interview · Vouchsafe",
    title: "New interview",
    candidate: "Candidate",
    candidateMissing: "Say who is interviewed.",
    knownPeople: "People interviewed before",
    knownPeopleFound_one: "{{count, number}} person interviewed before; the down arrow chooses.",
    knownPeopleFound_other: "{{count, number}} people interviewed before; the down arrow chooses.",
    known: "Interviewed here before: {{details, list(type: unit; style: short)}}.",
    knownByName: "Interviewed here before: the name is all that was written down.",
    somebodyElse: "Somebody else",
    namesake: "Somebody of this name was interviewed here before.",
    samePerson: "It is the same person",
    role: "Role",
    reference: "Reference, such as a staff number",
    skill: "Skill",
    edition: "Edition",
    editionImported: "{{edition}}, imported",
    draftEdition: "This edition is a draft. Its words may change, and the report says so.",
    startAt: "Start at",
    rule: "Decision rule",
    purpose: "Purpose",
    purposeHint: "What the assessment is for",
    assessor: "Assessor",
    assessorHint: "Your name, as it will stand in the signature",
    assessorMissing: "Say who interviews: the report carries this name.",
    organisation: "Assessor’s organisation",
    organisationHint: "Organisation",
    summary: {
      title: "What will happen",
      /** {{candidate}} is the name, or `somebody` until there is one. */
      course_one:
        "You and {{candidate}} go through up to {{count, number}} statement about {{skill}}, beginning at level {{level}}. Leave and come back whenever you like: the interview resumes where it stopped.",
      course_other:
        "You and {{candidate}} go through up to {{count, number}} statements about {{skill}}, beginning at level {{level}}. Leave and come back whenever you like: the interview resumes where it stopped.",
      somebody: "the candidate",
      noSkill: "There is no skill to assess yet.",
      start: "Start the interview",
    },
    nothingKept: "Nothing is kept until you start",
    keyStart: "start",
    keyBack: "back",
  },

  interview: {
    pageTitle: "{{candidate}}, {{level}}.{{statement}} · Vouchsafe",
    leave: "Leave",
    conclude: "Conclude",
    keyStatement: "statement",
    keyLevel: "level",
    keyNote: "note",
    allKeys: "all keys",
    rail: {
      title: "Levels",
      notDefined: "Not defined for this skill",
      /** Read out behind the level's name and verdict. */
      progress: ", {{explored, number}} of {{statements, number}} explored",
      computed: "Computed level",
      noLevel: "none",
    },
    statement: {
      place: "Level {{level}} · {{phrase}}",
      draft: "draft",
      previous: "Previous statement",
      position: "Statement {{statement, number}} of {{statements, number}}",
      next: "Next statement",
      guidance: "Guidance",
      note: "Note",
      noteOnNoOpportunity: "Say why the work gave no opportunity: the report lists it.",
    },
    ratings: {
      title: "Rating",
      noOpportunity: "No opportunity",
      clear: "Clear rating",
    },
    guidance: {
      title: "Guidance, never scored",
      hide: "Hide the guidance",
      none: "This skill comes without guidance.",
    },
    saveState: {
      notSaved: "Not saved. {{why}}",
      leaveAnyway: "Leave without it",
      saving: "Saving…",
    },
    keys: {
      title: "Keys",
      rate: "rate",
      noOpportunity: "the work gave no opportunity",
      clear: "clear the rating",
      statement: "next, previous statement; the arrows do too",
      level: "next, previous level",
      writeNote: "write in the note",
      leaveNote: "leave the note, back to rating",
      guidance: "show or hide the guidance",
      conclude: "conclude",
      help: "this list",
      goOn: "Go on to the next statement after a rating",
      singleKeys: "Let single letters and digits be keys",
      close: "Close",
    },
  },

  conclude: {
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
  },

  sign: {
    pageTitle: "Sign, {{candidate}} · Vouchsafe",
    concludedOn: "Concluded on {{day}}",
    noLongerChanges: "Ratings and notes no longer change",
    subject: {
      kind: "Report of a skills interview",
      noLevel: "No level awarded",
      asComputed: "{{skill}}. Awarded as computed, by the rule {{rule}}.",
      computed: "{{skill}}. Computed by the rule {{rule}}: level {{level}}.",
      computedNone: "{{skill}}. Computed by the rule {{rule}}: no level.",
      reason: "“{{reason}}”",
      content:
        "The report holds every statement with its rating and note, the rule with its parameters, and the signed record that anyone can check later. Assessor: {{assessor}}.",
    },
    form: {
      title: "Sign the report",
      vouching:
        "You are about to vouch for this report. After this, a correction is a new report that replaces it.",
      signer: "Signs",
      key: "Key",
      keyToBeMade: "made with the first signature",
      folder: "Goes to",
      changeFolder: "Change the folder",
      change: "Change…",
      fileName: "As",
      newPassphrase: "Passphrase for your new key",
      passphrase: "Passphrase of your key",
      passphraseMissing: "Type the passphrase.",
      passphraseTooShort_one:
        "Take at least {{count, number}} character; a sentence is easy to keep in mind.",
      passphraseTooShort_other:
        "Take at least {{count, number}} characters; a sentence is easy to keep in mind.",
      newPassphraseHelp_one:
        "At least {{count, number}} character. It never leaves this machine, and nobody can restore it.",
      newPassphraseHelp_other:
        "At least {{count, number}} characters. It never leaves this machine, and nobody can restore it.",
      passphraseHelp: "It never leaves this machine.",
      repeated: "The same again",
      repeatedDiffers: "This differs from the passphrase above. Type both again.",
      whatAKeyShows:
        "A key made here shows that a report is unchanged, and that several reports come from the same key. It does not prove who somebody is: give the fingerprint to those who rely on it by a way they trust.",
      sign: "Sign and save",
      signing: "Writing the report and signing it…",
    },
    done: {
      title: "Signed and saved",
      signedBy: "Signed by {{signer}} on {{day}} at {{time}}, by this machine’s clock.",
      file: "File",
      keptHere: "kept in this workspace; save a copy to hand it on",
      pages: "Pages",
      sha256: "SHA-256",
      signerKey: "Signer’s key",
      meaning:
        "Whoever compares the SHA-256 can tell this file from any other. The signature shows that nothing changed and whose key was used; it does not show who held the key.",
      copyAt: "A copy is at {{file}}",
      saveCopy: "Save a copy…",
      back: "Back to interviews",
    },
  },
} as const;
