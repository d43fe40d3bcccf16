/** How long somebody pauses in a text before it is saved, in milliseconds. */
export const PAUSE = 400;

/** What goes to the disk by itself while somebody works on it. */
export interface Savable {
  /** Whether something is shown that is not on disk yet. */
  readonly saving: boolean;
  /** Why something is not on disk; null if everything is, or is on its way. */
  readonly notSaved: string | null;
  /** When something was last saved; null: nothing was yet. */
  readonly savedAt: string | null;
  /** Whether what {@link notSaved} speaks of can only be tried again or given up. */
  readonly canForget?: boolean;
  /** Sends again what was not saved. */
  retry(): void;
  /** Gives up what was not saved. */
  forget?(): unknown;
  /** Waits until nothing is on its way any more, and says whether everything is on disk. */
  flush(): Promise<boolean>;
  /** Asks `mayClose` before the window closes. Returns what ends the asking. */
  beforeClose(mayClose: () => Promise<boolean>): () => void;
}
