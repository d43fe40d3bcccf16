import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type * as client from "../../api/client";
import type { SittingView } from "../../api/types/SittingView";
import { assessment } from "../sample.test-data";
import AddSkillDialog from "./AddSkillDialog.svelte";
import { form } from "./start.test-data";

let shown: ReturnType<typeof AddSkillDialog> | undefined;

afterEach(async () => {
  if (shown) await unmount(shown);
});

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const find = (id: string) => document.querySelector(`[data-testid="${id}"]`) as HTMLElement;
const words = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";

/** The dialog, open, over a sitting that has the first skill in a published edition. */
async function show(addSkill: typeof client.addSkill = async () => assessment({ 2: 1 }), taken = [1]) {
  const api = { startForm: vi.fn(async () => form()), addSkill: vi.fn(addSkill) };
  const skills = form().skills.flatMap(({ skill }, index) => (taken.includes(index) ? [{ skill }] : []));
  const sitting = { interview: "i1", skills } as unknown as SittingView;
  const onadded = vi.fn();
  shown = mount(AddSkillDialog, { target: document.body, props: { sitting, onadded, api } });
  flushSync();
  shown.open();
  await settle();
  return { api, onadded };
}

test("Enter adds the first skill that the sitting does not have", async () => {
  const { api, onadded } = await show();
  const skill = find("skill") as HTMLSelectElement;
  expect(document.activeElement).toBe(skill);
  expect(words()).not.toContain("Skill ITOP (ITOP) – already");
  skill.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  await settle();
  expect(api.addSkill).toHaveBeenCalledExactlyOnceWith({
    interview: "i1",
    code: "NTAS",
    edition: "sfia-8",
    rule: "consistent",
    route: { walk: "up", from: 2 },
  });
  expect(onadded).toHaveBeenCalledOnce();
  expect(shown?.isOpen()).toBe(false);
});

test("what the sitting has is marked", async () => {
  await show(undefined, [2]);
  expect(words()).toContain("Skill NTAS (NTAS) – already in this interview");
});

test("a refusal is shown, and what was chosen stays", async () => {
  const { onadded } = await show(async () => {
    throw { code: "frozen", message: "The interview is concluded." };
  });
  find("walk-outward").click();
  flushSync();
  find("start-level-4").querySelector("input")?.click();
  find("add-skill").click();
  await settle();
  expect(words()).toContain("The interview is concluded.");
  expect(find("start-level-4").querySelector("input")?.checked).toBe(true);
  expect(shown?.isOpen()).toBe(true);
  expect(onadded).not.toHaveBeenCalled();
});

test("a sitting that has everything says so", async () => {
  await show(undefined, [0, 1, 2]);
  expect(words()).toContain("has every skill that there is");
  expect(find("add-skill")).toBeNull();
});
