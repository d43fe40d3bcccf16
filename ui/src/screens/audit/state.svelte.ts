import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AuditEntryView } from "../../api/types/AuditEntryView";
import type { AuditVerdict } from "../../api/types/AuditVerdict";

/** What of the program the audit trail needs. */
export type TrailApi = Pick<typeof client, "auditTrail" | "verifyAudit">;

/** The audit trail as far as it was read: of one interview, or of the whole workspace. */
export class Trail {
  /** The entries, the latest first. */
  entries: readonly AuditEntryView[] = $state.raw([]);
  /** Whether there are older ones. */
  more = $state.raw(false);
  /** Whether the trail is whole; null until that is known. It is always verified as a whole. */
  verdict: AuditVerdict | null = $state.raw(null);
  /** Whether entries are being read. */
  reading = $state.raw(false);
  problem: string | null = $state.raw(null);
  readonly #interview: string | null;
  readonly #api: TrailApi;

  constructor(interview: string | null, api: TrailApi = client) {
    this.#interview = interview;
    this.#api = api;
  }

  /** Reads the latest entries and verifies the trail, anew each time: it may have grown since. */
  async load(): Promise<void> {
    this.entries = [];
    this.verdict = null;
    await this.#attempt(async () => {
      const [page, verdict] = await Promise.all([this.#page(null), this.#api.verifyAudit()]);
      this.entries = page.entries;
      this.more = page.more;
      this.verdict = verdict;
    });
  }

  /** Reads what came before. */
  async older(): Promise<void> {
    const before = this.entries.at(-1)?.sequence ?? null;
    if (this.reading || before === null) return;
    await this.#attempt(async () => {
      const page = await this.#page(before);
      this.entries = [...this.entries, ...page.entries];
      this.more = page.more;
    });
  }

  #page(before: number | null) {
    return this.#api.auditTrail({ interview: this.#interview, before });
  }

  async #attempt(step: () => Promise<unknown>): Promise<void> {
    this.problem = null;
    this.reading = true;
    try {
      await step();
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
    }
    this.reading = false;
  }
}
