import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Saved } from "../../api/types/Saved";
import { outcome, saved } from "../sample.test-data";
import {
  STATEMENTS,
  arrange,
  clear,
  diskFull,
  find,
  finding,
  leave,
  note,
  press,
  settle,
  show,
  type,
  words,
} from "./interview.test-data";

beforeEach(arrange);
afterEach(clear);

describe("saving", () => {
  test("a rating is called saved only once the program says that it is on disk", async () => {
    let answer: (saved: Saved) => void = () => {};
    const { written } = await show({ change: () => new Promise((resolve) => (answer = resolve)) });
    expect(words("saved")).toBe("Saved 10:11:00");
    expect(words("computed-level")).toContain("none");

    press("3");
    expect(written()).toEqual([finding("largely")]);
    expect(words("saved")).toBe("Saved 10:11:00");
    expect(find("rating-largely").getAttribute("aria-pressed")).toBe("false");

    await settle(100);
    expect(words("saved")).toBe("Saving…");
    expect(find("rating-largely").getAttribute("aria-pressed")).toBe("true");
    expect(words("computed-level")).toContain("none");

    answer(saved(outcome(STATEMENTS, { computed: 1 })));
    await settle();
    expect(words("saved")).toBe("Saved 10:42:07");
    expect(words("computed-level")).toContain("1");
  });

  test("a rating that could not be saved stays chosen, says so, and can be tried again", async () => {
    let full = true;
    const { written, onconclude } = await show({
      change: () => (full ? diskFull() : Promise.resolve(saved())),
    });
    press("4");
    await settle();
    expect(words("saved")).toContain("Not saved. The disk is full. Free some space.");
    expect(find("rating-fully").getAttribute("aria-pressed")).toBe("true");

    press("Enter", { ctrlKey: true });
    await settle();
    expect(onconclude).not.toHaveBeenCalled();

    full = false;
    find("save-again").click();
    await settle();
    expect(words("saved")).toBe("Saved 10:42:07");
    expect(written()).toHaveLength(2);
  });

  test("a failure is read out, and what is saved is not", async () => {
    let full = true;
    await show({ change: () => (full ? diskFull() : Promise.resolve(saved())) });
    const live = () => find("saved").querySelectorAll("[role], [aria-live]").length;
    expect(find("saved").closest("[role=status], [role=alert], [aria-live]")).toBeNull();
    expect(live()).toBe(0);
    press("4");
    await settle();
    expect(find("saved").querySelector("[role=alert]")?.textContent).toContain("The disk is full.");
    full = false;
    find("save-again").click();
    await settle();
    expect(words("saved")).toBe("Saved 10:42:07");
    expect(live()).toBe(0);
  });

  test("a refused decision rule can be given up, and then nothing stands in the way", async () => {
    const { interview, written, onconclude } = await show({
      change: ({ change }) =>
        change.kind === "rule"
          ? Promise.reject({ code: "rule", message: "There is no such rule." })
          : Promise.resolve(saved()),
    });
    await interview.applyRule("gone");
    flushSync();
    expect(words("saved")).toContain("Not saved. There is no such rule.");
    find("forget-unsaved").click();
    await settle();
    expect(words("saved")).toContain("Saved");
    expect(find("forget-unsaved")).toBeNull();
    press("Enter", { ctrlKey: true });
    await settle();
    expect(onconclude).toHaveBeenCalledOnce();
    expect(written()).toHaveLength(1);
  });

  test("a refused rating can't be given up by a slip: it stays chosen", async () => {
    await show({ change: diskFull });
    press("4");
    await settle();
    expect(find("save-again")).not.toBeNull();
    expect(find("forget-unsaved")).toBeNull();
  });

  test("a note is saved after a pause, and letters typed in it rate nothing", async () => {
    const { written } = await show();
    type("note", "Billing storage");
    press("3");
    await settle(300);
    type("note", "Billing storage, 9 October");
    expect(words("saved")).toBe("Saving…");
    await settle(399);
    expect(written()).toEqual([]);
    await settle(1);
    expect(written()).toEqual([note("Billing storage, 9 October")]);
    expect(words("saved")).toBe("Saved 10:42:07");
  });

  test("a refused note stays as it was typed, with its sentence beside it", async () => {
    await show({ change: () => Promise.reject({ code: "text", message: "The note holds a hidden sign." }) });
    type("note", "hid\u202eden");
    press("Escape");
    await settle();
    expect((find("note") as HTMLTextAreaElement).value).toBe("hid\u202eden");
    expect(find("note").getAttribute("aria-invalid")).toBe("true");
    expect(document.querySelector("#note-error")?.textContent).toContain("The note holds a hidden sign.");
  });

  test("10 MB are left out before the engine has to lay them out, with a sentence, and nothing else changes", async () => {
    const { written } = await show();
    type("note", "As said.");
    const insert = (data: string) => {
      const event = new InputEvent("beforeinput", { data, bubbles: true, cancelable: true });
      find("note").dispatchEvent(event);
      flushSync();
      return event.defaultPrevented;
    };
    const said = () => document.querySelector("main")?.textContent?.includes("it was left out");
    expect(insert("x".repeat(10_000_000))).toBe(true);
    expect(said()).toBe(true);
    expect(insert("x")).toBe(false);
    expect(said()).toBe(false);
    press("Escape");
    await settle();
    expect(written()).toEqual([note("As said.")]);
  });

  test("10 MB that got into a note stay there, are not sent, and are said to be too much at once", async () => {
    const { written } = await show();
    type("note", "x".repeat(10_000_000));
    await settle();
    expect(document.querySelector("#note-error")?.textContent).toContain("more than 200,000 characters");
    expect((find("note") as HTMLTextAreaElement).value.length).toBe(10_000_000);
    expect(written()).toEqual([]);

    type("note", "Shorter.");
    press("Escape");
    await settle();
    expect(written()).toEqual([note("Shorter.")]);
    expect(find("note").getAttribute("aria-invalid")).toBe("false");
  });

  test("Esc leaves the note and saves it at once", async () => {
    const { written } = await show();
    type("note", "As said.");
    press("Escape");
    expect(document.activeElement).not.toBe(find("note"));
    await settle();
    expect(written()).toEqual([note("As said.")]);
  });

  test("moving on saves the note before the move, and it is there on return", async () => {
    const { api, written } = await show();
    type("note", "As said.");
    // The focus stays in the note, so that nothing but the move can save it.
    find("level-3").click();
    await settle();
    expect(words("statement-place")).toBe("Level 3 · Phrase 3 Statement 1 of 2");
    expect(written()).toEqual([note("As said.")]);
    expect(api.moveTo).toHaveBeenCalledExactlyOnceWith({ assessment: "a1", at: { level: 3, statement: 1 } });
    expect(api.change.mock.invocationCallOrder[0]).toBeLessThan(api.moveTo.mock.invocationCallOrder[0] ?? 0);

    find("level-1").click();
    flushSync();
    expect((find("note") as HTMLTextAreaElement).value).toBe("As said.");
  });

  test("navigation does not wait for the disk", async () => {
    await show({ moveTo: () => new Promise(() => {}) });
    press("j");
    press("j");
    expect(words("statement")).toBe("What is expected at 3.1.");
  });

  test("single keys that are switched off do nothing, and the choice is kept", async () => {
    const { written } = await show();
    press("?");
    (document.querySelector("#single-keys") as HTMLElement).click();
    (document.querySelector("dialog[open]") as HTMLDialogElement).close();
    flushSync();
    press("4");
    await settle();
    expect(written()).toEqual([]);
    expect(find("rating-fully").querySelector("kbd")).toBeNull();
    expect(JSON.parse(localStorage.getItem("vouchsafe.interview") ?? "")).toEqual({
      goOn: false,
      singleKeys: false,
    });
  });
});

describe("leaving", () => {
  test("concluding and leaving bring a note to the disk first, and stop the time", async () => {
    const { api, written, onconclude, onleave } = await show();
    type("note", "In the middle of a sen");
    press("Enter", { ctrlKey: true });
    await settle();
    expect(written()).toEqual([note("In the middle of a sen")]);
    expect(api.pause).toHaveBeenCalledOnce();
    expect(onconclude).toHaveBeenCalledOnce();

    type("note", "In the middle of a sentence");
    (document.querySelector("header button") as HTMLElement).click();
    await settle();
    expect(written()).toHaveLength(2);
    expect(api.pause).toHaveBeenCalledTimes(2);
    expect(onleave).toHaveBeenCalledOnce();
  });

  test("closing the window brings what is being typed to the disk first", async () => {
    const { written, api, closing } = await show();
    type("note", "Still typing");
    expect(await closing.mayClose?.()).toBe(true);
    expect(written()).toEqual([note("Still typing")]);
    expect(api.pause).toHaveBeenCalledOnce();
  });

  test("a window with something unsaved closes only when it is closed twice, and saves what it can", async () => {
    const { written, api, closing } = await show({
      change: ({ change }) => (change.kind === "finding" ? diskFull() : Promise.resolve(saved())),
    });
    press("3");
    await settle();
    expect(await closing.mayClose?.()).toBe(false);
    flushSync();
    expect(words("saved")).toContain("Leave without it");
    expect(api.pause).not.toHaveBeenCalled();
    type("note", "Typed since");
    expect(await closing.mayClose?.()).toBe(true);
    expect(written().at(-1)).toEqual(note("Typed since"));
    expect(api.pause).toHaveBeenCalledOnce();
  });

  test("who leaves without what is refused leaves with the time stopped", async () => {
    const { api, onleave } = await show({ change: diskFull });
    press("3");
    await settle();
    (document.querySelector("header button") as HTMLElement).click();
    await settle();
    expect(onleave).not.toHaveBeenCalled();
    find("leave-anyway").click();
    await settle();
    expect(api.pause).toHaveBeenCalledOnce();
    expect(onleave).toHaveBeenCalledOnce();
  });

  test("nobody is asked about an interview that was left", async () => {
    const { closing } = await show();
    expect(closing.mayClose).not.toBeNull();
    await leave();
    expect(closing.mayClose).toBeNull();
  });
});
