import type * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { Failure } from "../../api/types/Failure";
import type { ImportIdentityRequest } from "../../api/types/ImportIdentityRequest";
import type { SignersView } from "../../api/types/SignersView";
import type { SignerView } from "../../api/types/SignerView";
import { t } from "../../language/messages";
import { Trusting } from "../../signers/trusting.svelte";
import { BehindPassphrase } from "../../vault/behind-passphrase.svelte";

/** What of the program the signers need. */
export type SignersApi = Pick<
  typeof client,
  "signers" | "trustSigner" | "distrustSigner" | "saveRoot" | "importIdentity" | "exportIdentity"
>;

/** Who signs here, and whose signatures were seen. */
export class Signers {
  /** Null until it is read. */
  view: SignersView | null = $state.raw(null);
  /** Why it could not be read, or something not be done. */
  problem: string | null = $state.raw(null);
  /** What was done last, as a sentence; null: nothing. */
  news: string | null = $state.raw(null);
  /** Where the root certificate was saved. */
  root: string | null = $state.raw(null);
  /** Where the identity was saved. */
  saved: string | null = $state.raw(null);
  readonly trusting: Trusting;
  readonly bring: IdentityFile;
  readonly carry: IdentityFile;
  readonly #api: SignersApi;

  constructor(api: SignersApi) {
    this.#api = api;
    this.trusting = new Trusting(api);
    this.bring = new IdentityFile(async (request) => this.#brought(await this.#api.importIdentity(request)));
    this.carry = new IdentityFile(async (request) => {
      const path = await this.#api.exportIdentity(request);
      this.saved = path ?? this.saved;
      return path !== null;
    });
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      this.view = await this.#api.signers();
    });
  }

  /** Trusts a signer from now on; says whether that is kept. */
  async trust(fingerprint: string): Promise<boolean> {
    const view = await this.trusting.trust(fingerprint);
    if (!view) return false;
    this.view = view;
    const signer = view.signers.find((one) => one.fingerprint === fingerprint)?.name;
    this.news = t("signers.list.nowTrusted", { signer: signer ?? t("signers.list.noName") });
    return true;
  }

  /** Trusts a signer no more. */
  async withdraw({ name, fingerprint }: SignerView): Promise<void> {
    await this.#attempt(async () => {
      this.view = await this.#api.distrustSigner(fingerprint);
      this.news = t("signers.list.withdrawn", { signer: name ?? t("signers.list.noName") });
    });
  }

  /** Lets the user save the root certificate. */
  async saveRoot(): Promise<void> {
    await this.#attempt(async () => {
      this.root = (await this.#api.saveRoot()) ?? this.root;
    });
  }

  #brought(view: SignersView | null): boolean {
    if (view === null) return false;
    this.view = view;
    this.root = null;
    this.saved = null;
    this.news = t("signers.settings.imported", { name: view.identity?.name ?? "" });
    return true;
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.news = null;
    try {
      await step();
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }
}

/** An identity that crosses in a file, under a passphrase of its own. */
export class IdentityFile extends BehindPassphrase {
  /** Of the file, as it is typed. */
  pkcs12Passphrase = $state("");
  pkcs12PassphraseProblem: string | null = $state.raw(null);
  readonly #cross: (request: ImportIdentityRequest) => Promise<boolean>;

  /** `cross` lets the user choose a file, and resolves to whether they did and the identity has crossed. */
  constructor(cross: (request: ImportIdentityRequest) => Promise<boolean>) {
    super();
    this.#cross = cross;
  }

  /** Lets the user choose the file; resolves to whether the identity has crossed. */
  async go(): Promise<boolean> {
    if (this.busy) return false;
    const { pkcs12Passphrase, passphrase } = this;
    this.pkcs12PassphraseProblem = pkcs12Passphrase === "" ? t("vault.passphrase.missing") : null;
    if (!this.isTyped() || this.pkcs12PassphraseProblem !== null) return false;
    return this.attempt(() => this.#cross({ pkcs12Passphrase, passphrase }));
  }

  protected override refused(failure: Failure): void {
    if (failure.code === "wrong-file-passphrase") this.pkcs12PassphraseProblem = failure.message;
    else super.refused(failure);
  }

  override leave(): void {
    super.leave();
    this.pkcs12Passphrase = "";
    this.pkcs12PassphraseProblem = null;
  }
}
