import { expect, test, vi } from "vitest";

import { ShownCode } from "./code.svelte";

const CODE = "7F3K-Q29D-0XL1";

function shown(copy = async (_text: string) => {}) {
  const ways = { print: vi.fn(), copy: vi.fn(copy) };
  return { ways, code: new ShownCode(CODE, new Date(2025, 10, 21), ways) };
}

test("it stands in groups, and is printed and copied as a whole", async () => {
  const { code, ways } = shown();
  expect(code.groups).toEqual(["7F3K", "Q29D", "0XL1"]);
  code.print();
  expect(ways.print).toHaveBeenCalledOnce();
  await code.copy();
  expect(ways.copy).toHaveBeenCalledExactlyOnceWith(CODE);
  expect(code.copied).toBe(true);
});

test("a clipboard that refuses is said", async () => {
  const { code } = shown(() => Promise.reject(new Error("NotAllowed")));
  await code.copy();
  expect(code.copied).toBe(false);
});

test("only the last group ends it, and then nothing of the code is left", () => {
  const { code } = shown();
  code.confirm();
  for (const typed of ["", "7F3K", "0XL2"]) {
    code.typed = typed;
    expect([typed, code.finish()]).toEqual([typed, false]);
    expect(code.problem).toContain("not the last group");
  }
  code.showAgain();
  expect(code.code).toBe(CODE);

  code.confirm();
  code.typed = " o x-i1 ";
  expect(code.finish()).toBe(true);
  expect([code.code, code.groups, code.typed]).toEqual(["", [], ""]);
});
