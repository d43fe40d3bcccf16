/** The pages of a report. */
export const preview = {
  label: "Preview of the report",
  page: "Page {{number}} of {{count, number}}",
  waiting: "Getting the pages of the report ready…",
  failed: "The pages can’t be shown. {{why}}",
  drawing: "Drawing page {{number}}…",
  pageFailed: "Page {{number}} can’t be drawn. It is in the report all the same.",
} as const;
