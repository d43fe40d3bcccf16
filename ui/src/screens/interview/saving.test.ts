import { expect, test } from "vitest";

import { Saving, type Write } from "./saving.svelte";

const at = (statement: number) => ({ level: 3, statement });
const rating = (statement: number, finding: "partly" | "fully" | null): Write => ({
  kind: "rating",
  at: at(statement),
  finding,
});
const note = (statement: number, text: string): Write => ({ kind: "note", at: at(statement), note: text });
const move = (statement: number): Write => ({ kind: "move", at: at(statement) });

/** A disk that answers when the test says so. */
function slowDisk() {
  const sent: Write[] = [];
  const answers: { resolve: () => void; reject: (thrown: unknown) => void }[] = [];
  const saving = new Saving((write) => {
    sent.push(write);
    return new Promise<void>((resolve, reject) => answers.push({ resolve, reject }));
  });
  const settle = async (how: "resolve" | "reject", message = "The disk is full.") => {
    const answer = answers.shift();
    if (how === "resolve") answer?.resolve();
    else answer?.reject({ code: "io", message });
    // The next write leaves in a later microtask.
    await new Promise((resolve) => setTimeout(resolve));
  };
  return {
    saving,
    sent,
    save: () => settle("resolve"),
    fail: (message?: string) => settle("reject", message),
  };
}

test("writes reach the disk one at a time and in order", async () => {
  const { saving, sent, save } = slowDisk();
  const writes = [rating(1, "fully"), note(1, "As said."), move(2), rating(2, "partly"), rating(2, null)];
  for (const write of writes) saving.add(write);

  expect(sent).toEqual(writes.slice(0, 1));
  await save();
  expect(sent).toEqual(writes.slice(0, 2));
  expect(saving.busy).toBe(true);
  for (let saved = 1; saved < writes.length; saved += 1) await save();
  expect(sent).toEqual(writes);
  expect(saving.busy).toBe(false);
});

test("of notes on one statement, and of moves, only the latest that waits is sent", async () => {
  const { saving, sent, save } = slowDisk();
  saving.add(note(1, "T"));
  saving.add(note(1, "Th"));
  saving.add(note(2, "Another statement."));
  saving.add(move(2));
  saving.add(note(1, "The replica had caught up."));
  saving.add(move(3));
  for (let write = 0; write < 4; write += 1) await save();

  expect(sent).toEqual([
    note(1, "T"),
    note(2, "Another statement."),
    note(1, "The replica had caught up."),
    move(3),
  ]);
  expect(saving.busy).toBe(false);
});

test("a failed write is kept, holds up none of the others, and is sent again on demand", async () => {
  const { saving, sent, save, fail } = slowDisk();
  saving.add(rating(1, "fully"));
  saving.add(rating(2, "partly"));
  await fail();
  await save();
  expect(saving.busy).toBe(false);
  expect(saving.unsaved).toEqual([
    { write: rating(1, "fully"), failure: { code: "io", message: "The disk is full." } },
  ]);
  expect(saving.ratingNotOnDisk(at(1))).toMatchObject({ finding: "fully" });

  saving.retry();
  expect(saving.unsaved).toEqual([]);
  await save();
  expect(sent).toEqual([rating(1, "fully"), rating(2, "partly"), rating(1, "fully")]);
  expect(saving.unsaved).toEqual([]);
  expect(saving.ratingNotOnDisk(at(1))).toBeUndefined();
});

test("what came later takes the place of what failed", async () => {
  const { saving, sent, save, fail } = slowDisk();
  saving.add(note(1, "refused"));
  await fail();
  saving.add(note(1, "corrected"));
  expect(saving.unsaved).toEqual([]);
  saving.add(note(2, "first"));
  await save();
  saving.add(note(2, "second"));
  await fail();
  expect(saving.unsaved).toEqual([]);
  await save();

  expect(await saving.flush()).toBe(true);
  expect(sent.map((write) => write.kind === "note" && write.note)).toEqual([
    "refused",
    "corrected",
    "first",
    "second",
  ]);
});

test("the latest rating counts as chosen until it is on disk", async () => {
  const { saving, save } = slowDisk();
  saving.add(rating(1, "fully"));
  saving.add(rating(1, null));
  expect(saving.ratingNotOnDisk(at(1))).toMatchObject({ finding: null });
  expect(saving.ratingNotOnDisk(at(2))).toBeUndefined();
  await save();
  await save();
  expect(saving.ratingNotOnDisk(at(1))).toBeUndefined();
});

test("flushing waits for everything, also for what is added meanwhile, and says whether it is on disk", async () => {
  const { saving, save, fail } = slowDisk();
  expect(await saving.flush()).toBe(true);

  saving.add(rating(1, "fully"));
  let flushed: boolean | undefined;
  const flushing = saving.flush().then((result) => (flushed = result));
  saving.add(note(1, "As said."));
  await save();
  expect(flushed).toBeUndefined();
  await fail();
  await flushing;
  expect(flushed).toBe(false);
});
