/** Gives what a screen begins with the focus, so that whoever hears the screen learns where they are. */
export function arrive(beginning: HTMLElement): void {
  beginning.focus({ preventScroll: true });
}

/** Gives the focus to what just appeared, and brings it into sight. */
export function reveal(appeared: HTMLElement): void {
  appeared.focus();
}
