import { t } from "../language/messages";

/** The shortest passphrase that the program takes, in characters. */
export const SHORTEST_PASSPHRASE = 8;

/** A passphrase that is being chosen: typed, and typed once more. */
export class NewPassphrase {
  text = $state("");
  repeated = $state("");
  /** What is wrong with the passphrase; null: nothing, or nobody asked. */
  problem: string | null = $state.raw(null);
  /** What is wrong with its repetition. */
  repeatedProblem: string | null = $state.raw(null);

  /** Whether it can be taken; if not, a sentence beside the field says why. */
  holds(): boolean {
    this.problem = null;
    this.repeatedProblem = null;
    if (this.text === "") this.problem = t("vault.passphrase.missing");
    else if ([...this.text].length < SHORTEST_PASSPHRASE)
      this.problem = t("vault.passphrase.tooShort", { count: SHORTEST_PASSPHRASE });
    else if (this.repeated !== this.text) this.repeatedProblem = t("vault.passphrase.differs");
    return this.problem === null && this.repeatedProblem === null;
  }

  /** Nothing of it stays in the fields. */
  wipe(): void {
    this.text = "";
    this.repeated = "";
  }
}
