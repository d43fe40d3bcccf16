import { getContext, setContext } from "svelte";

import type { Locking } from "./locking.svelte";

const HERE = Symbol("locking");

/** Lets every component beneath lock. */
export function provideLocking(locking: Locking): void {
  setContext(HERE, locking);
}

/** What locks; undefined where nothing is open, as on the page of the passphrase. */
export function lockingHere(): Locking | undefined {
  return getContext(HERE);
}
