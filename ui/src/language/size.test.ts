import { expect, test } from "vitest";

import { fileSize } from "./size";

test.each([
  [0, "0 byte"],
  [812, "812 byte"],
  [1400, "1.4 kB"],
  [26_214_400, "26.2 MB"],
  [5_000_000_000, "5,000 MB"],
])("%d bytes are %s", (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});
