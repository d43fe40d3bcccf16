import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { assessment, sitting, status } from "../sample.test-data";
import { STATEMENTS, arrange, clear, find, press, settle, show, words } from "./interview.test-data";

beforeEach(arrange);
afterEach(clear);

describe("the rule", () => {
  test("another one is applied, and what it makes of the ratings is read", async () => {
    const strict = { ...assessment(STATEMENTS).rule, name: "every-statement" };
    const view = assessment(STATEMENTS, { rule: strict });
    const { interview, written } = await show({ openAssessment: async () => view });
    await interview.applyRule("every-statement");
    expect(written()).toEqual([{ kind: "rule", assessment: "a1", rule: "every-statement" }]);
    expect(interview.view.rule.name).toBe("every-statement");
  });
});

describe("taking back", () => {
  test("Ctrl+Z takes back, goes to where it was, and says what it was", async () => {
    const at = { level: 3, statement: 2 };
    const edit = { kind: "finding", assessment: "a1", at } as const;
    const view = assessment(STATEMENTS, { sitting: sitting(4, { status: status({ undo: edit }) }) });
    const { api } = await show({ undo: async () => ({ edit, view: assessment(STATEMENTS) }) }, view);
    expect(words("undo")).toBe("Ctrl Z Undo rating 3.2");
    press("z", { ctrlKey: true });
    await settle();
    expect(api.undo).toHaveBeenCalledExactlyOnceWith({ interview: "i1", assessment: "a1" });
    expect(words("statement")).toBe("What is expected at 3.2.");
    expect(words("announcement")).toBe("Taken back: rating 3.2.");
    expect(find("undo")).toBeNull();
  });

  test("what is taken back twice with the same words is said twice", async () => {
    const edit = { kind: "finding", assessment: "a1", at: { level: 3, statement: 2 } } as const;
    await show({ undo: async () => ({ edit, view: assessment(STATEMENTS) }) });
    press("z", { ctrlKey: true });
    await settle();
    const region = find("announcement");
    const said = region.firstElementChild;
    press("z", { ctrlKey: true });
    await settle();
    expect(words("announcement")).toBe("Taken back: rating 3.2.");
    expect(find("announcement")).toBe(region);
    expect(region.firstElementChild).not.toBe(said);
  });

  test("in a field Ctrl+Z is the field's own", async () => {
    const { api } = await show();
    find("note").focus();
    press("z", { ctrlKey: true });
    await settle();
    expect(api.undo).not.toHaveBeenCalled();
  });
});

describe("time", () => {
  test("it counts from what the program counted, and opening the screen lets it go on", async () => {
    const running = status({ savedAt: "2025-11-21T10:42:00+01:00", secondsWorked: 1850 });
    const { api } = await show({ resume: async () => running });
    expect(api.resume).toHaveBeenCalledExactlyOnceWith("i1");
    expect(words("time")).toBe("31 min");
    await settle(60_000);
    expect(words("time")).toBe("32 min");
  });

  test("P pauses until any key, which does nothing else", async () => {
    const { api, written } = await show();
    press("p");
    await settle();
    expect(words("paused")).toContain("Paused since 10:42");
    press("4");
    find("paused").dispatchEvent(new KeyboardEvent("keydown", { key: "4", bubbles: true, cancelable: true }));
    await settle();
    expect(api.resume).toHaveBeenCalledTimes(2);
    expect(written()).toEqual([]);
    expect((find("paused") as HTMLDialogElement).open).toBe(false);
  });

  test("it stands still while nobody can see the window", async () => {
    const { api } = await show();
    const visible = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect(api.pause).toHaveBeenCalledOnce();
    visible.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect(api.resume).toHaveBeenCalledTimes(2);

    press("p");
    await settle();
    document.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect(api.resume).toHaveBeenCalledTimes(2);
    visible.mockRestore();
  });

  test("a machine that slept did not interview", async () => {
    const { api, interview } = await show();
    interview.tick(new Date("2025-11-21T10:43:00+01:00"));
    await settle();
    expect(api.resume).toHaveBeenCalledTimes(1);
    interview.tick(new Date("2025-11-21T12:00:00+01:00"));
    await settle();
    expect(api.resume).toHaveBeenCalledTimes(2);
  });

  test("a machine that slept with the window hidden goes on only once the window is seen", async () => {
    const { api, interview } = await show();
    const visible = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    await settle();
    interview.tick(new Date("2025-11-21T12:00:00+01:00"));
    await settle();
    expect(api.resume).toHaveBeenCalledTimes(1);
    visible.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect(api.resume).toHaveBeenCalledTimes(2);
    visible.mockRestore();
  });
});
