/** Gives a screen's heading the focus, so that whoever hears the screen learns where they are. */
export function arrive(heading: HTMLElement): void {
  heading.focus({ preventScroll: true });
}
