import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { HistoryEntry } from "../../api/types/HistoryEntry";
import type { Home } from "../../api/types/Home";
import type { InProgress } from "../../api/types/InProgress";
import type { SearchHit } from "../../api/types/SearchHit";
import type { SittingView } from "../../api/types/SittingView";
import { assessment } from "../sample.test-data";
import Screen from "./Screen.svelte";
import { Search, type SearchApi } from "./search.svelte";
import { HomeList, type HomeApi } from "./state.svelte";

const SKILL = { edition: "sfia-8", editionName: "SFIA 8", draft: false, code: "ITOP", name: "Operations" };
const DRAFT: InProgress = {
  assessment: "a1",
  candidate: "Lena Vogt",
  skill: SKILL,
  at: { level: 3, statement: 2 },
  explored: 4,
  statements: 28,
  changedAt: "2025-11-21T10:42:07+01:00",
};
const CONCLUDED: HistoryEntry = {
  assessment: "a2",
  candidate: "Mei Lin",
  skill: SKILL,
  signed: true,
  computedLevel: 3,
  awardedLevel: 3,
  superseded: false,
  concludedAt: "2025-11-20T10:42:07+01:00",
};
const LISTS: Home = {
  inProgress: [DRAFT],
  history: [CONCLUDED, { ...CONCLUDED, assessment: "a3", superseded: true }],
  candidates: [
    { id: "c1", name: "Lena Vogt", reference: "20418", interviews: 3, lastAt: "2025-11-21T10:11:00+01:00" },
  ],
};
const EMPTY: Home = { inProgress: [], history: [], candidates: [] };
const HIT: SearchHit = {
  assessment: "a2",
  candidate: "Mei Lin",
  skill: SKILL,
  draft: false,
  foundIn: "note",
  at: { level: 2, statement: 1 },
  excerpt: "Runs the bílling storage alone",
  startedAt: "2025-11-20T09:00:00+01:00",
};

let screen: object | undefined;

beforeEach(() => localStorage.clear());
afterEach(async () => {
  if (screen) await unmount(screen);
});

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const all = (id: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
const find = (id: string) => all(id)[0] as HTMLInputElement;
const words = (element: Element | undefined = document.body) =>
  element.textContent?.replace(/\s+/g, " ").trim() ?? "";
const press = async (key: string, more: KeyboardEventInit = {}) => {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await settle();
};
const click = async (id: string) => {
  find(id).click();
  await settle();
};

async function show(lists: Home = LISTS, hits: SearchHit[] = [HIT], broken = false) {
  const view = assessment({ 1: 1 });
  const skills = [
    { skill: SKILL, assessment: "a1", explored: 4, statements: 28 },
    { skill: { ...SKILL, name: "Networks" }, assessment: "a4", explored: 0, statements: 9 },
  ];
  view.sitting = { interview: "i1", candidate: "Lena Vogt", skills } as SittingView;
  const api = {
    home: vi.fn(async () => lists),
    search: vi.fn(async () => hits),
    beginSample: vi.fn(async () => view),
    openAssessment: vi.fn(async () => view),
    discard: vi.fn(async () => null),
    correct: vi.fn(async () => view),
  } satisfies HomeApi & SearchApi;
  if (broken) api.home.mockRejectedValueOnce({ code: "io", message: "The workspace is not there." });
  const did = {
    onstart: vi.fn(),
    onopen: vi.fn(),
    onbegun: vi.fn(),
    onperson: vi.fn(),
    onpeople: vi.fn(),
    onverify: vi.fn(),
    onsettings: vi.fn(),
  };
  const search = new Search(api);
  screen = mount(Screen, { target: document.body, props: { home: new HomeList(null, api), search, ...did } });
  await settle();
  return { api, search, ...did };
}

/** Types into the search and waits for the answer. */
async function searchFor(search: Search, query: string) {
  find("search").focus();
  find("search").value = query;
  find("search").dispatchEvent(new Event("input", { bubbles: true }));
  await search.now();
  await settle();
}

test("the first run says what to do, and a sample can be tried", async () => {
  const { api, onbegun } = await show(EMPTY);
  expect(words()).toContain("No interviews yet.");
  await click("try-sample");
  expect(api.beginSample).toHaveBeenCalledOnce();
  expect(onbegun).toHaveBeenCalledOnce();
});

test("Enter resumes what was worked on last, unless something else has the focus", async () => {
  const { onopen, onsettings } = await show();
  await press("Enter");
  expect(onopen).toHaveBeenCalledExactlyOnceWith("a1");
  find("settings").focus();
  await press("Enter");
  expect(onopen).toHaveBeenCalledOnce();
  await press(",", { ctrlKey: true });
  expect(onsettings).toHaveBeenCalledOnce();
});

test("Ctrl N begins with nobody, a recent candidate’s button with them", async () => {
  const { onstart } = await show();
  await press("n", { ctrlKey: true });
  expect(onstart).toHaveBeenLastCalledWith();
  await click("interview-again");
  expect(onstart).toHaveBeenLastCalledWith("c1");
});

test("what is held on a candidate is one button away, and so is everybody", async () => {
  const { onperson, onpeople } = await show();
  await click("held");
  expect(onperson).toHaveBeenCalledExactlyOnceWith("c1");
  expect(find("held").getAttribute("aria-label")).toBe("What is held on Lena Vogt");
  await click("all-candidates");
  expect(onpeople).toHaveBeenCalledOnce();
});

test("reports are verified by button, by key, or by dropping them anywhere", async () => {
  const { onverify } = await show();
  await click("verify");
  await press("o", { ctrlKey: true });
  expect(onverify.mock.calls).toEqual([[[]], [[]]]);
  const report = new File(["%PDF-1.7"], "report.pdf");
  const drop = new Event("drop", { bubbles: true, cancelable: true });
  Object.assign(drop, { dataTransfer: { types: ["Files"], files: [report] } });
  find("new-interview").dispatchEvent(drop);
  expect(drop.defaultPrevented).toBe(true);
  expect(onverify).toHaveBeenLastCalledWith([report]);
});

test("a draft is deleted only after a question that names all that goes", async () => {
  const { api } = await show();
  await click("discard");
  expect(words()).toContain("This deletes the interview with Lena Vogt:");
  expect(words()).toContain("Operations (ITOP), SFIA 8: 4 of 28 explored");
  expect(words()).toContain("Networks (ITOP), SFIA 8: 0 of 9 explored");
  expect(document.activeElement).toBe(find("keep"));

  await press("Escape");
  expect(find("keep")).toBeUndefined();
  expect(document.activeElement).toBe(find("discard"));
  expect(api.discard).not.toHaveBeenCalled();

  await click("discard");
  api.home.mockResolvedValue(EMPTY);
  await click("confirm-discard");
  expect(api.discard).toHaveBeenCalledExactlyOnceWith("i1");
  expect(words()).toContain("No interviews yet.");
  expect(words()).toContain("The interview with Lena Vogt is deleted.");
  expect(document.activeElement?.tagName).toBe("H1");
});

test("a draft that could not be deleted is still there, and the page says why", async () => {
  const { api } = await show();
  await click("discard");
  api.discard.mockRejectedValue({ code: "frozen", message: "The interview is concluded." });
  await click("confirm-discard");
  expect(words()).toContain("The interview is concluded.");
  expect(all("resume")).toHaveLength(1);
  expect(words()).not.toContain("is deleted.");
});

test("what is concluded can be corrected, unless a correction has taken its place", async () => {
  const { api, onbegun } = await show();
  expect(words()).toContain("superseded by a correction");
  expect([all("open").length, all("correct").length]).toEqual([2, 1]);
  expect(find("correct").getAttribute("aria-label")).toBe(
    "Correct the assessment of Mei Lin in Operations (ITOP), SFIA 8",
  );
  await click("correct");
  expect(api.correct).toHaveBeenCalledExactlyOnceWith("a2");
  expect(onbegun).toHaveBeenCalledOnce();
});

test("the search is one key away, marks its words, and Enter opens the first place", async () => {
  const { search, onopen } = await show();
  await press("/");
  expect(document.activeElement).toBe(find("search"));
  await searchFor(search, "billing alone");
  expect(words(find("found"))).toBe("1 place");
  expect([...document.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual([
    "bílling",
    "alone",
  ]);
  find("search").form?.requestSubmit();
  await settle();
  expect(onopen).toHaveBeenCalledExactlyOnceWith("a2", undefined);
});

test("arrows go through the places, and a draft opens at the statement", async () => {
  const draft = { ...HIT, assessment: "a1", draft: true };
  const { search, onopen } = await show(LISTS, [HIT, draft]);
  await searchFor(search, "billing");
  await press("ArrowDown");
  await press("ArrowDown");
  await press("ArrowDown");
  expect(document.activeElement).toBe(all("hit")[1]);
  all("hit")[1]?.click();
  expect(onopen).toHaveBeenLastCalledWith("a1", { level: 2, statement: 1 });
  await press("ArrowUp");
  await press("ArrowUp");
  expect(document.activeElement).toBe(find("search"));
  await press("ArrowDown");
  await press("Escape");
  expect(document.activeElement).toBe(find("search"));
  await press("Escape");
  expect(all("resume")).toHaveLength(1);
});

test("what is not found says so", async () => {
  const { search } = await show(LISTS, []);
  await searchFor(search, "elephant");
  expect(words(find("found"))).toContain("Nothing has all of these words.");
});

test("who wants no single keys as keys has none here", async () => {
  localStorage.setItem("vouchsafe.interview", JSON.stringify({ singleKeys: false }));
  await show();
  await press("/");
  expect(document.activeElement).not.toBe(find("search"));
});

test("lists that could not be read can be asked for again", async () => {
  await show(LISTS, [], true);
  const problem = document.querySelector(".problem");
  expect(words(problem ?? undefined)).toContain("The workspace is not there.");
  problem?.querySelector("button")?.click();
  await settle();
  expect(all("resume")).toHaveLength(1);
});
