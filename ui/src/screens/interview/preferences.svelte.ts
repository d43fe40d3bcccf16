/** How this assessor likes the interview to behave; kept on this machine. */
const KEY = "vouchsafe.interview";

interface Kept {
  /** Go on to the next statement after a rating. */
  goOn: boolean;
  /** Single letters and digits are keys. */
  singleKeys: boolean;
}

export class Preferences implements Kept {
  #kept: Kept = $state.raw(read());

  get goOn(): boolean {
    return this.#kept.goOn;
  }

  set goOn(goOn: boolean) {
    this.#keep({ ...this.#kept, goOn });
  }

  get singleKeys(): boolean {
    return this.#kept.singleKeys;
  }

  set singleKeys(singleKeys: boolean) {
    this.#keep({ ...this.#kept, singleKeys });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    localStorage.setItem(KEY, JSON.stringify(kept));
  }
}

/** What was kept; whatever can't be read counts as not chosen. */
function read(): Kept {
  let kept: Partial<Kept> | null = null;
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    // Written by another version, or by hand: the defaults hold.
  }
  return { goOn: kept?.goOn === true, singleKeys: kept?.singleKeys !== false };
}
