import * as client from "../api/client";
import { failureOf } from "../api/failure";
import type { AssessmentView } from "../api/types/AssessmentView";
import type { ChangeEntry } from "../api/types/ChangeEntry";
import type { EditView } from "../api/types/EditView";
import type { Failure } from "../api/types/Failure";
import type { FindingName } from "../api/types/FindingName";
import type { Place } from "../api/types/Place";
import type { SittingStatus } from "../api/types/SittingStatus";
import { t } from "../language/messages";
import { showSaved, showTyped } from "./apply";
import {
  concerns,
  hasField,
  isShownOnceSaved,
  isTooLong,
  samePlace,
  sameSubject,
  TEXT_LIMIT,
} from "./entries";
import { Queue, type Write } from "./queue.svelte";
import { PAUSE, type Savable } from "./savable";
import { LiveView } from "./view.svelte";

/** What of the program a sitting needs. */
export type SittingApi = Pick<
  typeof client,
  | "change"
  | "moveTo"
  | "undo"
  | "redo"
  | "pause"
  | "resume"
  | "openAssessment"
  | "attachFiles"
  | "saveAttachment"
  | "beforeClose"
>;

/**
 * An open assessment with the sitting around it, and the way of every change to the disk.
 *
 * Typing never waits for the disk: texts stand in the view as they are typed. Findings, verdicts and times stand in it
 * as the program last confirmed them. What could not be saved is neither lost nor taken out of the view.
 */
export class Sitting implements Savable {
  readonly #api: SittingApi;
  readonly #queue: Queue;
  #view: LiveView;
  /** A text that was typed and not handed over yet. */
  #typing: ChangeEntry | null = $state.raw(null);
  #pause: ReturnType<typeof setTimeout> | undefined;
  #problem: string | null = $state.raw(null);
  /** The ids of the items that the program knows, since only those can be taken away. */
  #evidenceOnDisk: Set<string>;

  /** Begins with a view as the program gave it. */
  constructor(view: AssessmentView, api: SittingApi = client) {
    this.#view = $state.raw(new LiveView(view));
    this.#api = api;
    this.#queue = new Queue((write) => this.#send(write));
    this.#evidenceOnDisk = new Set(view.evidence.map(({ id }) => id));
  }

  /** The assessment that is shown: texts as they are typed; findings, outcome and status as they are on disk. */
  get view(): AssessmentView {
    return this.#view;
  }

  /**
   * Whether the view shows something that is not on disk yet, or somebody waits for the disk. What is shown only once
   * it is saved, such as a rating, is not spoken of for the few milliseconds that it usually takes.
   */
  get saving(): boolean {
    return this.#typing !== null || this.#queue.late || !this.#queue.underWay.every(isShownOnceSaved);
  }

  /** Why something is not on disk; null if everything is, or is on its way. */
  get notSaved(): string | null {
    return this.#queue.unsaved.at(-1)?.failure.message ?? null;
  }

  /** When the program last saved something of the sitting. */
  get savedAt(): string {
    return this.#view.sitting.status.savedAt;
  }

  /** Whether what {@link notSaved} speaks of stands in no field, so that it can only be tried again or given up. */
  get canForget(): boolean {
    const write = this.#queue.unsaved.at(-1)?.write;
    if (write?.kind !== "change") return write !== undefined;
    const assessments = this.#view.sitting.skills.map(({ assessment }) => assessment);
    return !hasField(write.entry, assessments);
  }

  /** What went wrong with anything but saving, such as undo or attaching a file; null: nothing, or it was said. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Sends a change at once. */
  change(given: ChangeEntry): void {
    const entry = plain(given);
    if (this.#typing && sameSubject(this.#typing, entry)) this.#stopTyping();
    this.handOver();
    showTyped(this.#view, entry);
    this.#queue.add({ kind: "change", entry });
  }

  /** Takes over a text as it is typed; it is sent after a pause, or with {@link handOver}. */
  type(given: ChangeEntry): void {
    const entry = plain(given);
    if (this.#typing && !sameSubject(this.#typing, entry)) this.handOver();
    showTyped(this.#view, entry);
    clearTimeout(this.#pause);
    this.#typing = entry;
    // What is too long is never sent, and whoever pasted it should learn that at once.
    if (isTooLong(entry)) this.handOver();
    else this.#pause = setTimeout(() => this.handOver(), PAUSE);
  }

  /** Sends a text that still waits for a pause. */
  handOver(): void {
    const entry = this.#stopTyping();
    if (entry) this.#queue.add({ kind: "change", entry });
  }

  /** Why this very thing (the same kind, place and part) is not on disk; null if it is, or is on its way. */
  refusal(entry: ChangeEntry): string | null {
    const refused = this.#queue.unsaved.find(
      ({ write }) => write.kind === "change" && sameSubject(write.entry, entry),
    );
    return refused?.failure.message ?? null;
  }

  /** What was chosen for a statement of the open assessment and is not on disk yet; undefined: nothing. */
  pendingFinding(at: Place): FindingName | null | undefined {
    const latest = this.#queue.notOnDisk.findLast(
      (entry) =>
        entry.kind === "finding" && concerns(entry, this.#view.assessment) && samePlace(entry.at, at),
    );
    return latest?.kind === "finding" ? latest.finding : undefined;
  }

  /** The same, once one waits for it: a rating that is saved at once is shown when it is. */
  lateFinding(at: Place): FindingName | null | undefined {
    return this.#queue.late || this.#queue.unsaved.length > 0 ? this.pendingFinding(at) : undefined;
  }

  /** Goes to a statement of the open assessment, so that the interview resumes there. */
  moveTo(at: Place): void {
    if (samePlace(at, this.#view.at)) return;
    this.handOver();
    // A copy: `at` may stand in the outcome, which changes with every rating.
    const place = { ...at };
    this.#view.at = place;
    this.#queue.add({ kind: "move", assessment: this.#view.assessment, at: place });
  }

  /** Takes back the last change that is on disk; resolves to what it was, or null if nothing was taken back. */
  undo(): Promise<EditView | null> {
    return this.#travel((request) => this.#api.undo(request));
  }

  /** Does again what was taken back last; resolves to what it was, or null if there was nothing. */
  redo(): Promise<EditView | null> {
    return this.#travel((request) => this.#api.redo(request));
  }

  /** Stops the sitting's time; resolves once everything before it is through, too. */
  async pause(): Promise<void> {
    this.handOver();
    this.#queue.add({ kind: "pause" });
    await this.#queue.flush();
  }

  /** Lets the sitting's time go on. */
  async resume(): Promise<void> {
    this.#queue.add({ kind: "resume" });
    await this.#queue.flush();
  }

  /** Shows another assessment of the sitting, or this one as it is on disk; says whether it could be read. */
  async open(assessment: string): Promise<boolean> {
    this.handOver();
    const view = await this.#ask(() => this.#queue.call(() => this.#api.openAssessment(assessment)));
    if (view) this.replace(view);
    return view !== null;
  }

  /** Shows `view`, which the program gave, with everything in it that was typed and is not on disk. */
  replace(view: AssessmentView): void {
    this.#view = new LiveView(view);
    this.#evidenceOnDisk = new Set(view.evidence.map(({ id }) => id));
    const notOnDisk = [...this.#queue.notOnDisk, ...(this.#typing ? [this.#typing] : [])];
    for (const entry of notOnDisk) {
      if (concerns(entry, view.assessment)) showTyped(this.#view, entry);
    }
  }

  /** Lets the user choose files for an item of evidence, once the item itself is on disk. */
  async attach(evidence: string): Promise<void> {
    const { assessment } = this.#view;
    this.#problem = null;
    await this.flush();
    // The item would be on disk as it was before, or not at all; its own sentence says why.
    if (this.#isRefused(evidence)) return;
    const attached = await this.#ask(() => this.#api.attachFiles({ assessment, evidence }));
    if (!attached) return;
    this.#view.sitting.status = attached.saved.status;
    this.#view.changeEvidence(evidence, { attachments: attached.evidence.attachments });
  }

  /** Lets the user save an attached file; resolves to where it is, or null if they cancelled or it failed. */
  saveAttachment(sha256: string): Promise<string | null> {
    return this.#ask(() => this.#api.saveAttachment(this.#view.assessment, sha256));
  }

  /** Tries again what could not be saved. */
  retry(): void {
    this.#queue.retry();
  }

  /** Gives up what {@link canForget} is about, and shows the assessment as it is on disk. */
  async forget(): Promise<void> {
    const last = this.#queue.unsaved.at(-1);
    if (!last || !this.canForget) return;
    this.#queue.forget((write) => write === last.write);
    await this.open(this.#view.assessment);
  }

  /** Gives up a refused change of the same kind, place and part; the view stays as it is. */
  forgetRefused(entry: ChangeEntry): void {
    this.#queue.forget((write) => write.kind === "change" && sameSubject(write.entry, entry));
  }

  /** Brings everything to the disk, and says whether it is there. */
  flush(): Promise<boolean> {
    this.handOver();
    return this.#queue.flush();
  }

  /** Asks before the window closes; returns what ends the asking. */
  beforeClose(mayClose: () => Promise<boolean>): () => void {
    return this.#api.beforeClose(mayClose);
  }

  #stopTyping(): ChangeEntry | null {
    clearTimeout(this.#pause);
    const entry = this.#typing;
    this.#typing = null;
    return entry;
  }

  #isRefused(evidence: string): boolean {
    return this.#queue.unsaved.some(
      ({ write }) =>
        write.kind === "change" && write.entry.kind === "evidence" && write.entry.evidence.id === evidence,
    );
  }

  async #travel(way: SittingApi["undo"]): Promise<EditView | null> {
    this.handOver();
    const undone = await this.#ask(() =>
      this.#queue.call(() => {
        const { assessment, sitting } = this.#view;
        return way({ interview: sitting.interview, assessment });
      }),
    );
    if (!undone) return null;
    this.replace(undone.view);
    return undone.edit;
  }

  /** Asks the program for something that is no change of the texts; null if it fails, and then a sentence says why. */
  async #ask<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
    this.#problem = null;
    try {
      return await ask();
    } catch (thrown) {
      this.#problem = failureOf(thrown).message;
      return null;
    }
  }

  async #send(write: Write): Promise<void> {
    const { interview } = this.#view.sitting;
    switch (write.kind) {
      case "move":
        await this.#api.moveTo({ assessment: write.assessment, at: write.at });
        return;
      case "pause":
        this.#showStatus(await this.#api.pause(interview));
        return;
      case "resume":
        this.#showStatus(await this.#api.resume(interview));
        return;
      case "change":
        return this.#sendChange(interview, write.entry);
    }
  }

  async #sendChange(interview: string, entry: ChangeEntry): Promise<void> {
    if (isTooLong(entry)) throw tooLong();
    // Its adding was refused, so there is nothing to take away.
    if (entry.kind === "no-evidence" && !this.#evidenceOnDisk.has(entry.evidence)) return;
    const saved = await this.#api.change({ interview, change: entry });
    if (entry.kind === "evidence") this.#evidenceOnDisk.add(entry.evidence.id);
    if (entry.kind === "no-evidence") this.#evidenceOnDisk.delete(entry.evidence);
    showSaved(this.#view, entry, saved);
  }

  #showStatus(status: SittingStatus): void {
    this.#view.sitting.status = status;
  }
}

/** A copy that no later change of the view reaches: what waits for the disk stays as it was handed over. */
function plain(entry: ChangeEntry): ChangeEntry {
  return $state.snapshot(entry);
}

function tooLong(): Failure {
  return { code: "too-long", message: t("sitting.tooLong", { limit: TEXT_LIMIT }) };
}
