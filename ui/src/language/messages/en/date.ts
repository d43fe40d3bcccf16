/** What is wrong with a date. */
export const date = {
  notADate: "Write the date as year, month and day, such as 2026-02-27.",
  inTheFuture:
    "This date is in the future. Evidence has happened already: correct the date, or leave it empty.",
} as const;
