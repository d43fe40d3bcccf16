import { t } from "../language/messages";

/** How the window reaches the printer and the clipboard. */
export interface Ways {
  print: () => void;
  copy: (text: string) => Promise<void>;
}

const SYSTEM: Ways = {
  print: () => window.print(),
  copy: (text) => navigator.clipboard.writeText(text),
};

/**
 * A recovery code while it is shown, which happens once.
 *
 * It is over only after the last group was typed while the code is hidden: that can be read nowhere but from a copy. A
 * box to tick would be ticked by whoever means to write the code down later, and later it is gone.
 */
export class ShownCode {
  /** The code; empty once it was wiped. */
  code: string = $state.raw("");
  /** Whether the code is hidden, and its last group asked for. */
  confirming = $state.raw(false);
  /** The last group, as it is typed. */
  typed = $state("");
  /** What is wrong with what was typed. */
  problem: string | null = $state.raw(null);
  /** Whether the code was copied; null: nobody wanted to. */
  copied: boolean | null = $state.raw(null);
  /** When it was made. */
  readonly madeAt: Date;
  readonly #ways: Ways;

  constructor(code: string, madeAt = new Date(), ways: Ways = SYSTEM) {
    this.code = code;
    this.madeAt = madeAt;
    this.#ways = ways;
  }

  /** The groups of the code. */
  get groups(): string[] {
    return this.code.split("-").filter(Boolean);
  }

  print(): void {
    this.#ways.print();
  }

  async copy(): Promise<void> {
    try {
      await this.#ways.copy(this.code);
      this.copied = true;
    } catch {
      // Why a clipboard refuses, it says only in words for engineers.
      this.copied = false;
    }
  }

  /** Hides the code and asks for its last group. */
  confirm(): void {
    this.confirming = true;
    this.typed = "";
    this.problem = null;
  }

  /** Shows the code again. */
  showAgain(): void {
    this.confirming = false;
    this.copied = null;
  }

  /** Whether somebody has a copy, as far as the last group shows; if so, the code is wiped. */
  finish(): boolean {
    if (comparable(this.typed) !== comparable(this.groups.at(-1) ?? "")) {
      this.problem = t("vault.code.lastGroupWrong");
      return false;
    }
    this.code = "";
    this.typed = "";
    return true;
  }
}

/** Letters and digits without case and signs; letters that are read as digits count as those. */
function comparable(group: string): string {
  return group
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
}
