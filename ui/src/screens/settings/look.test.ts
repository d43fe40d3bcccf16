import { beforeEach, expect, test } from "vitest";

import { applyLook, Look } from "./look.svelte";

beforeEach(() => {
  localStorage.clear();
  applyLook();
});

const pinned = () => document.documentElement.getAttribute("data-theme");

test("the system has the say until somebody chooses, and again once they choose that", () => {
  expect(pinned()).toBeNull();
  const look = new Look();
  look.name = "dark";
  expect(pinned()).toBe("dark");
  look.name = "system";
  expect(pinned()).toBeNull();
});

test("the look that was chosen is there at the next start", () => {
  new Look().name = "light";
  document.documentElement.removeAttribute("data-theme");
  applyLook();
  expect(pinned()).toBe("light");
  expect(new Look().name).toBe("light");
});

test("what is no look counts as none", () => {
  localStorage.setItem("vouchsafe.look", "sepia");
  applyLook();
  expect(pinned()).toBeNull();
  expect(new Look().name).toBe("system");
});
