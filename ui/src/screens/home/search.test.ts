import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { SearchHit } from "../../api/types/SearchHit";
import { placeOf, Search } from "./search.svelte";

const hit = (assessment: string, change: Partial<SearchHit> = {}): SearchHit => ({
  assessment,
  candidate: "Lena Vogt",
  skill: { edition: "sfia-8", editionName: "SFIA 8", draft: false, code: "ITOP", name: "Operations" },
  draft: true,
  foundIn: "note",
  at: { level: 3, statement: 2 },
  excerpt: "Billing storage",
  startedAt: "2025-11-21T10:11:00+01:00",
  ...change,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("it is searched once nobody types for a moment", async () => {
  const program = vi.fn(async () => [hit("a1")]);
  const search = new Search({ search: program });
  search.query = "bill";
  await vi.advanceTimersByTimeAsync(100);
  search.query = "billing sto";
  await vi.advanceTimersByTimeAsync(149);
  expect(program).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(program).toHaveBeenCalledExactlyOnceWith("billing sto");
  expect(search.words).toEqual(["billing", "sto"]);
  expect(search.count).toBe(1);
});

test("places are gathered by assessment, in the order of the program", async () => {
  const search = new Search({
    search: async () => [hit("a2"), hit("a1"), hit("a2", { foundIn: "summary", at: null })],
  });
  search.query = "billing";
  await search.now();
  expect(search.found?.map(({ about, hits }) => [about.assessment, hits.length])).toEqual([
    ["a2", 2],
    ["a1", 1],
  ]);
  expect(search.first?.assessment).toBe("a2");
});

test("Enter has nothing to open while what is shown answers another question", async () => {
  const search = new Search({ search: async () => [hit("a1")] });
  search.query = "billing";
  await search.now();
  search.query = "billing v";
  expect(search.found).not.toBeNull();
  expect(search.first).toBeNull();
});

test("an answer that was overtaken, or that nobody waits for any more, does not count", async () => {
  const answers: ((hits: SearchHit[]) => void)[] = [];
  const search = new Search({ search: () => new Promise((resolve) => answers.push(resolve)) });
  search.query = "a";
  void search.now();
  search.query = "ab";
  const second = search.now();
  answers[1]?.([hit("a2")]);
  await second;
  answers[0]?.([hit("a1")]);
  await vi.advanceTimersByTimeAsync(0);
  expect(search.first?.assessment).toBe("a2");

  search.query = "abc";
  void search.now();
  search.query = " ";
  answers[2]?.([hit("a3")]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(search.found).toBeNull();
  expect(answers).toHaveLength(3);
});

test("what could not be searched says why, and can be tried again", async () => {
  const program = vi.fn(async () => [hit("a1")]);
  program.mockRejectedValueOnce({ code: "io", message: "The workspace is not there." });
  const search = new Search({ search: program });
  search.query = "billing";
  await search.now();
  expect(search).toMatchObject({ problem: "The workspace is not there.", found: null });
  await search.now();
  expect(search).toMatchObject({ problem: null, count: 1 });
});

test("a place says in what it is, and where", () => {
  expect(placeOf(hit("a1"))).toBe("Note at 3.2");
  expect(placeOf(hit("a1", { foundIn: "comment", at: null }))).toBe("Candidate’s comment");
});
