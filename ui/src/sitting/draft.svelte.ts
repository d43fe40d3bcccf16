import { failureOf } from "../api/failure";
import { written } from "../language/moment";
import { PAUSE } from "./savable";

/**
 * A value that is saved as a whole while somebody works on it. One save is under way at a time, and what changed meanwhile
 * is saved after it. What could not be saved stays, and goes with the next change or with {@link retry}.
 */
export class Draft<Value> {
  #value: Value;
  readonly #save: (value: Value) => Promise<unknown>;
  readonly #now: () => Date;
  /** Whether the value differs from the one that was sent last. */
  #changed = $state.raw(false);
  #run: Promise<void> | null = $state.raw(null);
  #notSaved: string | null = $state.raw(null);
  #savedAt: string | null = $state.raw(null);
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** Begins with a value that is on disk. `save` resolves once another one is. */
  constructor(value: Value, save: (value: Value) => Promise<unknown>, now: () => Date = () => new Date()) {
    this.#value = $state.raw(value);
    this.#save = save;
    this.#now = now;
  }

  get value(): Value {
    return this.#value;
  }

  /** Whether the value is on its way to the disk. */
  get saving(): boolean {
    return this.#run !== null || (this.#changed && this.#notSaved === null);
  }

  /** Why it is not on disk; null if it is, or is on its way. */
  get notSaved(): string | null {
    return this.#notSaved;
  }

  /** When it was last saved; null: not since it was read. */
  get savedAt(): string | null {
    return this.#savedAt;
  }

  /** Takes over a value and saves it at once. */
  change(value: Value): void {
    this.#take(value);
    this.#start();
  }

  /** Takes over a value with a text that is being typed; it is saved after a pause. */
  type(value: Value): void {
    this.#take(value);
    this.#pause = setTimeout(() => this.#start(), PAUSE);
  }

  /** Saves what is not on disk, without waiting for a pause. */
  retry(): void {
    this.#start();
  }

  /** Waits until it is on disk, and says whether it is. */
  async flush(): Promise<boolean> {
    if (this.#changed) this.#start();
    await this.#run;
    return !this.#changed;
  }

  #take(value: Value): void {
    clearTimeout(this.#pause);
    this.#value = value;
    this.#changed = true;
  }

  #start(): void {
    clearTimeout(this.#pause);
    this.#notSaved = null;
    if (this.#changed && this.#run === null) this.#run = this.#saveAll();
  }

  async #saveAll(): Promise<void> {
    while (this.#changed && this.#notSaved === null) {
      this.#changed = false;
      try {
        await this.#save(this.#value);
        this.#savedAt = written(this.#now());
      } catch (thrown) {
        this.#changed = true;
        this.#notSaved = failureOf(thrown).message;
      }
    }
    this.#run = null;
  }
}
