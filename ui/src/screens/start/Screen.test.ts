import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type { StartRequest } from "../../api/types/StartRequest";
import { assessment } from "../sample.test-data";
import Screen from "./Screen.svelte";
import { form } from "./start.test-data";
import { Start } from "./state.svelte";

const LENA = { id: "c1", name: "Lena Vogt", reference: "20418", role: "Engineer" };

let screen: object | undefined;

afterEach(async () => {
  if (screen) await unmount(screen);
});

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const find = (id: string) => document.querySelector(`[data-testid="${id}"]`) as HTMLInputElement;
const words = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";
const type = (id: string, text: string) => {
  find(id).value = text;
  find(id).dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
};
const press = async (key: string, more: KeyboardEventInit = {}) => {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await settle();
};

async function show() {
  const startInterview = vi.fn(async (_: StartRequest) => assessment({ 1: 1 }));
  const startForm = async () => form({ candidates: [LENA] });
  const onstarted = vi.fn();
  const onback = vi.fn();
  const start = new Start(null, { startForm, startInterview });
  screen = mount(Screen, { target: document.body, props: { start, onstarted, onback } });
  await settle();
  return { startInterview, onstarted, onback };
}

test("the first field waits for the name, and starting without one leads back to it", async () => {
  const { startInterview } = await show();
  expect(document.activeElement).toBe(find("candidate"));
  find("purpose").focus();
  find("start").click();
  await settle();
  expect(document.activeElement).toBe(find("candidate"));
  expect(find("candidate").getAttribute("aria-invalid")).toBe("true");
  expect(startInterview).not.toHaveBeenCalled();
});

test("Enter starts from a list, and Ctrl Enter from a text of several lines", async () => {
  const { startInterview, onstarted } = await show();
  type("candidate", "Ngozi Marchetti");
  find("skill").focus();
  await press("Enter");
  expect(onstarted).toHaveBeenCalledOnce();
  find("conduct-adjustments").focus();
  type("conduct-adjustments", "A quiet room");
  await press("Enter");
  expect(startInterview).toHaveBeenCalledOnce();
  await press("Enter", { ctrlKey: true });
  expect(startInterview.mock.lastCall?.[0].conduct.adjustments).toBe("A quiet room");
});

test("who has the name of somebody known is asked about, and one press answers", async () => {
  const { startInterview } = await show();
  type("candidate", "LENA VOGT");
  expect(words()).toContain("Engineer, 20418");
  find("start").click();
  await settle();
  expect(document.activeElement).toBe(find("same-person"));
  find("same-person").click();
  await settle();
  find("start").click();
  await settle();
  expect(startInterview.mock.lastCall?.[0].candidate).toEqual({ kind: "known", id: "c1" });
});

test("the expected level asks which, and tells its rule", async () => {
  const { startInterview } = await show();
  expect(find("start-level-4")).toBeNull();
  find("walk-outward").click();
  flushSync();
  expect(find("rule-expected-level").checked).toBe(true);
  find("start-level-4").querySelector("input")?.click();
  type("candidate", "Ngozi");
  find("start").click();
  await settle();
  expect(startInterview.mock.lastCall?.[0]).toMatchObject({
    rule: "expected-level",
    route: { walk: "outward", from: 4 },
  });
});

test("a refused name is told at the name, and still stands there", async () => {
  const { startInterview } = await show();
  startInterview.mockRejectedValueOnce({
    code: "refused",
    message:
      "The candidate’s name holds the invisible character U+202E, which changes what others see; delete it.",
  });
  type("candidate", "Ngozi\u202E");
  find("start").click();
  await settle();
  expect(document.getElementById("candidate-error")?.textContent).toContain("U+202E");
  expect(find("candidate").value).toBe("Ngozi\u202E");
  expect(document.activeElement).toBe(find("candidate"));
});

test("Esc leaves the field first, and then the page", async () => {
  const { onback } = await show();
  await press("Escape");
  expect(onback).not.toHaveBeenCalled();
  await press("Escape");
  expect(onback).toHaveBeenCalledOnce();
});
