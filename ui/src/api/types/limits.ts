/** The largest file that is verified, in bytes. Generated from the core. */
export const REPORT_LIMIT = 8388608;
