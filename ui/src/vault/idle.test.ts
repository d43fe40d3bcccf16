import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Idle } from "./idle";

const MINUTE = 60_000;

let wall = 0;
let steady = 0;
let end: (() => void) | undefined;
const onidle = vi.fn();

/** Time passes, on both clocks and for the timers. */
function pass(milliseconds: number) {
  for (let rest = milliseconds; rest > 0; rest -= 1000) {
    wall += Math.min(rest, 1000);
    steady += Math.min(rest, 1000);
    vi.advanceTimersByTime(Math.min(rest, 1000));
  }
}

function watch(minutes: number): Idle {
  const idle = new Idle(onidle, { wall: () => wall, steady: () => steady });
  idle.minutes = minutes;
  end = idle.start();
  return idle;
}

beforeEach(() => {
  vi.useFakeTimers();
  onidle.mockClear();
  wall = 1_000_000;
  steady = 0;
});
afterEach(() => {
  end?.();
  vi.useRealTimers();
});

test("it tells once when the time is over, and again after as long again", () => {
  watch(5);
  pass(5 * MINUTE - 6_000);
  expect(onidle).not.toHaveBeenCalled();
  pass(12_000);
  expect(onidle).toHaveBeenCalledOnce();
  pass(5 * MINUTE);
  expect(onidle).toHaveBeenCalledTimes(2);
});

test.each(["keydown", "pointerdown", "pointermove", "wheel", "touchstart"])(
  "%s shows that somebody is there, even where a dialog keeps it to itself",
  (sign) => {
    watch(5);
    const dialog = document.body.appendChild(document.createElement("div"));
    dialog.addEventListener(sign, (event) => event.stopPropagation());
    pass(4 * MINUTE);
    dialog.dispatchEvent(new Event(sign, { bubbles: true }));
    pass(4 * MINUTE);
    expect(onidle).not.toHaveBeenCalled();
    pass(2 * MINUTE);
    expect(onidle).toHaveBeenCalledOnce();
  },
);

test("a machine that slept locks with the first sign after it, which does not begin the time anew", () => {
  watch(10);
  // No timer ran, and the steady clock stood still.
  wall += 60 * MINUTE;
  window.dispatchEvent(new Event("keydown"));
  expect(onidle).toHaveBeenCalledOnce();
});

test("a clock that was set back keeps nothing open", () => {
  watch(10);
  wall -= 600 * MINUTE;
  pass(10 * MINUTE + 6_000);
  expect(onidle).toHaveBeenCalledOnce();
});

test("with no minutes, nothing happens, and once it ended nothing does either", () => {
  const idle = watch(0);
  pass(100 * MINUTE);
  expect(onidle).not.toHaveBeenCalled();
  idle.minutes = 1;
  end?.();
  pass(5 * MINUTE);
  expect(onidle).not.toHaveBeenCalled();
});
