import type * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import { t } from "../../language/messages";
import { ShownCode } from "../../vault/code.svelte";
import { NewPassphrase } from "../../vault/new-passphrase.svelte";

/** What of the program the section on the passphrase needs. */
export type PassphraseApi = Pick<typeof client, "changePassphrase" | "renewRecoveryCode">;

/** The two ways into the workspace, as they are changed. */
export class PassphraseSettings {
  /** Which of them is being changed; null: none is. */
  changing: "passphrase" | "code" | null = $state.raw(null);
  /** The passphrase that opens the workspace now, as it is typed. */
  current = $state("");
  /** What is wrong with it. */
  currentProblem: string | null = $state.raw(null);
  readonly fresh = new NewPassphrase();
  /** What went wrong otherwise. */
  problem: string | null = $state.raw(null);
  busy = $state.raw(false);
  /** Whether the passphrase was changed just now. */
  changed = $state.raw(false);
  /** The new recovery code while it is shown. */
  code: ShownCode | null = $state.raw(null);
  readonly #api: PassphraseApi;

  constructor(api: PassphraseApi) {
    this.#api = api;
  }

  /** Begins to change one of them. */
  begin(what: "passphrase" | "code"): void {
    this.leave();
    this.changed = false;
    this.changing = what;
  }

  /** Leaves it as it is; nothing that was typed stays. */
  leave(): void {
    this.changing = null;
    this.current = "";
    this.currentProblem = null;
    this.problem = null;
    this.fresh.wipe();
    this.fresh.problem = null;
    this.fresh.repeatedProblem = null;
  }

  /** Changes the passphrase, unless something is missing; a sentence says what went wrong. */
  async change(): Promise<void> {
    const typed = this.#currentIsTyped();
    if (!this.fresh.holds() || !typed) return;
    await this.#attempt(async () => {
      await this.#api.changePassphrase({ current: this.current, passphrase: this.fresh.text });
      this.changed = true;
    });
  }

  /** Makes a new recovery code and shows it. */
  async renew(): Promise<void> {
    if (!this.#currentIsTyped()) return;
    await this.#attempt(async () => {
      const { code } = await this.#api.renewRecoveryCode(this.current);
      this.code = new ShownCode(code);
    });
  }

  /** Somebody has the new code. */
  finishCode(): void {
    this.code = null;
  }

  #currentIsTyped(): boolean {
    this.currentProblem = this.current === "" ? t("vault.passphrase.missing") : null;
    return this.currentProblem === null;
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.problem = null;
    this.busy = true;
    try {
      await act();
      this.leave();
    } catch (thrown) {
      const { code, message } = failureOf(thrown);
      if (code === "wrong-passphrase") this.currentProblem = message;
      else this.problem = message;
    } finally {
      this.busy = false;
    }
  }
}
