/** Decision rules: in words, chosen, and made. */
export const rules = {
  /** A rule of one’s own, which has versions. */
  label: "{{name}}, version {{version, number}}",
  percent: "{{value, number}} %",
  words: {
    met: "A level is met when {{conditions, list}}.",
    floor: {
      "not-met": "any rating will do",
      partly: "every rated statement is Partly or better",
      largely: "every rated statement is Largely or better",
      fully: "every rated statement is Fully",
    },
    mean: "the mean of the band midpoints is at least {{share}}",
    coverage: "at least {{share}} of its statements are not “no opportunity”",
    coverageOfAll: "no statement is without opportunity",
    lower: {
      met: "Each lower defined level must be met.",
      fully: "Each lower defined level must be met with all its ratings Fully.",
      presumed:
        "Each lower defined level must be met; one that was not assessed is presumed, and printed as presumed.",
    },
  },
  /** What each rule that every workspace has is for. */
  purpose: {
    consistent: "For a walk from level 1 up.",
    "expected-level": "For an interview that starts at the expected level.",
    "iso-33020": "Modelled on ISO/IEC 33020 and applied to statements; the standard itself rates attributes.",
    "85-percent": "For schemes that ask for 85 % of the description.",
    "every-statement": "The strictest.",
  },
  editor: {
    title: "A rule of your own",
    name: "Name",
    nameMissing: "Give the rule a name: the report prints it.",
    nameOfPreset:
      "Every workspace has a rule called {{name}}, and it stays as it is. Choose another name for yours.",
    firstVersion: "Saved as a new rule, version 1.",
    nextVersion:
      "You have a rule of this name: saving makes version {{next, number}} of it. What was begun with version {{version, number}} keeps that.",
    sameVersion: "Version {{version, number}} of this rule asks for exactly this.",
    floor: "Lowest rating",
    floorHelp: "One rated statement below this, and the level is not met.",
    mean: "Least mean, in %",
    meanHelp: "Empty asks for none. Fully counts 92.5 %, Largely 67.5 %, Partly 32.5 % and Not met 7.5 %.",
    coverage: "Least coverage, in %",
    coverageHelp:
      "The share of statements that are not “no opportunity”. A level that falls short is inconclusive, never not met.",
    coverageMissing: "Say which share of the statements has to be ratable, such as 50.",
    notAShare: "Write a number from 0 to 100 with at most one decimal, such as 85 or 82.5.",
    lower: "Lower levels",
    lowerLevels: {
      met: "Each is met",
      fully: "Each is met, with all its ratings Fully",
      presumed: "Each is met; one that was not assessed is presumed, and printed so",
    },
  },
  dialog: {
    title: "Decision rule",
    meaning:
      "Another rule changes no rating, only what the ratings add up to. The report prints the rule with its parameters.",
    reading: "Reading the rules…",
    rules: "Rules",
    inUse: "in use",
    olderInUse: "version {{version, number}} is in use",
    makeOwn: "Make a rule of your own",
    changeOwn: "Change this rule",
    backToList: "Back to the rules",
    use: "Use this rule",
    saveAndUse: "Save and use this rule",
    keep: "Keep this rule",
    close: "Cancel",
  },
  tried: {
    title: "With the ratings so far",
    caption: "What the levels are by the rule in use, and what they would be by this one",
    level: "Level",
    now: "Now",
    then: "By this rule",
    presumed: "presumed",
    changes: "changes",
    waiting: "As soon as the fields above are filled in, this shows what the rule would make of the ratings.",
    stays: "The computed level stays {{level}}.",
    staysNone: "There would still be no computed level.",
    becomes: "The computed level would become {{level}}; now it is {{now}}.",
    becomesFromNone: "The computed level would become {{level}}; now there is none.",
    becomesNone: "There would be no computed level; now it is {{now}}.",
    possible: "What is open could still make it level {{level}}.",
    settled: "Nothing that is open could raise it.",
  },
} as const;
