import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import { t } from "../../language/messages";
import { ShownCode } from "../../vault/code.svelte";
import { NewPassphrase } from "../../vault/new-passphrase.svelte";

/** What of the program the page of the recovery code needs. */
export type RecoverApi = Pick<typeof client, "recover">;

/** Opening with the recovery code, which asks for a new passphrase and gives a new code. */
export class Recover {
  /** The recovery code as it is typed; the program forgives case, spaces and hyphens. */
  typed = $state("");
  /** What is wrong with the code. */
  codeProblem: string | null = $state.raw(null);
  readonly passphrase = new NewPassphrase();
  /** Why the workspace could not be opened, if the code is not to blame. */
  problem: string | null = $state.raw(null);
  opening = $state.raw(false);
  /** The new recovery code, once the workspace is open. */
  code: ShownCode | null = $state.raw(null);
  readonly #api: RecoverApi;

  constructor(api: RecoverApi = client) {
    this.#api = api;
  }

  /** Opens the workspace, unless something is missing; a sentence says what went wrong. */
  async open(): Promise<void> {
    if (this.opening) return;
    this.problem = null;
    this.codeProblem = this.typed.trim() === "" ? t("vault.recover.codeMissing") : null;
    if (!this.passphrase.holds() || this.codeProblem !== null) return;
    this.opening = true;
    try {
      const { code } = await this.#api.recover({ code: this.typed, passphrase: this.passphrase.text });
      this.typed = "";
      this.passphrase.wipe();
      this.code = new ShownCode(code);
    } catch (thrown) {
      this.#refused(thrown);
    } finally {
      this.opening = false;
    }
  }

  #refused(thrown: unknown): void {
    const { code, message } = failureOf(thrown);
    if (code === "wrong-passphrase" || code === "wrong-recovery-code") this.codeProblem = message;
    else this.problem = message;
  }
}
