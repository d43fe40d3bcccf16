import { afterEach, expect, test } from "vitest";

import { clear, put } from "../screens/page.test-data";
import StrayFiles from "./StrayFiles.svelte";

afterEach(clear);

/** Drops something on an element that wants nothing, or on one that takes it. */
function drop(kind: "dragover" | "drop", types: string[], take: (event: DragEvent) => void = () => {}) {
  const event = new Event(kind, { bubbles: true, cancelable: true }) as DragEvent;
  Object.assign(event, { dataTransfer: { types, files: [], dropEffect: "move" } });
  const target = document.createElement("p");
  document.body.append(target);
  target.addEventListener(kind, take);
  target.dispatchEvent(event);
  target.remove();
  return event;
}

test.each(["dragover", "drop"] as const)("a file that nobody wants opens nothing: %s", (kind) => {
  put(StrayFiles, {});
  const event = drop(kind, ["Files"]);
  expect([event.defaultPrevented, event.dataTransfer?.dropEffect]).toEqual([true, "none"]);
});

test("whoever takes files takes them after it, and words are dragged as ever", () => {
  put(StrayFiles, {});
  const taken = drop("dragover", ["Files"], ({ dataTransfer }) => {
    if (dataTransfer) dataTransfer.dropEffect = "copy";
  });
  expect(taken.dataTransfer?.dropEffect).toBe("copy");
  expect(drop("drop", ["text/plain"]).defaultPrevented).toBe(false);
});
