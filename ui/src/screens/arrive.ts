/** Gives what a screen begins with the focus, so that whoever hears the screen learns where they are. */
export function arrive(beginning: HTMLElement): void {
  beginning.focus({ preventScroll: true });
}

/** The same, unless it changed under somebody who is choosing what to see, and goes on with the arrow keys. */
export function arriveUnlessChoosing(beginning: HTMLElement): void {
  if (!document.activeElement?.matches("input[type=radio]")) arrive(beginning);
}

/** Gives the focus to what just appeared, and brings it into sight. */
export function reveal(appeared: HTMLElement): void {
  appeared.focus();
}
