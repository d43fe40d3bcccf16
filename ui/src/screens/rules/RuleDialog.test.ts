import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type { AssessmentView } from "../../api/types/AssessmentView";
import type { OutcomeView } from "../../api/types/OutcomeView";
import type { RuleRequest } from "../../api/types/RuleRequest";
import type { TryRuleRequest } from "../../api/types/TryRuleRequest";
import { assessment, outcome } from "../sample.test-data";
import RuleDialog from "./RuleDialog.svelte";
import { own, parameters, RULES } from "./rules.test-data";
import type { RulesApi } from "./state.svelte";

const STATEMENTS = { 1: 2, 2: 3 };

let shown: ReturnType<typeof RuleDialog> | undefined;

afterEach(async () => {
  if (shown) await unmount(shown);
});

/** The dialog, open, over an assessment whose computed level is 1; a rule with a mean would make it 2. */
async function show(change: Partial<RulesApi> = {}, rule = RULES[0]) {
  const api = {
    decisionRules: vi.fn(change.decisionRules ?? (async () => [...RULES])),
    tryRule: vi.fn(
      change.tryRule ??
        (async ({ parameters: { meanTenths } }: TryRuleRequest) => ({
          outcome: outcome(STATEMENTS, { computed: meanTenths === null ? 1 : 2, possible: 2 }),
        })),
    ),
    saveRule: vi.fn(change.saveRule ?? (async ({ name }: RuleRequest) => own(name, 1))),
  };
  const onchosen = vi.fn();
  const view = {
    ...assessment(STATEMENTS),
    rule,
    outcome: outcome(STATEMENTS, { computed: 1 }),
  } as AssessmentView;
  shown = mount(RuleDialog, { target: document.body, props: { view, onchosen, api } });
  flushSync();
  shown.open();
  await settle();
  return { api, onchosen };
}

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const find = (id: string) => document.querySelector(`[data-testid="${id}"]`) as HTMLInputElement;
const words = (element: Element | null) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const click = async (id: string) => {
  find(id).click();
  await settle();
};
const type = async (id: string, text: string) => {
  find(id).value = text;
  find(id).dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
};

test("the rule in use is looked at first, and keeping it changes nothing", async () => {
  const { onchosen } = await show();
  expect(find("rule-consistent").checked).toBe(true);
  expect(document.activeElement).toBe(find("rule-consistent"));
  expect(words(find("tried"))).toBe("The computed level stays 1. What is open could still make it level 2.");
  await click("use-rule");
  expect(shown?.isOpen()).toBe(false);
  expect(onchosen).not.toHaveBeenCalled();
});

test("another rule is tried before it is chosen", async () => {
  const { api, onchosen } = await show();
  await click("rule-Northmoor");
  expect(api.tryRule).toHaveBeenLastCalledWith({
    assessment: "a1",
    parameters: parameters({ meanTenths: 825 }),
  });
  expect(words(find("tried"))).toContain("The computed level would become 2; now it is 1.");
  await click("use-rule");
  expect(onchosen).toHaveBeenCalledExactlyOnceWith("Northmoor");
  expect(api.saveRule).not.toHaveBeenCalled();
});

test("a newer version of the rule in use is another rule", async () => {
  const { onchosen } = await show({}, own("Northmoor", 1));
  expect(find("rule-Northmoor").checked).toBe(true);
  expect(words(document.body)).toContain("version 1 is in use");
  await click("use-rule");
  expect(onchosen).toHaveBeenCalledExactlyOnceWith("Northmoor");
});

test("a rule of one’s own is tried while it is written, and saved before it is used", async () => {
  const { api, onchosen } = await show();
  await click("own-rule");
  await click("use-rule");
  expect(words(document.body)).toContain("Give the rule a name");
  expect(document.activeElement).toBe(find("rule-name"));

  await type("rule-name", "Ours");
  await type("rule-mean", "8o");
  expect(words(find("tried"))).toContain("As soon as the fields above are filled in");
  await type("rule-mean", "80");
  expect(api.tryRule).toHaveBeenLastCalledWith({
    assessment: "a1",
    parameters: parameters({ meanTenths: 800 }),
  });
  expect(words(find("tried"))).toContain("would become 2");
  expect(words(find("rule-in-words"))).toContain("at least 80 %");

  await click("use-rule");
  expect(api.saveRule).toHaveBeenCalledExactlyOnceWith({
    name: "Ours",
    parameters: parameters({ meanTenths: 800 }),
  });
  expect(onchosen).toHaveBeenCalledExactlyOnceWith("Ours");
});

test("a rule that could not be saved stays in its fields, and the dialog open", async () => {
  const { onchosen } = await show({
    saveRule: () => Promise.reject({ code: "io", message: "The disk is full." }),
  });
  await click("own-rule");
  await type("rule-name", "Ours");
  await click("use-rule");
  expect(words(document.querySelector("[role='alert'].problem"))).toContain("The disk is full.");
  expect(find("rule-name").value).toBe("Ours");
  expect(shown?.isOpen()).toBe(true);
  expect(onchosen).not.toHaveBeenCalled();
});

test("Esc leaves the editor before it closes the dialog", async () => {
  await show();
  await click("own-rule");
  const escape = new Event("cancel", { cancelable: true });
  document.querySelector("dialog")?.dispatchEvent(escape);
  await settle();
  expect(escape.defaultPrevented).toBe(true);
  expect(find("rule-name")).toBeNull();
  const again = new Event("cancel", { cancelable: true });
  document.querySelector("dialog")?.dispatchEvent(again);
  expect(again.defaultPrevented).toBe(false);
});

test("an answer that was overtaken does not count", async () => {
  const answers: ((tried: { outcome: OutcomeView }) => void)[] = [];
  await show({ tryRule: () => new Promise((resolve) => answers.push(resolve)) });
  await click("rule-Northmoor");
  answers.at(-1)?.({ outcome: outcome(STATEMENTS, { computed: 2 }) });
  answers[0]?.({ outcome: outcome(STATEMENTS, { computed: null }) });
  await settle();
  expect(words(find("tried"))).toContain("would become 2");
});

test("rules that could not be read can be asked for again", async () => {
  let gone = true;
  await show({
    decisionRules: async () => {
      if (gone) throw { code: "io", message: "The workspace is not there." };
      return [...RULES];
    },
  });
  const problem = document.querySelector(".problem");
  expect(words(problem)).toContain("The workspace is not there.");
  gone = false;
  problem?.querySelector("button")?.click();
  await settle();
  expect(find("rule-consistent").checked).toBe(true);
});
