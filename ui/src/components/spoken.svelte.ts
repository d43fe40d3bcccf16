/** What a screen tells whoever hears it. */
export class Spoken {
  #words = $state.raw("");
  #turn = $state.raw(0);

  /** What was said last. */
  get words(): string {
    return this.#words;
  }

  /** How often something was said: the same words said again are news again. */
  get turn(): number {
    return this.#turn;
  }

  /** Says `words`, even if they are those that were said last. */
  say(words: string): void {
    this.#words = words;
    this.#turn += 1;
  }
}
