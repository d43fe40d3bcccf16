import { failureOf } from "../api/failure";
import type { Failure } from "../api/types/Failure";
import { t } from "../language/messages";

/** What is done only once the passphrase was typed: what stands in the field, and what came of it. */
export class BehindPassphrase {
  /** The passphrase as it is typed. */
  passphrase = $state("");
  /** What is wrong with it. */
  passphraseProblem: string | null = $state.raw(null);
  /** What went wrong, if the passphrase is not to blame. */
  problem: string | null = $state.raw(null);
  busy = $state.raw(false);

  /** Whether there is a passphrase to try; if not, a sentence asks for it. */
  protected isTyped(): boolean {
    this.problem = null;
    this.passphraseProblem = this.passphrase === "" ? t("vault.passphrase.missing") : null;
    return this.passphraseProblem === null;
  }

  /**
   * Does it, unless something is being done; resolves to whether it is done. `act` resolves to whether it came to that,
   * since the user may have thought better of it. Nothing that was typed stays behind what is done.
   */
  protected async attempt(act: () => Promise<boolean>): Promise<boolean> {
    if (this.busy) return false;
    this.problem = null;
    this.busy = true;
    try {
      const done = await act();
      if (done) this.leave();
      return done;
    } catch (thrown) {
      this.refused(failureOf(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Says what went wrong where it belongs. */
  protected refused({ code, message }: Failure): void {
    if (code === "wrong-passphrase") this.passphraseProblem = message;
    else this.problem = message;
  }

  /** Nothing that was typed or said stays. */
  leave(): void {
    this.passphrase = "";
    this.passphraseProblem = null;
    this.problem = null;
  }
}
