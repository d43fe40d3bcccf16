import { expect, test } from "vitest";

import type { ChangeEntry } from "../api/types/ChangeEntry";
import type { FindingName } from "../api/types/FindingName";
import { Queue, type Write } from "./queue.svelte";

const at = (statement: number) => ({ level: 3, statement });
const change = (entry: ChangeEntry): Write => ({ kind: "change", entry });
const rating = (statement: number, finding: FindingName | null) =>
  change({ kind: "finding", assessment: "a1", at: at(statement), finding });
const note = (statement: number, text: string, assessment = "a1") =>
  change({ kind: "note", assessment, at: at(statement), text });
const move = (statement: number): Write => ({ kind: "move", assessment: "a1", at: at(statement) });

/** A disk that answers when the test says so. */
function slowDisk() {
  const sent: Write[] = [];
  const answers: { resolve: () => void; reject: (thrown: unknown) => void }[] = [];
  const queue = new Queue((write) => {
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
    queue,
    sent,
    save: () => settle("resolve"),
    fail: (message?: string) => settle("reject", message),
  };
}

test("writes reach the disk one at a time and in order", async () => {
  const { queue, sent, save } = slowDisk();
  const writes = [rating(1, "fully"), note(1, "As said."), move(2), rating(2, "partly"), rating(2, null)];
  for (const write of writes) queue.add(write);
  expect(sent).toEqual(writes.slice(0, 1));
  await save();
  expect(sent).toEqual(writes.slice(0, 2));
  expect(queue.busy).toBe(true);
  for (let saved = 1; saved < writes.length; saved += 1) await save();
  expect(sent).toEqual(writes);
  expect(queue.busy).toBe(false);
});

test("every rating and every mark is sent, for each of them can be taken back", async () => {
  const { queue, sent, save } = slowDisk();
  const mark = (followUp: boolean) => change({ kind: "follow-up", assessment: "a1", at: at(1), followUp });
  const writes = [rating(1, "fully"), rating(1, "partly"), rating(1, "fully"), mark(true), mark(false)];
  for (const write of writes) queue.add(write);
  for (let write = 0; write < writes.length; write += 1) await save();
  expect(sent).toEqual(writes);
});

test("of texts on one subject, and of moves, only the latest that waits is sent", async () => {
  const { queue, sent, save } = slowDisk();
  queue.add(note(1, "T"));
  queue.add(note(1, "Th"));
  queue.add(note(2, "Another statement."));
  queue.add(note(1, "Another skill.", "a2"));
  queue.add(move(2));
  queue.add(note(1, "The replica had caught up."));
  queue.add(move(3));
  for (let write = 0; write < 5; write += 1) await save();

  expect(sent).toEqual([
    note(1, "T"),
    note(2, "Another statement."),
    note(1, "Another skill.", "a2"),
    note(1, "The replica had caught up."),
    move(3),
  ]);
  expect(queue.busy).toBe(false);
});

test("a failed write is kept, holds up none of the others, and is sent again on demand", async () => {
  const { queue, sent, save, fail } = slowDisk();
  queue.add(rating(1, "fully"));
  queue.add(rating(2, "partly"));
  await fail();
  await save();
  expect(queue.busy).toBe(false);
  expect(queue.unsaved).toEqual([
    { write: rating(1, "fully"), failure: { code: "io", message: "The disk is full." } },
  ]);

  queue.retry();
  expect(queue.unsaved).toEqual([]);
  await save();
  expect(sent).toEqual([rating(1, "fully"), rating(2, "partly"), rating(1, "fully")]);
  expect(queue.unsaved).toEqual([]);
});

test("what came later takes the place of what failed", async () => {
  const { queue, sent, save, fail } = slowDisk();
  queue.add(note(1, "refused"));
  await fail();
  queue.add(note(1, "corrected"));
  expect(queue.unsaved).toEqual([]);
  queue.add(note(2, "first"));
  await save();
  queue.add(note(2, "second"));
  await fail();
  expect(queue.unsaved).toEqual([]);
  await save();

  expect(await queue.flush()).toBe(true);
  expect(sent).toEqual([note(1, "refused"), note(1, "corrected"), note(2, "first"), note(2, "second")]);
});

test("an item that is taken away takes its failed adding with it", async () => {
  const { queue, save, fail } = slowDisk();
  const evidence = {
    id: "e1",
    kind: "example",
    title: "x",
    date: null,
    seen: true,
    statements: [at(1)],
  } as const;
  queue.add(change({ kind: "evidence", assessment: "a1", evidence: { ...evidence, statements: [at(1)] } }));
  await fail();
  queue.add(change({ kind: "no-evidence", assessment: "a1", evidence: "e1" }));
  await save();
  expect(queue.unsaved).toEqual([]);
});

test("a question waits its turn, and its failure is the asker's", async () => {
  const { queue, sent, save } = slowDisk();
  queue.add(rating(1, "fully"));
  const order: string[] = [];
  const asked = queue.call(async () => {
    order.push(`asked after ${sent.length}`);
    throw new Error("no");
  });
  queue.add(rating(2, "fully"));
  const refused = expect(asked).rejects.toThrow("no");
  expect(order).toEqual([]);
  await save();
  await refused;
  expect(order).toEqual(["asked after 1"]);
  await save();
  expect(sent).toHaveLength(2);
  expect(queue.unsaved).toEqual([]);
});

test("a text that was added before a question is on disk before it, whatever is typed since", async () => {
  const { queue, sent, save } = slowDisk();
  queue.add(rating(1, "fully"));
  queue.add(note(1, "a"));
  queue.add(move(2));
  let before: Write[] = [];
  const asked = queue.call(async () => void (before = [...sent]));
  queue.add(note(1, "ab"));
  queue.add(move(3));
  queue.add(note(1, "abc"));
  for (let write = 0; write < 3; write += 1) await save();
  await asked;
  expect(before).toEqual([rating(1, "fully"), note(1, "a"), move(2)]);
  for (let write = 0; write < 2; write += 1) await save();
  expect(sent.slice(3)).toEqual([move(3), note(1, "abc")]);
  expect(queue.busy).toBe(false);
});

test("what is given up is never sent again, and other failures stay", async () => {
  const { queue, sent, save, fail } = slowDisk();
  queue.add(rating(1, "fully"));
  queue.add(note(1, "refused"));
  await fail();
  await fail("A hidden character.");
  queue.forget((write) => write.kind === "change" && write.entry.kind === "finding");
  expect(queue.unsaved.map(({ write }) => write)).toEqual([note(1, "refused")]);
  queue.retry();
  await save();
  expect(await queue.flush()).toBe(true);
  expect(sent).toEqual([rating(1, "fully"), note(1, "refused"), note(1, "refused")]);
});

test("flushing waits for everything, also for what is added meanwhile, and says whether it is on disk", async () => {
  const { queue, save, fail } = slowDisk();
  expect(await queue.flush()).toBe(true);

  queue.add(rating(1, "fully"));
  let flushed: boolean | undefined;
  const flushing = queue.flush().then((result) => (flushed = result));
  queue.add(note(1, "As said."));
  await save();
  expect(flushed).toBeUndefined();
  await fail();
  await flushing;
  expect(flushed).toBe(false);
});
