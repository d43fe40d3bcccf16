import type * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import { BehindPassphrase } from "../../vault/behind-passphrase.svelte";

/** What of the program checking needs. */
export type CheckingApi = Pick<typeof client, "checkIntegrity">;

/** What of the program a copy that is not encrypted needs. */
export type PlainCopyApi = Pick<typeof client, "exportPlain">;

/** Reading the whole file of the workspace. */
export class Checking {
  /** What is damaged, a sentence each; null: nobody looked. */
  found: readonly string[] | null = $state.raw(null);
  /** Why it could not be read. */
  problem: string | null = $state.raw(null);
  busy = $state.raw(false);
  readonly #api: CheckingApi;

  constructor(api: CheckingApi) {
    this.#api = api;
  }

  async check(): Promise<void> {
    if (this.busy) return;
    this.problem = null;
    this.found = null;
    this.busy = true;
    try {
      this.found = (await this.#api.checkIntegrity()).problems;
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    } finally {
      this.busy = false;
    }
  }
}

/** A copy that anybody can read; nobody makes one in passing. */
export class PlainCopy extends BehindPassphrase {
  /** Where the last one is. */
  path: string | null = $state.raw(null);
  readonly #api: PlainCopyApi;

  constructor(api: PlainCopyApi) {
    super();
    this.#api = api;
  }

  /** Lets the user choose where it goes, and writes it; resolves to whether it is there. */
  async make(): Promise<boolean> {
    if (this.busy || !this.isTyped()) return false;
    return this.attempt(async () => {
      const path = await this.#api.exportPlain(this.passphrase);
      if (path === null) return false;
      this.path = path;
      return true;
    });
  }
}
