/** A piece of a text, and whether it is one of the words that were searched for. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Cuts a text where one of `words` stands in it, without regard to case, accents and width. */
export function marks(text: string, words: readonly string[]): Piece[] {
  const { folded, origins } = fold(text);
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    const sought = fold(word).folded;
    if (sought === "") continue;
    for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + 1)) {
      const from = origins[at] ?? text.length;
      const to = origins[at + sought.length] ?? text.length;
      marked.fill(true, from, to);
    }
  }
  return pieces(text, marked);
}

/** A text as it is compared, and for each of its characters where it comes from. */
function fold(text: string): { folded: string; origins: number[] } {
  let folded = "";
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = character
      .normalize("NFKD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase();
    for (let index = 0; index < plain.length; index += 1) origins.push(at);
    folded += plain;
    at += character.length;
  }
  return { folded, origins };
}

function pieces(text: string, marked: readonly boolean[]): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && marked[at] === marked[from]) continue;
    found.push({ text: text.slice(from, at), marked: marked[from] ?? false });
    from = at;
  }
  return found;
}
