/** What is said of changes on their way to the disk. */
export const sitting = {
  savedAsYouGo: "What you do here is saved as you go",
  tooLong:
    "This text has more than {{limit, number}} characters, so it is not saved. It stays here as you typed it: shorten it, or attach it as a file to an item of evidence.",
  leftOut:
    "What you were inserting has more than {{limit, number}} characters, so it was left out. Nothing else was changed. Insert a part of it, or attach it as a file to an item of evidence.",
} as const;
