/** The page that the candidate reads, and what they say to it. */
export const candidatePage = {
  pageTitle: "The candidate’s page · Vouchsafe",
  back: "Back to the assessor",
  greeting: "{{candidate}}, this is your result",
  introduction:
    "{{assessor}} interviewed you, and this is what the report will say. Please read it at your ease.",
  introductionToSkills_one:
    "{{assessor}} interviewed you on {{count, number}} skill, and this is what the report will say. Please read it at your ease.",
  introductionToSkills_other:
    "{{assessor}} interviewed you on {{count, number}} skills, and this is what the report will say. Please read it at your ease.",
  voided:
    "On {{day}} at {{time}} something was changed after you had acknowledged this page. Please read it again: your acknowledgement counts only if you give it once more.",
  skill: {
    level: "Level {{level}}, {{phrase}}",
    noLevel: "No level is awarded",
    asComputed: "This is the level that the ratings add up to.",
    noneAsComputed: "The ratings do not add up to a level.",
    differs: "The ratings add up to level {{computed}}. Your assessor awards differently, for this reason:",
    differsFromNone: "The ratings add up to no level. Your assessor awards differently, for this reason:",
    verdicts: "Level by level",
    verdictOf: "Level {{level}}, {{phrase}}",
    strengths: "What you do well",
    gaps: "What was found wanting",
    nextSteps: "What to do next",
    notRead: "The other skills can’t be shown. {{why}}",
  },
  comment: {
    title: "Your comment",
    meaning: "The report will hold it word for word. You may leave it empty.",
    label: "Comment",
  },
  agreement: {
    title: "Do you agree?",
    agrees: "I agree",
    "agrees-in-part": "I agree in part",
    disagrees: "I do not agree",
    takeBack: "Take this answer back",
  },
  mark: {
    title: "Your acknowledgement",
    meaning:
      "It says: I have received and read this. It does not say: I agree. You may also leave it out; the report then says why there is none.",
    way: "How do you want to acknowledge?",
    drawn: "Draw it",
    typed: "Type my name",
    box: "Box to draw in",
    boxHelp: "Draw with a finger, a pen or the mouse.",
    clear: "Clear",
    name: "Your name",
    give: "I have received and read this",
    nothingDrawn: "Nothing is drawn yet. Draw your mark in the box, or type your name instead.",
    nothingTyped: "Type your name, or draw your mark instead.",
    notAllRead: "Not every skill is shown yet. Ask your assessor to try again before you acknowledge.",
    notAllSaved:
      "Something on this page is not saved yet, so it can’t be acknowledged. Below it says why; ask your assessor to try again.",
    readAnew:
      "Something on this page was saved only now, and the page shows it. Please look at it again before you acknowledge.",
    given: "You acknowledged on {{day}} at {{time}}",
    givenDrawn: "The mark that you drew",
    givenTyped: "By typing “{{name}}”.",
    changing: "If anything on this page is changed now, it has to be acknowledged again.",
    takeBack: "Take it back",
  },
  thanks: "Thank you. You can give the screen back now.",
} as const;
