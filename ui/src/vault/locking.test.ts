import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { type Holding, Locking, type LockingApi } from "./locking.svelte";

let sleep: () => void = () => {};
let holdings: Holding[] = [];
/** What happened, in its order. */
let log: string[] = [];

const api = {
  lock: vi.fn(async () => (log.push("lock"), null)),
  unlock: vi.fn(async (_passphrase: string) => null),
  beforeSleep: vi.fn((handler: () => void) => {
    sleep = handler;
    return () => (sleep = () => {});
  }),
} satisfies LockingApi;

/** A screen that would lose what `loss` says, until it is null. */
function holding(loss: string | null, more: Partial<Holding> = {}) {
  const held: Holding & { loss: string | null } = {
    loss,
    settle: async () => (log.push("settle"), held.loss),
    ...more,
  };
  holdings = [held];
  return held;
}

const locking = () => new Locking(() => holdings, api);

beforeEach(() => {
  log = [];
  holdings = [];
  vi.clearAllMocks();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test("everything is saved, then the program locks and ends the page, which stays covered until then", async () => {
  holding(null);
  const one = locking();
  const locked = one.lock();
  expect(one.covered).toBe(true);
  await locked;
  expect(log).toEqual(["settle", "lock"]);
  expect([one.asking, one.covered]).toEqual([false, true]);
});

test("whoever wants to lock is asked about what would be lost, and can stay, save or lose it", async () => {
  const goOn = vi.fn();
  const held = holding("Not begun.", { goOn });
  const one = locking();
  await one.lock();
  expect([one.asking, one.covered, one.losses.map(({ sentence }) => sentence)]).toEqual([
    true,
    false,
    ["Not begun."],
  ]);
  expect(api.lock).not.toHaveBeenCalled();

  one.stay();
  expect([one.asking, one.covered, one.losses]).toEqual([false, false, []]);
  expect(goOn).toHaveBeenCalledOnce();

  await one.lock();
  await one.lockAnyway();
  expect(log.slice(-2)).toEqual(["settle", "lock"]);
  expect(held.loss).toBe("Not begun.");
});

test("what is saved only on purpose is saved when somebody says so, and then it locks", async () => {
  const held = holding("Settings are not saved.", {
    save: async () => {
      held.loss = null;
      return true;
    },
  });
  const one = locking();
  await one.lock();
  expect(api.lock).not.toHaveBeenCalled();
  await one.saveAndLock();
  expect(api.lock).toHaveBeenCalledOnce();
});

test("with nobody there, the page is covered and locks by itself once everything is saved", async () => {
  const held = holding("The disk is full.");
  const one = locking();
  const end = one.start();
  await one.lockUnattended();
  expect([one.covered, one.asking]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(api.lock).not.toHaveBeenCalled();
  expect(one.covered).toBe(true);

  held.loss = null;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(api.lock).toHaveBeenCalledOnce();
  end();
});

test("a question that nobody answers is covered when the time is over", async () => {
  holding("Not begun.");
  const one = locking();
  await one.lock();
  expect(one.asking).toBe(true);
  await one.lockUnattended();
  expect([one.covered, one.asking]).toEqual([true, false]);
  expect(api.lock).not.toHaveBeenCalled();
});

test("only the passphrase uncovers the page", async () => {
  const goOn = vi.fn();
  holding("The disk is full.", { goOn });
  const one = locking();
  await one.lockUnattended();
  api.unlock.mockRejectedValueOnce({ code: "wrong-passphrase", message: "That is not the passphrase." });
  await one.uncover("");
  expect(api.unlock).not.toHaveBeenCalled();
  await one.uncover("guess");
  expect([one.covered, one.passphraseProblem]).toEqual([true, "That is not the passphrase."]);
  await one.uncover("four plain words");
  expect(one.covered).toBe(false);
  expect(goOn).toHaveBeenCalledOnce();
  expect(api.lock).not.toHaveBeenCalled();
});

test("it locks once after idle minutes, however long the new page takes", async () => {
  const one = locking();
  const end = one.start();
  one.minutes = 1;
  await vi.advanceTimersByTimeAsync(180_000);
  expect(log).toEqual(["lock"]);
  end();
});

test("it locks before the machine sleeps", async () => {
  const end = locking().start();
  sleep();
  await vi.advanceTimersByTimeAsync(0);
  expect(log).toEqual(["lock"]);
  end();
});

test("a program that does not lock is said, and tried again", async () => {
  api.lock.mockRejectedValueOnce({ code: "io", message: "The workspace could not be closed." });
  const one = locking();
  await one.lock();
  expect([one.asking, one.problem]).toEqual([true, "The workspace could not be closed."]);
  expect(log).toEqual([]);
  await one.tryAgain();
  expect(log).toEqual(["lock"]);
});
