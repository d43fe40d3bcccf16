import type { ConductView } from "../api/types/ConductView";

/** The circumstances of a sitting of which nothing is known yet. */
export const NO_CONDUCT: Readonly<ConductView> = {
  mode: null,
  place: null,
  identityCheck: null,
  consent: null,
  sponsor: null,
  observers: [],
  adjustments: "",
  interruptions: "",
};
