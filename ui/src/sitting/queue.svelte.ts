import { failureOf } from "../api/failure";
import type { ChangeEntry } from "../api/types/ChangeEntry";
import type { Failure } from "../api/types/Failure";
import type { Place } from "../api/types/Place";
import { contains, outdates } from "./entries";

/** How long something may be on its way before somebody waits for it, in milliseconds. */
const NOTICEABLE = 100;

/** Something that is to reach the disk. */
export type Write =
  | { kind: "change"; entry: ChangeEntry }
  | { kind: "move"; assessment: string; at: Place }
  | { kind: "pause" }
  | { kind: "resume" };

/** A write that did not reach the disk, and why. */
export interface Unsaved {
  write: Write;
  failure: Failure;
}

/** Something that is asked of the program in its turn, and that its asker waits for. */
interface Call {
  kind: "call";
  run: () => Promise<void>;
}

/**
 * The way from the window to the disk: one thing at a time, in the order given.
 *
 * Every rating is sent. Of texts on one subject, and of moves, only the latest that waits is: it holds all that the
 * earlier ones did. What waits before a call stays, for a call such as undo is about what was added before it. A write
 * that fails is set aside until it is retried or a later one takes its place, and holds up
 * none of the others, for one refused note must not keep the ratings off the disk.
 */
export class Queue {
  readonly #send: (write: Write) => Promise<void>;
  #waiting: readonly (Write | Call)[] = $state.raw([]);
  #underWay: Write | Call | null = $state.raw(null);
  #unsaved: readonly Unsaved[] = $state.raw([]);
  #run: Promise<void> | null = null;
  #late = $state.raw(false);

  /** `send` resolves once the write is on disk, and rejects if it isn't. */
  constructor(send: (write: Write) => Promise<void>) {
    this.#send = send;
  }

  /** Whether anything is on its way. */
  get busy(): boolean {
    return this.#underWay !== null || this.#waiting.length > 0;
  }

  /** Whether something has been on its way for so long that one waits for it. */
  get late(): boolean {
    return this.#late;
  }

  /** What was set aside, in the order in which it failed. */
  get unsaved(): readonly Unsaved[] {
    return this.#unsaved;
  }

  /** Every change that is not on disk, the latest last. */
  get notOnDisk(): ChangeEntry[] {
    return [...this.#unsaved.flatMap(({ write }) => changeIn(write)), ...this.underWay];
  }

  /** Every change that is on its way to the disk, the latest last. */
  get underWay(): ChangeEntry[] {
    return [...changeIn(this.#underWay), ...this.#waiting.flatMap(changeIn)];
  }

  /** Sends `write` once those before it are through. */
  add(write: Write): void {
    this.forget((earlier) => replacesFailed(write, earlier));
    const calls = this.#waiting.findLastIndex(({ kind }) => kind === "call") + 1;
    const sinceCall = this.#waiting.slice(calls).filter((earlier) => !replacesWaiting(write, earlier));
    this.#waiting = [...this.#waiting.slice(0, calls), ...sinceCall, write];
    this.#start();
  }

  /** Asks for something once what was added before is through; rejects with whatever `ask` rejects with. */
  call<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const run = () => ask().then(resolve, reject);
      this.#waiting = [...this.#waiting, { kind: "call", run }];
      this.#start();
    });
  }

  /** Sends again what was set aside. */
  retry(): void {
    this.#waiting = [...this.#unsaved.map((entry) => entry.write), ...this.#waiting];
    this.#unsaved = [];
    this.#start();
  }

  /** Gives up what was set aside and is meant by `isMeant`; it is never sent again. */
  forget(isMeant: (write: Write) => boolean): void {
    // Every field asks whether it was refused; without a refusal, nothing changes for any of them.
    if (this.#unsaved.some(({ write }) => isMeant(write)))
      this.#unsaved = this.#unsaved.filter(({ write }) => !isMeant(write));
  }

  /** Waits until nothing is on its way any more, and says whether everything is on disk. */
  async flush(): Promise<boolean> {
    while (this.#run) await this.#run;
    return this.#unsaved.length === 0;
  }

  #start(): void {
    if (this.#run) return;
    const waiting = setTimeout(() => (this.#late = true), NOTICEABLE);
    this.#run = this.#sendAll().finally(() => {
      clearTimeout(waiting);
      this.#late = false;
      this.#run = null;
    });
  }

  async #sendAll(): Promise<void> {
    for (let [next] = this.#waiting; next; [next] = this.#waiting) {
      this.#waiting = this.#waiting.slice(1);
      this.#underWay = next;
      if (next.kind === "call") await next.run();
      else await this.#sendOne(next);
      this.#underWay = null;
    }
  }

  async #sendOne(write: Write): Promise<void> {
    try {
      await this.#send(write);
    } catch (thrown) {
      if (this.#waiting.some((later) => later.kind !== "call" && replacesFailed(later, write))) return;
      this.#unsaved = [...this.#unsaved, { write, failure: failureOf(thrown) }];
    }
  }
}

/** The change that is written, as a list: none or one. */
function changeIn(write: Write | Call | null): ChangeEntry[] {
  return write?.kind === "change" ? [write.entry] : [];
}

/** Whether `later` makes it pointless to send `earlier` at all. */
function replacesWaiting(later: Write, earlier: Write | Call): boolean {
  if (later.kind === "change") return earlier.kind === "change" && contains(later.entry, earlier.entry);
  return later.kind === "move" && earlier.kind === "move" && later.assessment === earlier.assessment;
}

/** Whether `later` makes it pointless to try `earlier` again. */
function replacesFailed(later: Write, earlier: Write): boolean {
  switch (later.kind) {
    case "change":
      return earlier.kind === "change" && outdates(later.entry, earlier.entry);
    case "move":
      return earlier.kind === "move" && later.assessment === earlier.assessment;
    case "pause":
    case "resume":
      return earlier.kind === "pause" || earlier.kind === "resume";
  }
}
