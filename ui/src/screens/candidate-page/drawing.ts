/** A mark drawn by hand: lines through whole points of a box that is four times as wide as it is high. */

/** A point: from the left, from the top. */
export type Point = [number, number];

/** The width of the box, and the greatest x. */
export const WIDTH = 4000;
/** The height of the box, and the greatest y. */
export const HEIGHT = 1000;
/** The most points that are kept. */
export const POINT_LIMIT = 20_000;

/** Points nearer to the one before add nothing that could be seen. */
const NEAR = 6;

/** The point of the box under a place of the window; beside the box, the nearest one on its edge. */
export function pointAt(place: { clientX: number; clientY: number }, box: DOMRectReadOnly): Point {
  return [
    within((place.clientX - box.left) / box.width, WIDTH),
    within((place.clientY - box.top) / box.height, HEIGHT),
  ];
}

/** The lines with a point added to the last of them, unless it is where the pen already is. */
export function extended(lines: readonly Point[][], point: Point): Point[][] {
  const last = lines.at(-1) ?? [];
  const from = last.at(-1);
  if (from && Math.hypot(point[0] - from[0], point[1] - from[1]) < NEAR) return [...lines];
  return [...lines.slice(0, -1), [...last, point]];
}

/** Whether nothing is drawn: dots alone are nothing. */
export function isEmpty(lines: readonly Point[][]): boolean {
  return !lines.some((line) => line.some(([x, y]) => x !== line[0]?.[0] || y !== line[0]?.[1]));
}

/** The same drawing with no more points than are kept: every other one goes, but never a line's two ends. */
export function thinned(lines: readonly Point[][], limit = POINT_LIMIT): Point[][] {
  let kept = lines.filter((line) => line.length > 0);
  while (count(kept) > limit) {
    const thinner = kept.map((line) =>
      line.filter((_, index) => index % 2 === 0 || index === line.length - 1),
    );
    // Where nothing but ends is left, whole lines have to go.
    kept = count(thinner) < count(kept) ? thinner : kept.slice(0, Math.floor(kept.length / 2));
  }
  return kept;
}

/** A line as the `d` of an SVG path; a dot becomes a line without length, which a round pen shows. */
export function pathOf(line: readonly Point[]): string {
  const [first, ...rest] = line.map((point) => point.join(" "));
  return first === undefined ? "" : `M${[first, ...(rest.length > 0 ? rest : [first])].join("L")}`;
}

function count(lines: readonly Point[][]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

function within(share: number, greatest: number): number {
  return Number.isFinite(share) ? Math.round(Math.min(Math.max(share, 0), 1) * greatest) : 0;
}
