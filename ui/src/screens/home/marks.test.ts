import { expect, test } from "vitest";

import { marks } from "./marks";

/** The text with the marked pieces in brackets. */
const shown = (text: string, ...words: string[]) =>
  marks(text, words)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join("");

test.each([
  ["Billing storage", ["stor"], "Billing [stor]age"],
  ["Řezníček, JÜRGEN", ["rez", "jurgen"], "[Řez]níček, [JÜRGEN]"],
  ["Jürgen Jürgen", ["ürg"], "J[ürg]en J[ürg]en"],
  ["Jürgen", ["jürgen"], "[Jürgen]"],
  ["storage", ["stora", "orage"], "[storage]"],
  ["nothing here", ["else"], "nothing here"],
  ["as it is", [], "as it is"],
  ["a .* (b)", [".*"], "a [.*] (b)"],
  ["𝒜da okay", ["ada"], "[𝒜da] okay"],
])("in “%s”, %j are marked as %s", (text, words, expected) => {
  expect(shown(text, ...words)).toBe(expected);
});

test("nothing of the text is lost, and an empty one has no pieces", () => {
  const text = "Ｌena İpek\u0301 ﬁle";
  expect(
    marks(text, ["i", "lena", "fi"])
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
  expect(marks("", ["a"])).toEqual([]);
});
