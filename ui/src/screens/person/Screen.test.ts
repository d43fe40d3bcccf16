import axe from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type { ErasedView } from "../../api/types/ErasedView";
import type { PersonView } from "../../api/types/PersonView";
import Screen from "./Screen.svelte";
import { PersonPage, type PersonApi } from "./state.svelte";

const AT = "2026-03-02T09:30:00+01:00";
const VIEW: PersonView = {
  person: {
    id: "c1",
    received: false,
    name: "Amara Okafor",
    reference: "C-1042",
    role: null,
    interviews: 2,
    lastAt: AT,
  },
  interviews: [
    {
      id: "i1",
      startedAt: AT,
      assessor: "Lena Vogt",
      report: "VS-2026-7F3K-Q29D",
      skills: [
        { edition: "SFIA 8", code: "ITOP", name: "Operations", concluded: true, awarded: 3 },
        { edition: "SFIA 8", code: "NTAS", name: "Networks", concluded: true, awarded: null },
      ],
    },
    {
      id: "i2",
      startedAt: AT,
      assessor: "Lena Vogt",
      report: null,
      skills: [{ edition: "SFIA 8", code: "ITOP", name: "Operations", concluded: false, awarded: null }],
    },
  ],
  holdings: {
    interviews: 2,
    assessments: 3,
    ratings: 28,
    notes: 1,
    questions: 0,
    evidence: 0,
    files: 0,
    reports: 1,
    reviews: 0,
    unsignedReviews: 0,
    steps: 0,
    values: 31,
  },
  remains: {
    backups: [
      { file: "/b/one.vouchsafe-backup", madeAt: AT, state: "there" },
      { file: "/b/two.vouchsafe-backup", madeAt: AT, state: "gone" },
      { file: "/b/three.vouchsafe-backup", madeAt: AT, state: "unreadable" },
    ],
    exports: [{ file: "/d/2026-03-02 ITOP Amara Okafor.pdf", at: AT }],
    trails: [],
    plainCopies: [AT],
    setAside: [],
    namesakes: [
      {
        id: "c2",
        received: true,
        name: "Amara Okafor",
        reference: null,
        role: null,
        interviews: 1,
        lastAt: AT,
      },
    ],
    mentions: 1,
    sharedFiles: 0,
  },
};
const ERASED: ErasedView = {
  candidate: "c1",
  reference: "C-1042",
  erasedAt: AT,
  by: "Lena Vogt",
  entry: 42,
  hash: "5a0c".repeat(16),
  holdings: VIEW.holdings,
  remains: VIEW.remains,
  traces: null,
};

let screen: object | undefined;
afterEach(async () => {
  if (screen) await unmount(screen);
  screen = undefined;
});

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const find = (id: string) => document.querySelector<HTMLButtonElement>(`[data-testid="${id}"]`);
const field = () => document.querySelector<HTMLInputElement>("[data-testid='erase-name']");
const words = (element: Element | null = document.body) =>
  element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const click = async (id: string) => {
  find(id)?.click();
  await settle();
};
const type = async (text: string) => {
  const input = field();
  if (input) input.value = text;
  input?.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
};
const accessible = async () => {
  const report = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(report.violations.map(({ id }) => id)).toEqual([]);
};

async function show(more: Partial<PersonApi> = {}) {
  const api = {
    person: vi.fn<PersonApi["person"]>(async () => VIEW),
    eraseCandidate: vi.fn<PersonApi["eraseCandidate"]>(async () => ERASED),
    saveReceipt: vi.fn<PersonApi["saveReceipt"]>(async () => "/d/receipt.txt"),
    ...more,
  };
  const onback = vi.fn();
  screen = mount(Screen, { target: document.body, props: { page: new PersonPage("c1", api), onback } });
  await settle();
  return { api, onback };
}

test("says what is held, and what is known to be elsewhere", async () => {
  await show();
  const rows = [...document.querySelectorAll("[data-testid='held-interview']")];
  expect(rows.map((row) => [...row.children].map((cell) => words(cell)))).toEqual([
    [
      "Operations (ITOP), SFIA 8: level 3Networks (NTAS), SFIA 8: no level",
      "Lena Vogt",
      "VS-2026-7F3K-Q29D",
      "2 Mar 2026",
    ],
    ["Operations (ITOP), SFIA 8: not concluded", "Lena Vogt", "not signed", "2 Mar 2026"],
  ]);
  const lists = [...document.querySelectorAll("ul")].map((list) =>
    [...list.children].map((line) => words(line)),
  );
  expect(lists[0]).toEqual([
    "2 interviews",
    "3 assessments",
    "28 ratings",
    "1 note",
    "1 signed report",
    "Old and new values in 31 entries of the audit trail",
  ]);
  expect(lists[1]).toEqual([
    expect.stringMatching(/^Backup of .*: \/b\/one/),
    expect.stringContaining("no longer where it was written: /b/two"),
    "Backup that can’t be read and may hold the candidate: /b/three.vouchsafe-backup",
    expect.stringMatching(/^Report, written .*Amara Okafor\.pdf$/),
    expect.stringContaining("A copy that is not encrypted"),
    "A candidate of this name or reference in received reports: Amara Okafor",
    "The name stands in 1 place in interviews of others. The search finds it.",
  ]);
  await accessible();
});

test("nobody is erased before a name was typed, and a wrong one is refused with a sentence", async () => {
  const message =
    "What you typed is neither the name nor the reference of this candidate. Nothing was erased.";
  const { api } = await show({ eraseCandidate: vi.fn().mockRejectedValue({ code: "refused", message }) });
  expect(find("erase")?.disabled).toBe(true);
  await type("   ");
  expect(find("erase")?.disabled).toBe(true);
  await type("Mei Lin");
  await click("erase");
  expect(api.eraseCandidate).toHaveBeenCalledExactlyOnceWith({ candidate: "c1", typed: "Mei Lin" });
  expect(words(document.querySelector("[role='alert']"))).toBe(message);
  expect(field()?.value).toBe("Mei Lin");
});

test("erasing leads to the receipt, with what remains, and saves it", async () => {
  const { api, onback } = await show();
  await type("C-1042");
  await click("erase");
  expect(field()).toBeNull();
  expect(words(document.activeElement)).toBe("The candidate is erased");
  expect(words()).toContain("42 of the audit trail");
  expect(words()).toContain("5a0c 5a0c");
  expect(document.querySelectorAll("li")).toHaveLength(7);
  await accessible();
  await click("save-receipt");
  expect(api.saveReceipt).toHaveBeenCalledExactlyOnceWith({ candidate: "c1", reference: "C-1042" });
  expect(words(document.querySelector(".saved"))).toBe("The receipt is in /d/receipt.txt");
  await click("erased-back");
  expect(onback).toHaveBeenCalledOnce();
});

test("a receipt that was not saved says nothing, and traces are called traces", async () => {
  const traces = "Another program is just reading this workspace.";
  await show({ eraseCandidate: async () => ({ ...ERASED, traces }), saveReceipt: async () => null });
  await type("Amara Okafor");
  await click("erase");
  expect(words(document.querySelector("[role='alert']"))).toContain(traces);
  await click("save-receipt");
  expect(words(document.querySelector(".saved"))).toBe("");
});

test("what could not be read can be asked for again", async () => {
  const person = vi.fn<PersonApi["person"]>(async () => VIEW);
  person.mockRejectedValueOnce({ code: "io", message: "The disk is gone." });
  await show({ person });
  const problem = document.querySelector("[role='alert']");
  expect(words(problem)).toContain("The disk is gone.");
  problem?.querySelector("button")?.click();
  await settle();
  expect(words()).toContain("28 ratings");
});
