import type { QuestionView } from "../../api/types/QuestionView";

/** What of a pair a refusal is about, and the pair's number from 0. */
export interface RefusedPair {
  index: number;
  part: keyof QuestionView;
}

/** How the program begins a sentence about one of several pairs: "Question 2 …", numbered from 1. */
const NAMED = /^(Question|Answer) (\d+)\b/;

/**
 * Where, among so many pairs, to say why they were refused: at the question or answer that the sentence names, otherwise
 * at the last answer.
 */
export function refusedPair(refusal: string, pairs: number): RefusedPair {
  const [, name, number] = NAMED.exec(refusal) ?? [];
  const index = Number(number) - 1;
  if (index >= 0 && index < pairs) return { index, part: name === "Question" ? "asked" : "answered" };
  return { index: pairs - 1, part: "answered" };
}
