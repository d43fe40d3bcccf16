import "i18next";

import type { en } from "./messages/en";

declare module "i18next" {
  /** Makes a message that is not in the catalogue, or that lacks a value, fail to compile. */
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    strictKeyChecks: true;
    strictInterpolationChecks: true;
  }
}
