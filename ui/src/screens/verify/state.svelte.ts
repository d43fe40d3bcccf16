import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import { REPORT_LIMIT } from "../../api/types/limits";
import type { ReceivedReport } from "../../api/types/ReceivedReport";
import type { ReceivedView } from "../../api/types/ReceivedView";
import type { VerifiedView } from "../../api/types/VerifiedView";
import { t } from "../../language/messages";
import { Trusting } from "../../signers/trusting.svelte";

/** What of the program the verify screen needs. */
export type VerifyApi = Pick<
  typeof client,
  "verifyReport" | "receiveReport" | "receivedReports" | "trustSigner"
>;

/** A file that is verified. */
export class ReportFile {
  readonly file: File;
  /** What was found; null until it is verified, or if it can't be. */
  view: VerifiedView | null = $state.raw(null);
  /** Why it could not be verified or kept. */
  problem: string | null = $state.raw(null);
  /** What became of it when it was kept; null: it was not. */
  received: ReceivedView | null = $state.raw(null);

  constructor(file: File) {
    this.file = file;
  }

  get name(): string {
    return this.file.name;
  }

  /** Its bytes; rejects with a failure. */
  async read(): Promise<ArrayBuffer> {
    // The program refuses anything larger, and it need not be read for that.
    if (this.file.size > REPORT_LIMIT)
      throw { code: "too-large", message: t("verify.tooLarge", { mebibytes: REPORT_LIMIT / 2 ** 20 }) };
    try {
      return await this.file.arrayBuffer();
    } catch {
      throw { code: "io", message: t("verify.notReadable") };
    }
  }
}

/** Files on their way to a verdict, and the reports that were received before. */
export class Verification {
  /** In the order in which they came. */
  files: readonly ReportFile[] = $state.raw([]);
  /** The one whose details are shown. */
  chosen: ReportFile | null = $state.raw(null);
  /** The one that is being verified; null: none. */
  current: ReportFile | null = $state.raw(null);
  /** How many of the files are through. */
  done = $state.raw(0);
  /** Whether the chosen one is being kept. */
  keeping = $state.raw(false);
  /** The reports that were received; null until they are read. */
  received: readonly ReceivedReport[] | null = $state.raw(null);
  /** Why they could not be read. */
  problem: string | null = $state.raw(null);
  readonly trusting: Trusting;
  readonly #api: VerifyApi;

  constructor(files: readonly File[] = [], api: VerifyApi = client) {
    this.#api = api;
    this.trusting = new Trusting(api);
    void this.add(files);
  }

  /** Reads what was received. */
  async load(): Promise<void> {
    this.problem = null;
    try {
      this.received = await this.#api.receivedReports();
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
  }

  /** Verifies files, one after the other, and shows the first of them. */
  async add(files: readonly File[]): Promise<void> {
    const added = files.map((file) => new ReportFile(file));
    const busy = this.current !== null;
    this.files = [...this.files, ...added];
    this.chosen = added[0] ?? this.chosen;
    if (!busy) await this.#verifyAll();
  }

  choose(file: ReportFile): void {
    this.chosen = file;
  }

  /** Forgets the files; what was kept of them stays kept. */
  clear(): void {
    this.files = [];
    this.chosen = null;
    this.done = 0;
  }

  /** Trusts a signer, and verifies once more what that signer has signed; says whether it went well. */
  async trust(fingerprint: string): Promise<boolean> {
    if (!(await this.trusting.trust(fingerprint))) return false;
    const signed = this.files.filter(({ view }) =>
      view?.signatures.some((signature) => signature.fingerprint === fingerprint),
    );
    for (const file of signed) await this.#verify(file);
    return true;
  }

  /** Keeps a report in this workspace. */
  async keep(file: ReportFile): Promise<void> {
    if (this.keeping) return;
    this.keeping = true;
    file.problem = null;
    try {
      file.received = await this.#api.receiveReport(file.name, await file.read());
      await this.#verify(file);
      await this.load();
    } catch (thrown) {
      file.problem = failureOf(thrown).message;
    } finally {
      this.keeping = false;
    }
  }

  async #verifyAll(): Promise<void> {
    for (let next = this.files[this.done]; next; next = this.files[this.done]) {
      this.current = next;
      await this.#verify(next);
      // Somebody may have closed the results meanwhile.
      if (this.files.includes(next)) this.done += 1;
    }
    this.current = null;
  }

  async #verify(file: ReportFile): Promise<void> {
    file.problem = null;
    try {
      file.view = await this.#api.verifyReport(file.name, await file.read());
    } catch (thrown) {
      file.problem = failureOf(thrown).message;
    }
  }
}
