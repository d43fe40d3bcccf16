/** The clocks of the machine, in milliseconds. */
export interface Clocks {
  /** The time of day: it goes on while the machine sleeps, and somebody may set it. */
  wall: () => number;
  /** Time that passed: nobody can set it, and on some systems it stands still while the machine sleeps. */
  steady: () => number;
}

const MACHINE: Clocks = { wall: () => Date.now(), steady: () => performance.now() };

/** How often it is looked whether the time is over, in milliseconds. */
const TICK = 5_000;

/** What shows that somebody is there. Pointers that only move count, too. */
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const;

/**
 * Tells when nobody has touched the window for a while.
 *
 * One timer for the whole while would stop with a machine that sleeps, and begin anew with the first key after it. So
 * the clocks are compared every few seconds, and before a key counts.
 */
export class Idle {
  /** After how many minutes; 0: never. */
  minutes = 0;
  readonly #onidle: () => void;
  readonly #clocks: Clocks;
  #last: { wall: number; steady: number };

  constructor(onidle: () => void, clocks: Clocks = MACHINE) {
    this.#onidle = onidle;
    this.#clocks = clocks;
    this.#last = this.#now();
  }

  /** Somebody is there; unless it was too late, the time begins anew. */
  touch(): void {
    if (!this.check()) this.#last = this.#now();
  }

  /** Looks whether the time is over; if so, says so once, and the time begins anew. */
  check(): boolean {
    const now = this.#now();
    // Whichever clock says more: a clock that was set back must not keep the workspace open.
    const passed = Math.max(now.wall - this.#last.wall, now.steady - this.#last.steady);
    if (this.minutes === 0 || passed < this.minutes * 60_000) return false;
    this.#last = now;
    this.#onidle();
    return true;
  }

  /** Begins to listen and to look; returns what ends it. */
  start(): () => void {
    const touch = () => this.touch();
    // In the capturing phase, so that no dialog keeps a sign to itself.
    const manner = { capture: true, passive: true };
    for (const sign of SIGNS) window.addEventListener(sign, touch, manner);
    const ticking = setInterval(() => this.check(), TICK);
    this.#last = this.#now();
    return () => {
      clearInterval(ticking);
      for (const sign of SIGNS) window.removeEventListener(sign, touch, manner);
    };
  }

  #now(): { wall: number; steady: number } {
    return { wall: this.#clocks.wall(), steady: this.#clocks.steady() };
  }
}
