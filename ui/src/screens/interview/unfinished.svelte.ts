import type { EvidenceEntry } from "../../api/types/EvidenceEntry";
import type { Place } from "../../api/types/Place";
import { samePlace } from "../../sitting/entries";

/** What stands in the editor of an item of evidence and can't be kept like that. */
export interface Unfinished {
  /** What was chosen for an item that has no title yet. */
  chosen: Partial<EvidenceEntry>;
  /** A title without a letter; null: what is kept stands there. */
  title: string | null;
  /** A date that is none, as it was typed; null: what is kept stands there. */
  date: string | null;
}

/** The statement at which something is written. */
interface Where {
  assessment: string;
  at: Place;
}

const NOTHING: Unfinished = { chosen: {}, title: null, date: null };

/** The items of evidence that were left half-written, for whoever comes back to their statement. */
export class UnfinishedItems {
  #items: Readonly<Record<string, Unfinished & Where>> = $state.raw({});

  /** Whether nothing is half-written. */
  get none(): boolean {
    return Object.keys(this.#items).length === 0;
  }

  /** What is unfinished of the item with this id. */
  of(id: string): Unfinished {
    return this.#items[id] ?? NOTHING;
  }

  /** The id of the item that was begun last at a statement and is unfinished; null: there is none. */
  at({ assessment, at }: Where): string | null {
    const last = Object.entries(this.#items).findLast(
      ([, item]) => item.assessment === assessment && samePlace(item.at, at),
    );
    return last?.[0] ?? null;
  }

  /** Keeps more of what is unfinished of an item, or forgets the item if nothing is any more. */
  keep(id: string, { assessment, at }: Where, change: Partial<Unfinished>): void {
    const item = { ...this.of(id), ...change, assessment, at };
    const nothing = item.title === null && item.date === null && Object.keys(item.chosen).length === 0;
    if (nothing) this.forget(id);
    else this.#items = { ...this.#items, [id]: item };
  }

  /** Forgets what is unfinished of an item. */
  forget(id: string): void {
    const { [id]: _, ...others } = this.#items;
    this.#items = others;
  }
}
