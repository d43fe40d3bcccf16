import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { SearchHit } from "../../api/types/SearchHit";
import { t } from "../../language/messages";

/** What of the program the search needs. */
export type SearchApi = Pick<typeof client, "search">;

/** How long nobody types before it is searched, in milliseconds. */
const PAUSE = 150;
/** The program finds no more places than these. */
export const MOST_HITS = 50;

/** The places that were found in one assessment. */
export interface Found {
  /** The first of them, which says whom and what it is about. */
  about: SearchHit;
  hits: readonly SearchHit[];
}

/** The search over everything. */
export class Search {
  /** What is shown for {@link query}; null: nothing was searched for yet. */
  found: readonly Found[] | null = $state.raw(null);
  /** Why it could not be searched. */
  problem: string | null = $state.raw(null);

  #query = $state.raw("");
  /** The query that {@link found} answers. */
  #answered = $state.raw("");
  #asked = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  readonly #api: SearchApi;

  constructor(api: SearchApi = client) {
    this.#api = api;
  }

  /** What was typed. */
  get query(): string {
    return this.#query;
  }

  set query(query: string) {
    this.#query = query;
    clearTimeout(this.#waiting);
    if (this.active) this.#waiting = setTimeout(() => void this.now(), PAUSE);
    else this.#forget();
  }

  /** Whether anything is searched for. */
  get active(): boolean {
    return this.#query.trim() !== "";
  }

  /** The words that {@link found} answers, for marking them. */
  get words(): string[] {
    return this.#answered.split(/\s+/).filter(Boolean);
  }

  /** How many places were found. */
  get count(): number {
    return this.found?.reduce((sum, { hits }) => sum + hits.length, 0) ?? 0;
  }

  /** The place that Enter opens; null: there is none, or what is shown answers what was typed before. */
  get first(): SearchHit | null {
    return this.#answered === this.#query ? (this.found?.[0]?.about ?? null) : null;
  }

  /** Searches without waiting for a pause. Of answers that overtake each other, the last asked counts. */
  async now(): Promise<void> {
    clearTimeout(this.#waiting);
    const query = this.#query;
    const asked = (this.#asked += 1);
    try {
      const hits = await this.#api.search(query);
      if (asked !== this.#asked) return;
      this.found = byAssessment(hits);
      this.problem = null;
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.found = null;
      this.problem = failureOf(thrown).message;
    }
    this.#answered = query;
  }

  #forget(): void {
    this.#asked += 1;
    this.#answered = "";
    this.found = null;
    this.problem = null;
  }
}

/** In what a place is, and at which statement. */
export function placeOf({ foundIn, at }: SearchHit): string {
  const where = t(`home.found.in.${foundIn}`);
  return at ? t("home.found.at", { where, level: at.level, statement: at.statement }) : where;
}

/** The places by assessment, in the order in which each was found first. */
function byAssessment(hits: readonly SearchHit[]): Found[] {
  const found = new Map<string, SearchHit[]>();
  for (const hit of hits) {
    const others = found.get(hit.assessment);
    if (others) others.push(hit);
    else found.set(hit.assessment, [hit]);
  }
  return [...found.values()].flatMap((all) => (all[0] ? [{ about: all[0], hits: all }] : []));
}
