import axe from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type { PersonEntry } from "../../api/types/PersonEntry";
import Screen from "./Screen.svelte";
import { People, type PeopleApi } from "./state.svelte";

const AMARA: PersonEntry = {
  id: "c1",
  received: false,
  name: "Amara Okafor",
  reference: "C-1042",
  role: null,
  interviews: 2,
  lastAt: "2026-03-02T09:30:00+01:00",
};
const MEI: PersonEntry = { ...AMARA, id: "c2", name: "Mei Lin", reference: null, received: true };

let screen: object | undefined;
afterEach(async () => {
  if (screen) await unmount(screen);
  screen = undefined;
});

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const words = (element: Element | null = document.body) =>
  element?.textContent?.replace(/\s+/g, " ").trim() ?? "";

async function show(people: PeopleApi["people"]) {
  const did = { onopen: vi.fn(), onback: vi.fn() };
  screen = mount(Screen, { target: document.body, props: { people: new People({ people }), ...did } });
  await settle();
  return did;
}

test("lists everybody, and opens what is held on somebody", async () => {
  const { onopen } = await show(async () => [AMARA, MEI]);
  const rows = [...document.querySelectorAll("[data-testid='person']")];
  expect(rows.map((row) => [...row.children].map((cell) => words(cell)))).toEqual([
    ["Amara Okafor", "C-1042", "2", "2 Mar 2026", "What is held"],
    ["Mei Lin in received reports", "", "2", "2 Mar 2026", "What is held"],
  ]);
  rows[1]?.querySelector("button")?.click();
  expect(onopen).toHaveBeenCalledExactlyOnceWith("c2");
  const report = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(report.violations.map(({ id }) => id)).toEqual([]);
});

test("says that there is nobody, and why nobody could be read", async () => {
  const people = vi.fn<PeopleApi["people"]>(async () => []);
  people.mockRejectedValueOnce({ code: "io", message: "The disk is gone." });
  await show(people);
  const problem = document.querySelector("[role='alert']");
  expect(words(problem)).toContain("The disk is gone.");
  problem?.querySelector("button")?.click();
  await settle();
  expect(words()).toContain("There are no candidates yet.");
});
