import { expect, test } from "vitest";

import { extended, isEmpty, pathOf, type Point, pointAt, thinned } from "./drawing";

const box = { left: 100, top: 50, width: 600, height: 150 } as DOMRectReadOnly;
const at = (clientX: number, clientY: number) => pointAt({ clientX, clientY }, box);

test("a place in the box becomes whole points of 4000 by 1000, however large the box is", () => {
  expect(at(100, 50)).toEqual([0, 0]);
  expect(at(700, 200)).toEqual([4000, 1000]);
  expect(at(400, 125)).toEqual([2000, 500]);
  expect(at(100.1, 50.04)).toEqual([1, 0]);
});

test("a pen that leaves the box draws along its edge, and a box without room draws nothing outside", () => {
  expect(at(-40, 900)).toEqual([0, 1000]);
  expect(at(9999, -1)).toEqual([4000, 0]);
  expect(pointAt({ clientX: 5, clientY: 5 }, { ...box, width: 0, height: 0 })).toEqual([0, 0]);
});

test("points go to the last line, and a pen that hardly moves adds none", () => {
  const lines: Point[][] = [[[1, 1]], [[10, 10]]];
  expect(extended(lines, [30, 30])).toEqual([[[1, 1]], [[10, 10], [30, 30]]]); // prettier-ignore
  expect(extended(lines, [12, 12])).toEqual(lines);
  expect(lines[1]).toHaveLength(1);
});

test("dots alone are nothing", () => {
  expect(isEmpty([])).toBe(true);
  expect(isEmpty([[[5, 5]], [[7, 7], [7, 7]]])).toBe(true); // prettier-ignore
  expect(isEmpty([[[5, 5]], [[7, 7], [7, 8]]])).toBe(false); // prettier-ignore
});

test("too many points are thinned out, but every line keeps its ends", () => {
  const long: Point[] = Array.from({ length: 50_000 }, (_, index) => [index % 4000, 1]);
  const short: Point[] = [[1, 1], [2, 2]]; // prettier-ignore
  const [first, second, ...none] = thinned([long, [], short]);
  expect((first?.length ?? 0) + 2).toBeLessThanOrEqual(20_000);
  expect(first?.length).toBeGreaterThan(10_000);
  expect([first?.[0], first?.at(-1)]).toEqual([long[0], long.at(-1)]);
  expect(second).toEqual(short);
  expect(none).toEqual([]);
});

test("a drawing that fits is kept as it is, and one of nothing but ends loses lines", () => {
  const lines: Point[][] = [[[1, 1], [2, 2], [3, 3]]]; // prettier-ignore
  expect(thinned(lines)).toEqual(lines);
  const pairs = Array.from({ length: 9 }, (): Point[] => [[1, 1], [9, 9]]); // prettier-ignore
  expect(thinned(pairs, 10)).toHaveLength(4);
});

test("a line is drawn through its points, and a dot can be seen", () => {
  expect(pathOf([[1, 2], [3, 4], [5, 6]])).toBe("M1 2L3 4L5 6"); // prettier-ignore
  expect(pathOf([[1, 2]])).toBe("M1 2L1 2");
  expect(pathOf([])).toBe("");
});
