import { onMount } from "svelte";

import type { Savable } from "./savable";

/** What leaving asks of a screen beyond saving. */
interface Manner {
  /** Brings everything to the disk that is to be there before the screen goes; says whether it is. */
  stop?: () => Promise<boolean>;
  /** What is still to be done when somebody goes without what can't be saved. */
  giveUp?: () => Promise<void>;
}

/**
 * The way out of a screen on which everything is saved by itself. What is still being typed goes to the disk first, and whoever would lose
 * something is refused; who closes the window once more closes it without what can't be saved.
 *
 * To be made while the screen's component begins: as long as it stands, it is asked before the window closes.
 */
export class Leaving {
  readonly #work: () => Savable;
  readonly #stop: () => Promise<boolean>;
  readonly #giveUp: () => Promise<void>;
  #refused = $state.raw(false);

  constructor(work: () => Savable, { stop, giveUp }: Manner = {}) {
    this.#work = work;
    this.#stop = stop ?? (() => work().flush());
    this.#giveUp = giveUp ?? (async () => {});
    onMount(() => work().beforeClose(() => this.#mayClose()));
    // A refusal is over once everything is saved again.
    $effect(() => {
      if (work().notSaved === null) this.#refused = false;
    });
  }

  /** Whether somebody was refused, and something still is not saved. */
  get refused(): boolean {
    return this.#refused && this.#work().notSaved !== null;
  }

  /** Whether the screen may be left with nothing lost; if not, it says so by {@link refused}. */
  async mayLeave(): Promise<boolean> {
    const stopped = await this.#stop();
    this.#refused = !stopped;
    return stopped;
  }

  async #mayClose(): Promise<boolean> {
    const insists = this.refused;
    const stopped = await this.mayLeave();
    if (!stopped && insists) await this.#giveUp();
    return stopped || insists;
  }
}
