import * as client from "../api/client";
import { failureOf } from "../api/failure";
import { t } from "../language/messages";
import { Idle } from "./idle";

/** What of the program locking needs. */
export type LockingApi = Pick<typeof client, "lock" | "unlock" | "beforeSleep">;

/** Something that a screen holds and that locking must not lose unasked. */
export interface Holding {
  /**
   * Brings to the disk what goes there by itself, also what was refused before. Resolves to a sentence on what would
   * be lost all the same; null: nothing.
   */
  settle: () => Promise<string | null>;
  /** Saves what is saved only on purpose, and says whether it is; without it, it can't be saved. */
  save?: () => Promise<boolean>;
  /** The screen is used again instead. */
  goOn?: () => void;
}

/** What would be lost, and the holding that says so. */
export interface Loss {
  sentence: string;
  holding: Holding;
}

/** How often it is tried again to save what keeps a covered page from being locked, in milliseconds. */
const AGAIN = 15_000;

/**
 * Locking: by hand, after some idle minutes, and before the machine sleeps.
 *
 * Everything goes to the disk first. What can't, is asked about if somebody is there. If nobody is, the page is covered,
 * and locks as soon as nothing is lost any more; who knows the passphrase can have it uncovered. The
 * program then wipes its key and ends this page: nothing of it stays in memory.
 */
export class Locking {
  /** Whether the page is covered: it is being locked, or waits for that. */
  covered = $state.raw(false);
  /** Whether somebody who wanted to lock is asked. */
  asking = $state.raw(false);
  /** What would be lost; nothing while that isn't known. */
  losses: readonly Loss[] = $state.raw([]);
  /** Why the program did not lock. */
  problem: string | null = $state.raw(null);
  /** Whether something is under way that somebody waits for. */
  busy = $state.raw(false);
  /** What is wrong with the passphrase that is to uncover the page. */
  passphraseProblem: string | null = $state.raw(null);
  /** Nobody is there to be asked. */
  #unattended = false;
  /** The program was told to lock, and has: there is nothing left to do but to wait for the new page. */
  #locked = false;
  readonly #holdings: () => readonly Holding[];
  readonly #api: LockingApi;
  readonly #idle = new Idle(() => void this.lockUnattended());

  /** `holdings` says what the screens hold at the moment. */
  constructor(holdings: () => readonly Holding[], api: LockingApi = client) {
    this.#holdings = holdings;
    this.#api = api;
  }

  /** After how many minutes without a sign of anybody it locks; 0: never. */
  set minutes(minutes: number) {
    this.#idle.minutes = minutes;
  }

  /** Watches for idle minutes and for sleep; returns what ends it. */
  start(): () => void {
    const ends = [
      this.#idle.start(),
      this.#api.beforeSleep(() => void this.lockUnattended()),
      this.#tryingAgain(),
    ];
    return () => ends.forEach((end) => end());
  }

  /** Locks because somebody wants it. */
  async lock(): Promise<void> {
    if (this.covered || this.asking) return;
    this.#unattended = false;
    await this.#attempt();
  }

  /** Locks because nobody is there, or the machine is about to sleep. */
  async lockUnattended(): Promise<void> {
    this.#unattended = true;
    this.covered = true;
    this.asking = false;
    await this.#attempt();
  }

  /** Another workspace took the place of this one: there is nothing left that could be lost. */
  async lockAtOnce(): Promise<void> {
    this.covered = true;
    this.busy = true;
    await this.#close();
    this.busy = false;
  }

  /** Tries once more to lose nothing, and locks. */
  async tryAgain(): Promise<void> {
    await this.#attempt();
  }

  /** Saves also what is saved only on purpose, and locks if nothing is lost any more. */
  async saveAndLock(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (const { holding } of this.losses) await holding.save?.();
    this.busy = false;
    await this.#attempt();
  }

  /** Locks although something is lost. */
  async lockAnyway(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await this.#close();
    this.busy = false;
  }

  /** Goes on without locking. */
  stay(): void {
    this.asking = false;
    this.covered = false;
    this.losses = [];
    this.problem = null;
    this.#holdings().forEach((holding) => holding.goOn?.());
  }

  /** Uncovers the page for whoever knows the passphrase; the program checks it although it is open. */
  async uncover(passphrase: string): Promise<void> {
    if (this.busy) return;
    this.passphraseProblem = passphrase === "" ? t("vault.passphrase.missing") : null;
    if (this.passphraseProblem !== null) return;
    this.busy = true;
    try {
      await this.#api.unlock(passphrase);
      this.stay();
    } catch (thrown) {
      this.passphraseProblem = failureOf(thrown).message;
    } finally {
      this.busy = false;
    }
  }

  /** Brings everything to the disk and locks, unless something would be lost. */
  async #attempt(): Promise<void> {
    if (this.busy || this.#locked) return;
    this.busy = true;
    this.problem = null;
    // Whoever locks wants nothing to be seen from now on, also while the disk takes its time.
    this.covered = true;
    this.asking = false;
    this.losses = await this.#settle();
    if (this.losses.length === 0) await this.#close();
    else this.#refuse();
    this.busy = false;
  }

  async #settle(): Promise<Loss[]> {
    const losses: Loss[] = [];
    for (const holding of this.#holdings()) {
      const sentence = await holding.settle();
      if (sentence !== null) losses.push({ sentence, holding });
    }
    return losses;
  }

  async #close(): Promise<void> {
    try {
      await this.#api.lock();
      this.#locked = true;
    } catch (thrown) {
      this.problem = failureOf(thrown).message;
      this.#refuse();
    }
  }

  /** Whoever is there is asked; if nobody is, the page stays covered. */
  #refuse(): void {
    this.asking = !this.#unattended;
    this.covered = this.#unattended;
  }

  #tryingAgain(): () => void {
    const trying = setInterval(() => {
      if (this.covered && !this.busy) void this.#attempt();
    }, AGAIN);
    return () => clearInterval(trying);
  }
}
