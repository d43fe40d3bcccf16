import type * as client from "../../api/client";
import { BehindPassphrase } from "../../vault/behind-passphrase.svelte";
import { ShownCode } from "../../vault/code.svelte";
import { NewPassphrase } from "../../vault/new-passphrase.svelte";

/** What of the program the section on the passphrase needs. */
export type PassphraseApi = Pick<typeof client, "changePassphrase" | "renewRecoveryCode">;

/** The two ways into the workspace, as they are changed. */
export class PassphraseSettings extends BehindPassphrase {
  /** Which of them is being changed; null: none is. */
  changing: "passphrase" | "code" | null = $state.raw(null);
  readonly fresh = new NewPassphrase();
  /** Whether the passphrase was changed just now. */
  changed = $state.raw(false);
  /** The new recovery code while it is shown. */
  code: ShownCode | null = $state.raw(null);
  readonly #api: PassphraseApi;

  constructor(api: PassphraseApi) {
    super();
    this.#api = api;
  }

  /** Begins to change one of them. */
  begin(what: "passphrase" | "code"): void {
    this.leave();
    this.changed = false;
    this.changing = what;
  }

  /** Leaves it as it is. */
  override leave(): void {
    super.leave();
    this.changing = null;
    this.fresh.wipe();
    this.fresh.problem = null;
    this.fresh.repeatedProblem = null;
  }

  /** Changes the passphrase, unless something is missing; a sentence says what went wrong. */
  async change(): Promise<void> {
    const typed = this.isTyped();
    if (!this.fresh.holds() || !typed) return;
    await this.attempt(async () => {
      await this.#api.changePassphrase({ current: this.passphrase, passphrase: this.fresh.text });
      this.changed = true;
      return true;
    });
  }

  /** Makes a new recovery code and shows it. */
  async renew(): Promise<void> {
    if (!this.isTyped()) return;
    await this.attempt(async () => {
      const { code } = await this.#api.renewRecoveryCode(this.passphrase);
      this.code = new ShownCode(code);
      return true;
    });
  }

  /** Somebody has the new code. */
  finishCode(): void {
    this.code = null;
  }
}
