import * as client from "../../api/client";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { FindingName } from "../../api/types/FindingName";
import type { LevelView } from "../../api/types/LevelView";
import type { Place } from "../../api/types/Place";
import type { StatementView } from "../../api/types/StatementView";
import { Preferences } from "./preferences.svelte";
import { Saving, type Write } from "./saving.svelte";
import { arrival, type Direction, samePlace, statementAt, stepLevel, stepStatement } from "./walk";

/** How long the assessor pauses in a note before it is saved, in milliseconds. */
const PAUSE = 400;

/** What of the program an interview needs. */
export type InterviewApi = Pick<typeof client, "rate" | "writeNote" | "moveTo" | "beforeClose">;

/** An interview while it is held: where it stands, what was found, and whether that is on disk. */
export class Interview {
  readonly preferences = new Preferences();
  readonly #api: InterviewApi;
  readonly #saving: Saving;
  #view: AssessmentView;
  #at: Place;
  /** The statement whose note was typed and not handed over yet. */
  #typing: Place | null = $state.raw(null);
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** Begins where `view` stopped, or at another statement. */
  constructor(view: AssessmentView, at: Place = view.at, api: InterviewApi = client) {
    this.#view = $state(view);
    this.#at = $state.raw(statementAt(view.levels, at) ? at : firstPlace(view.levels));
    this.#api = api;
    this.#saving = new Saving((write) => this.#send(write));
    if (!samePlace(this.#at, view.at)) this.#saving.add({ kind: "move", at: this.#at });
  }

  get view(): AssessmentView {
    return this.#view;
  }

  get at(): Place {
    return this.#at;
  }

  get level(): LevelView | undefined {
    return this.#view.levels.find((level) => level.level === this.#at.level);
  }

  get statement(): StatementView | undefined {
    return statementAt(this.#view.levels, this.#at);
  }

  /** What the assessor chose for the current statement, on disk or not. */
  get chosen(): FindingName | null {
    const unsaved = this.#saving.ratingNotOnDisk(this.#at);
    return unsaved ? unsaved.finding : (this.statement?.finding ?? null);
  }

  /** Whether something is on its way to the disk, or a note waits for the assessor's pause. */
  get saving(): boolean {
    return this.#saving.busy || this.#typing !== null;
  }

  /** Why something is not on disk; null if everything is, or is on its way. */
  get notSaved(): string | null {
    return this.#saving.unsaved.at(-1)?.failure.message ?? null;
  }

  /** Records or clears what was found on the current statement. */
  rate(finding: FindingName | null): void {
    if (finding !== this.chosen) this.#saving.add({ kind: "rating", at: this.#at, finding });
    if (finding !== null && this.preferences.goOn) this.step(1);
  }

  /** Takes over the current statement's note as it is typed. */
  writeNote(note: string): void {
    if (!this.statement || this.statement.note === note) return;
    this.statement.note = note;
    this.#typing = this.#at;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.handOverNote(), PAUSE);
  }

  /** Sends a note that still waits for a pause. */
  handOverNote(): void {
    clearTimeout(this.#pause);
    const at = this.#typing;
    if (!at) return;
    this.#typing = null;
    this.#saving.add({ kind: "note", at, note: statementAt(this.#view.levels, at)?.note ?? "" });
  }

  /** Goes to the next or the previous statement, if there is one. */
  step(by: Direction): void {
    this.goTo(stepStatement(this.#view.levels, this.#at, by));
  }

  /** Goes to the next or the previous level, if there is one. */
  stepLevel(by: Direction): void {
    this.goTo(stepLevel(this.#view.levels, this.#at, by));
  }

  /** Goes to the statement of a level at which to go on. */
  goToLevel(level: LevelView): void {
    this.goTo(arrival(level));
  }

  /** Goes to a statement; null: stays. */
  goTo(at: Place | null): void {
    if (!at || samePlace(at, this.#at)) return;
    this.handOverNote();
    this.#at = at;
    this.#saving.add({ kind: "move", at });
  }

  /** Tries again what could not be saved. */
  retry(): void {
    this.#saving.retry();
  }

  /** Brings everything to the disk, and says whether it is there. */
  flush(): Promise<boolean> {
    this.handOverNote();
    return this.#saving.flush();
  }

  /** Asks before the window closes; returns what ends the asking. */
  beforeClose(mayClose: () => Promise<boolean>): () => void {
    return this.#api.beforeClose(mayClose);
  }

  async #send(write: Write): Promise<void> {
    const assessment = this.#view.assessment;
    if (write.kind === "move") {
      await this.#api.moveTo({ assessment, at: write.at });
      return;
    }
    const saved =
      write.kind === "rating"
        ? await this.#api.rate({ assessment, at: write.at, finding: write.finding })
        : await this.#api.writeNote({ assessment, at: write.at, note: write.note });
    const statement = statementAt(this.#view.levels, write.at);
    if (statement && write.kind === "rating") statement.finding = write.finding;
    this.#view.savedAt = saved.savedAt;
    this.#view.outcome = saved.outcome;
  }
}

function firstPlace(levels: readonly LevelView[]): Place {
  return levels.map(arrival).find((place) => place !== null) ?? { level: 1, statement: 1 };
}
