import type { ChangeEntry } from "../../api/types/ChangeEntry";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { EditView } from "../../api/types/EditView";
import type { EvidenceEntry } from "../../api/types/EvidenceEntry";
import type { FindingName } from "../../api/types/FindingName";
import type { LastTimeView } from "../../api/types/LastTimeView";
import type { LevelView } from "../../api/types/LevelView";
import type { Place } from "../../api/types/Place";
import type { QuestionView } from "../../api/types/QuestionView";
import type { RouteView } from "../../api/types/RouteView";
import type { StatementView } from "../../api/types/StatementView";
import { Spoken } from "../../components/spoken.svelte";
import { t } from "../../language/messages";
import { statementAt } from "../../sitting/apply";
import { samePlace } from "../../sitting/entries";
import type { Sitting } from "../../sitting/sitting.svelte";
import { editInWords } from "./edits";
import { endOfWalk } from "./ending";
import { Preferences } from "./preferences.svelte";
import { UnfinishedItems } from "./unfinished.svelte";
import { arrival, type Direction, firstPlace, nextToAsk, stepLevel, stepStatement } from "./walk";

/** After a gap as long as this between two ticks, in milliseconds, the machine slept: nobody was interviewed. */
const ASLEEP = 120_000;

/** An interview while it is held: where it stands, and what the assessor does on the statement that is shown. */
export class Interview {
  readonly preferences = new Preferences();
  readonly sitting: Sitting;
  /** Evidence that was half-written when its statement was left. */
  readonly unfinished = new UnfinishedItems();
  /** What the screen reader is told, such as what was taken back. */
  readonly spoken = new Spoken();
  /** Whether the assessor paused by hand; a hidden window only stops the time. */
  paused = $state.raw(false);
  /** The moment that the clock of the screen shows. */
  now: Date = $state.raw(new Date());
  /** The statement whose last finding is shown although it has none yet. */
  #lookedBack: Place | null = $state.raw(null);

  /** Begins where the sitting's view stands. */
  constructor(sitting: Sitting) {
    this.sitting = sitting;
    this.#arrive();
  }

  get view(): AssessmentView {
    return this.sitting.view;
  }

  get at(): Place {
    return this.view.at;
  }

  /** The statement that is shown, and the assessment that it is part of. */
  get where(): { assessment: string; at: Place } {
    return { assessment: this.view.assessment, at: { ...this.at } };
  }

  get level(): LevelView | undefined {
    return this.view.levels.find((level) => level.level === this.at.level);
  }

  get statement(): StatementView | undefined {
    return statementAt(this.view.levels, this.at);
  }

  /** What the assessor chose for the current statement, on disk or not. */
  get chosen(): FindingName | null {
    const pending = this.sitting.pendingFinding(this.at);
    return pending === undefined ? (this.statement?.finding ?? null) : pending;
  }

  /** What is shown as chosen: what is on disk, and what is still not there after a moment. */
  get shown(): FindingName | null {
    const late = this.sitting.lateFinding(this.at);
    return late === undefined ? (this.statement?.finding ?? null) : late;
  }

  /** The statement to ask about next; null: the walk is at its end. */
  get next(): Place | null {
    return nextToAsk(this.view, this.at);
  }

  /** Why there is nothing more to ask about; null: there is. */
  get end(): string | null {
    return endOfWalk(this.view);
  }

  /** What was found last time, once this time's finding is on disk or the assessor wants to see it. */
  get lastTime(): LastTimeView | null {
    const statement = this.statement;
    if (!statement) return null;
    const found = statement.finding !== null && this.sitting.pendingFinding(this.at) === undefined;
    const wanted = this.#lookedBack !== null && samePlace(this.#lookedBack, this.at);
    return found || wanted ? statement.lastTime : null;
  }

  /** Records or clears what was found, and goes on from there once it is on disk, if the assessor likes it so. */
  async rate(finding: FindingName | null): Promise<void> {
    const { assessment } = this.view;
    const { at } = this;
    if (finding !== this.chosen) this.sitting.change({ kind: "finding", assessment, at, finding });
    // Whoever had no opportunity is asked why, and stays.
    if (finding === null || finding === "no-opportunity" || !this.preferences.goOn) return;
    // Where to go depends on what the rule makes of the rating.
    await this.sitting.flush();
    const stayed = this.view.assessment === assessment && samePlace(this.at, at);
    const saved = this.sitting.pendingFinding(at) === undefined;
    if (stayed && saved) this.goOn();
  }

  /** Goes to the statement to ask about next; at the end of the walk it says why there is none. */
  goOn(): void {
    const { next } = this;
    if (next) this.goTo(next);
    else this.spoken.say(this.end ?? t("interview.end.last"));
  }

  /** Goes to the next or the previous statement, if there is one. */
  step(by: Direction): void {
    this.goTo(stepStatement(this.view.levels, this.at, by));
  }

  /** Goes to the next or the previous level, if there is one. */
  stepLevel(by: Direction): void {
    this.goTo(stepLevel(this.view.levels, this.at, by));
  }

  /** Goes to the statement of a level at which to go on. */
  goToLevel(level: LevelView): void {
    this.goTo(arrival(level));
  }

  /** Goes to a statement; null: stays. */
  goTo(at: Place | null): void {
    if (at) this.sitting.moveTo(at);
  }

  /** Shows what was found last time, or hides it. */
  lookBack(): void {
    const shown = this.#lookedBack !== null && samePlace(this.#lookedBack, this.at);
    this.#lookedBack = shown ? null : this.at;
    const { statement } = this;
    if (!shown && !statement?.lastTime) this.spoken.say(t("interview.lastTime.none"));
  }

  /** Marks the statement for coming back, or takes the mark away. */
  mark(): void {
    const { assessment } = this.view;
    this.sitting.change({
      kind: "follow-up",
      assessment,
      at: this.at,
      followUp: !this.statement?.followUp,
    });
  }

  /** The change that makes `text` the note, or the reason, of the current statement. */
  text(kind: "note" | "reason", text: string): ChangeEntry {
    return { kind, assessment: this.view.assessment, at: this.at, text };
  }

  /** The change that makes `questions` all that was asked and said on the current statement. */
  questions(questions: QuestionView[]): ChangeEntry {
    return { kind: "questions", assessment: this.view.assessment, at: this.at, questions };
  }

  /** The change that keeps an item of evidence. */
  evidence(evidence: EvidenceEntry): ChangeEntry {
    return { kind: "evidence", assessment: this.view.assessment, evidence };
  }

  /** Takes a prompt over as a question, and returns its number from 0. */
  ask(prompt: string): number {
    const asked = (this.statement?.questions ?? []).map((pair) => ({ ...pair }));
    const known = asked.findIndex((pair) => pair.asked === prompt);
    if (known >= 0) return known;
    this.sitting.change(this.questions([...asked, { asked: prompt, answered: "" }]));
    return asked.length;
  }

  /** Takes back the last change, and goes to where it was made. */
  async undo(): Promise<void> {
    this.#show(await this.sitting.undo(), "interview.undone");
  }

  /** Does again what was taken back last, and goes to where it was made. */
  async redo(): Promise<void> {
    this.#show(await this.sitting.redo(), "interview.redone");
  }

  /** Stops the time until the assessor goes on. */
  pause(): void {
    this.paused = true;
    void this.sitting.pause();
  }

  /** Goes on after a pause, or after the screen was left. */
  resume(): void {
    this.paused = false;
    this.now = new Date();
    void this.sitting.resume();
  }

  /** Moves the clock of the screen on. */
  tick(now: Date): void {
    const slept = now.getTime() - this.now.getTime() > ASLEEP;
    this.now = now;
    // The time of a hidden window goes on once the window is seen again.
    if (slept && !this.paused && document.visibilityState !== "hidden") this.resume();
  }

  /** Shows another skill of the sitting, where it was left. */
  async switchTo(assessment: string): Promise<void> {
    if (assessment === this.view.assessment) return;
    if (await this.sitting.open(assessment)) this.#announceSkill();
  }

  /** Shows an assessment that was just added to the sitting. */
  showAdded(view: AssessmentView): void {
    this.sitting.replace(view);
    this.#announceSkill();
  }

  /** Shows the next skill of the sitting, after the last the first. */
  nextSkill(): Promise<void> {
    const { skills } = this.view.sitting;
    const current = skills.findIndex(({ assessment }) => assessment === this.view.assessment);
    return this.switchTo(skills[(current + 1) % skills.length]?.assessment ?? this.view.assessment);
  }

  /** Takes the skill that is shown out of the sitting; undo brings it back. */
  async takeOut(): Promise<void> {
    const { assessment, sitting } = this.view;
    const other = sitting.skills.find((skill) => skill.assessment !== assessment);
    if (!other) return;
    if (await this.#changeNow({ kind: "no-skill", assessment })) await this.switchTo(other.assessment);
  }

  /** Applies another decision rule, and reads what it makes of the ratings. */
  async applyRule(rule: string): Promise<void> {
    const { assessment } = this.view;
    if (await this.#changeNow({ kind: "rule", assessment, rule })) await this.sitting.open(assessment);
  }

  /** Asks in another order. */
  walk(route: RouteView): void {
    this.sitting.change({ kind: "route", assessment: this.view.assessment, route });
  }

  /** Waits until a change is on disk, and says whether it is, whatever became of others. */
  async #changeNow(entry: ChangeEntry): Promise<boolean> {
    this.sitting.change(entry);
    await this.sitting.flush();
    return this.sitting.refusal(entry) === null;
  }

  #announceSkill(): void {
    this.#arrive();
    this.spoken.say(t("interview.skills.shown", { skill: this.view.skill.name }));
  }

  /** Makes sure that the screen is at a statement. */
  #arrive(): void {
    if (!this.statement) this.goTo(firstPlace(this.view.levels));
  }

  #show(edit: EditView | null, sentence: "interview.undone" | "interview.redone"): void {
    if (!edit) {
      this.spoken.say(this.sitting.problem ?? t("interview.nothingToUndo"));
      return;
    }
    if (edit.assessment === this.view.assessment) this.goTo(edit.at);
    this.#arrive();
    this.spoken.say(t(sentence, { what: editInWords(edit) }));
  }
}
