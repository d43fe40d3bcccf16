/** A hash in hexadecimal, in groups of four, so that two people can compare it aloud. */
export function inGroups(hexadecimal: string): string {
  return hexadecimal.match(/.{1,4}/g)?.join(" ") ?? "";
}
