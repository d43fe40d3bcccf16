import { audit } from "./en/audit";
import { backups } from "./en/backups";
import { candidatePage } from "./en/candidatePage";
import { conclude } from "./en/conclude";
import { conduct } from "./en/conduct";
import { date } from "./en/date";
import { home } from "./en/home";
import { interview } from "./en/interview";
import { people, person } from "./en/people";
import { preview } from "./en/preview";
import { profile } from "./en/profile";
import { review } from "./en/review";
import { rules } from "./en/rules";
import { settings } from "./en/settings";
import { sign } from "./en/sign";
import { signers } from "./en/signers";
import { sitting } from "./en/sitting";
import { start } from "./en/start";
import { vault } from "./en/vault";
import { verify } from "./en/verify";
import { why } from "./en/why";

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
    ctrlL: "Ctrl L",
    ctrlN: "Ctrl N",
    ctrlO: "Ctrl O",
    ctrlComma: "Ctrl ,",
    space: "Space",
    altDigit: "Alt 1–9",
    ctrlZ: "Ctrl Z",
    ctrlY: "Ctrl Y",
    ctrlShiftZ: "Ctrl Shift Z",
    ctrlS: "Ctrl S",
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

  home,
  start,
  interview,
  conclude,
  candidatePage,
  sign,
  sitting,
  rules,
  conduct,
  date,
  why,
  settings,
  vault,
  backups,
  audit,
  people,
  person,
  preview,
  profile,
  verify,
  review,
  signers,
} as const;
