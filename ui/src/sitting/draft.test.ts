import { beforeEach, afterEach, expect, test, vi } from "vitest";

import { Draft } from "./draft.svelte";

const FULL = { code: "io", message: "The disk is full." };
const NOW = new Date(2025, 10, 21, 10, 42, 7);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function draft(save: (value: string) => Promise<unknown> = async () => null) {
  const saving = vi.fn(save);
  return { saving, draft: new Draft<string>("", saving, () => NOW) };
}

test("a change is saved at once, and what is typed after a pause", async () => {
  const { draft: one, saving } = draft();
  one.change("a");
  expect(saving).toHaveBeenCalledExactlyOnceWith("a");
  expect(one).toMatchObject({ saving: true, savedAt: null });
  await vi.advanceTimersByTimeAsync(0);
  expect(one).toMatchObject({ saving: false, savedAt: "2025-11-21T10:42:07" });
  one.type("ab");
  one.type("abc");
  expect(one).toMatchObject({ value: "abc", saving: true });
  expect(saving).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(1000);
  expect(saving).toHaveBeenCalledTimes(2);
  expect(saving).toHaveBeenLastCalledWith("abc");
});

test("one save is under way at a time, and the latest value is the last on disk", async () => {
  const answers: (() => void)[] = [];
  const { draft: one, saving } = draft(() => new Promise<void>((resolve) => answers.push(resolve)));
  one.change("a");
  one.change("b");
  one.change("c");
  expect(saving.mock.calls).toEqual([["a"]]);
  const flushed = one.flush();
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(saving.mock.calls).toEqual([["a"], ["c"]]);
  expect(one.saving).toBe(true);
  answers[1]?.();
  expect(await flushed).toBe(true);
  expect(one.saving).toBe(false);
});

test("what is refused stays, says why, and can be tried again", async () => {
  const { draft: one, saving } = draft();
  saving.mockRejectedValueOnce(FULL).mockRejectedValueOnce(FULL);
  one.change("a");
  await vi.advanceTimersByTimeAsync(0);
  expect(one).toMatchObject({ value: "a", saving: false, notSaved: FULL.message, savedAt: null });
  expect(await one.flush()).toBe(false);
  one.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(one).toMatchObject({ notSaved: null, savedAt: "2025-11-21T10:42:07" });
  expect(await one.flush()).toBe(true);
  expect(saving).toHaveBeenCalledTimes(3);
});

test("leaving does not wait for the pause, and trying again without need saves nothing", async () => {
  const { draft: one, saving } = draft();
  one.type("a");
  expect(await one.flush()).toBe(true);
  one.retry();
  await vi.advanceTimersByTimeAsync(1000);
  expect(saving).toHaveBeenCalledExactlyOnceWith("a");
});
