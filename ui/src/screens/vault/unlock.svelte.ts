import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import { t } from "../../language/messages";

/** What of the program the page of the passphrase needs. */
export type UnlockApi = Pick<typeof client, "unlock" | "unlockWithKeychain">;

/** The passphrase as it is typed, and what the program says to it. */
export class Unlock {
  passphrase = $state("");
  /** What is wrong with the passphrase. */
  passphraseProblem: string | null = $state.raw(null);
  /** Why the workspace could not be opened although nobody says that the passphrase is wrong. */
  problem: string | null = $state.raw(null);
  opening = $state.raw(false);
  readonly #api: UnlockApi;

  constructor(api: UnlockApi = client) {
    this.#api = api;
  }

  /** Begins anew: what was said before, perhaps of another file, no longer holds. */
  begin(): void {
    this.problem = null;
    this.passphraseProblem = null;
  }

  /** Opens the workspace; resolves to whether it is open. What was typed stays where it is not. */
  async open(): Promise<boolean> {
    if (this.opening) return false;
    this.problem = null;
    this.passphraseProblem = this.passphrase === "" ? t("vault.passphrase.missing") : null;
    if (this.passphraseProblem !== null) return false;
    return this.#attempt(() => this.#api.unlock(this.passphrase));
  }

  /** Opens it with the key in this computer's keychain; resolves to whether it is open. */
  async openWithKeychain(): Promise<boolean> {
    if (this.opening) return false;
    this.begin();
    return this.#attempt(() => this.#api.unlockWithKeychain());
  }

  async #attempt(open: () => Promise<null>): Promise<boolean> {
    this.opening = true;
    try {
      await open();
      this.passphrase = "";
      return true;
    } catch (thrown) {
      const { code, message } = failureOf(thrown);
      if (code === "wrong-passphrase") this.passphraseProblem = message;
      else this.problem = message;
      return false;
    } finally {
      this.opening = false;
    }
  }
}
