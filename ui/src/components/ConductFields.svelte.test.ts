import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test } from "vitest";

import type { ConductView } from "../api/types/ConductView";
import { NO_CONDUCT } from "../sitting/conduct";
import ConductFields from "./ConductFields.svelte";

let fields: object | undefined;

/** The fields before somebody who keeps every change, as `keep` makes it. */
function show(change: Partial<ConductView> = {}, keep = (conduct: ConductView) => conduct) {
  const props = $state({
    conduct: { ...NO_CONDUCT, ...change },
    onchange: (conduct: ConductView) => {
      props.conduct = keep(conduct);
    },
    errors: {} as Partial<Record<keyof ConductView, string>>,
  });
  fields = mount(ConductFields, { target: document.body, props });
  flushSync();
  return props;
}

afterEach(async () => {
  if (fields) await unmount(fields);
});

const field = (part: string) =>
  document.querySelector(`[data-testid="conduct-${part}"]`) as HTMLInputElement | HTMLTextAreaElement;
const type = (part: string, text: string) => {
  field(part).value = text;
  field(part).dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
};
const choose = (words: string) => {
  const label = [...document.querySelectorAll("label")].find(
    ({ textContent }) => textContent.trim() === words,
  );
  label?.querySelector("input")?.click();
  flushSync();
};

test("what is typed is handed on, and what was left out is nothing", () => {
  const props = show({ place: "Room 4" });
  type("sponsor", "Head of Operations");
  type("place", "  ");
  type("adjustments", "Questions in writing,\n and time to read.\n");
  choose("By video");
  choose("Withheld");
  expect(props.conduct).toEqual({
    ...NO_CONDUCT,
    mode: "video",
    consent: "withheld",
    sponsor: "Head of Operations",
    adjustments: "Questions in writing,\n and time to read.\n",
  });
  choose("Not recorded");
  expect(props.conduct.consent).toBeNull();
});

test("observers are names, a line each, and the line being begun stays", () => {
  const props = show({ observers: ["Ada Okoro"] });
  expect(field("observers").value).toBe("Ada Okoro");
  type("observers", "Ada Okoro\n\n Mei Lin \n");
  expect(props.conduct.observers).toEqual(["Ada Okoro", "Mei Lin"]);
  expect(field("observers").value).toBe("Ada Okoro\n\n Mei Lin \n");
});

test("a keeper who trims takes no space from under the typing, and one who changes the words has the say", () => {
  const props = show({}, (conduct) => ({ ...conduct, place: conduct.place?.trim() ?? null }));
  type("place", "Room ");
  expect(field("place").value).toBe("Room ");
  props.conduct = { ...props.conduct, place: "Site office" };
  flushSync();
  expect(field("place").value).toBe("Site office");
});

test("words are shown as they are kept, to the last line break", () => {
  const props = show({ interruptions: "A call\n\nA fire drill" });
  type("interruptions", "A call\n\nA fire drill\n\n");
  expect(props.conduct.interruptions).toBe("A call\n\nA fire drill\n\n");
  props.conduct = { ...props.conduct, interruptions: "A call\nA fire drill" };
  flushSync();
  expect(field("interruptions").value).toBe("A call\nA fire drill");
});

test("what is wrong with a field stands beside it and is tied to it", () => {
  const props = show({ place: "x" });
  props.errors = { place: "The place is too long." };
  flushSync();
  expect(field("place").getAttribute("aria-invalid")).toBe("true");
  const described = field("place").getAttribute("aria-describedby") ?? "";
  expect(document.getElementById(described)?.textContent).toContain("The place is too long.");
  expect(field("sponsor").getAttribute("aria-invalid")).toBe("false");
});
