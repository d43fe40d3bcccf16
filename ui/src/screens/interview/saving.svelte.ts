import { failureOf } from "../../api/failure";
import type { Failure } from "../../api/types/Failure";
import type { FindingName } from "../../api/types/FindingName";
import type { Place } from "../../api/types/Place";
import { samePlace } from "./walk";

/** Something that is to reach the disk. */
export type Write =
  | { kind: "rating"; at: Place; finding: FindingName | null }
  | { kind: "note"; at: Place; note: string }
  | { kind: "move"; at: Place };

/** A write that did not reach the disk, and why. */
export interface Unsaved {
  write: Write;
  failure: Failure;
}

/**
 * The way from the screen to the disk: one write at a time, in the order given.
 *
 * Every rating is sent. Of notes on one statement, and of moves, only the latest that waits is: it holds all that the
 * earlier ones did. A write that fails is set aside until it is retried or a later one takes its place, and holds up
 * none of the others, for one refused note must not keep the ratings off the disk.
 */
export class Saving {
  #send: (write: Write) => Promise<void>;
  #waiting: readonly Write[] = $state.raw([]);
  #underWay: Write | null = $state.raw(null);
  #unsaved: readonly Unsaved[] = $state.raw([]);
  #run: Promise<void> | null = null;

  /** `send` resolves once the write is on disk, and rejects if it isn't. */
  constructor(send: (write: Write) => Promise<void>) {
    this.#send = send;
  }

  /** Whether anything is on its way. */
  get busy(): boolean {
    return this.#underWay !== null || this.#waiting.length > 0;
  }

  /** What was set aside, in the order in which it failed. */
  get unsaved(): readonly Unsaved[] {
    return this.#unsaved;
  }

  /** Sends `write` once those before it are through. */
  add(write: Write): void {
    this.#unsaved = this.#unsaved.filter((entry) => !sameSubject(entry.write, write));
    const kept =
      write.kind === "rating"
        ? this.#waiting
        : this.#waiting.filter((earlier) => !sameSubject(earlier, write));
    this.#waiting = [...kept, write];
    this.#start();
  }

  /** Sends again what was set aside. */
  retry(): void {
    this.#waiting = [...this.#unsaved.map((entry) => entry.write), ...this.#waiting];
    this.#unsaved = [];
    this.#start();
  }

  /** Waits until nothing is on its way any more, and says whether everything is on disk. */
  async flush(): Promise<boolean> {
    while (this.#run) await this.#run;
    return this.#unsaved.length === 0;
  }

  /** The latest rating of a statement that is not on disk yet. */
  ratingNotOnDisk(at: Place): { finding: FindingName | null } | undefined {
    return [...this.#unsaved.map((entry) => entry.write), this.#underWay, ...this.#waiting].findLast(
      (write) => write?.kind === "rating" && samePlace(write.at, at),
    ) as { finding: FindingName | null } | undefined;
  }

  #start(): void {
    this.#run ??= this.#sendAll().finally(() => {
      this.#run = null;
    });
  }

  async #sendAll(): Promise<void> {
    for (let [write] = this.#waiting; write; [write] = this.#waiting) {
      this.#waiting = this.#waiting.slice(1);
      this.#underWay = write;
      try {
        await this.#send(write);
      } catch (thrown) {
        this.#setAside(write, failureOf(thrown));
      }
      this.#underWay = null;
    }
  }

  #setAside(write: Write, failure: Failure): void {
    if (this.#waiting.some((later) => sameSubject(later, write))) return;
    this.#unsaved = [...this.#unsaved, { write, failure }];
  }
}

/** Whether the later of two writes makes the earlier one pointless. */
function sameSubject(one: Write, other: Write): boolean {
  return one.kind === other.kind && (one.kind === "move" || samePlace(one.at, other.at));
}
