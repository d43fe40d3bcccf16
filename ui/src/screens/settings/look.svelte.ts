/** Light, dark, or as the system has it; kept on this machine. */
export type LookName = "system" | "light" | "dark";

/** The looks, the default first. */
export const LOOKS: readonly LookName[] = ["system", "light", "dark"];

const KEY = "vouchsafe.look";

/** The look that is chosen. */
export class Look {
  #name: LookName = $state.raw(read());

  get name(): LookName {
    return this.#name;
  }

  set name(name: LookName) {
    this.#name = name;
    localStorage.setItem(KEY, name);
    pin(name);
  }
}

/** Shows the window in the look that was chosen, from its first moment on. */
export function applyLook(): void {
  pin(read());
}

/** The styles follow the system unless the root says otherwise. */
function pin(name: LookName): void {
  const { dataset } = document.documentElement;
  if (name === "system") delete dataset["theme"];
  else dataset["theme"] = name;
}

/** What was kept; whatever isn't a look counts as not chosen. */
function read(): LookName {
  const kept = localStorage.getItem(KEY);
  return LOOKS.find((name) => name === kept) ?? "system";
}
