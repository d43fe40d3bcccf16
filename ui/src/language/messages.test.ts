import { describe, expect, test } from "vitest";

import { t } from "./messages";
import { catalogues } from "./messages/catalogues";
import { en } from "./messages/en";

test("a number chooses the plural form", () => {
  expect(t("conclude.open", { count: 1 })).toBe("1 statement is open");
  expect(t("conclude.open", { count: 2 })).toBe("2 statements are open");
  expect(t("conclude.open", { count: 0 })).toBe("0 statements are open");
});

test("numbers and lists are written as the language writes them", () => {
  expect(t("common.progress", { explored: 7, statements: 1028 })).toBe("7 of 1,028 explored");
  expect(t("start.known", { details: ["Operator", "P-17"] })).toBe(
    "Interviewed here before: Operator, P-17.",
  );
});

test("what people typed is a value and never a message", () => {
  for (const reason of ["{{assessor}}", "$t(app.name)", "<b>&amp;</b>", "$& $1"]) {
    expect(t("sign.subject.reason", { reason })).toBe(`“${reason}”`);
  }
});

test("a name or a value that the catalogue does not know fails to compile", () => {
  // @ts-expect-error There is no such message.
  t("home.greeting");
  // @ts-expect-error The message needs a time.
  t("common.saved");
  // @ts-expect-error The message needs a number to choose its plural form.
  t("conclude.open");
});

describe.each(Object.entries(catalogues))("the catalogue of %s", (language, catalogue) => {
  const messages = new Map(messagesIn(catalogue));

  test("has every plural form that its language knows, and each takes the same values", () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [name, message] of messages) {
      if (!name.endsWith("_other")) continue;
      for (const form of pluralCategories) {
        const other = name.replace(/other$/, form);
        expect([other, valuesOf(messages.get(other))]).toEqual([other, valuesOf(message)]);
      }
    }
  });
});

test("the window shows every message somewhere", () => {
  const code = Object.values(sources).join("\n");
  const idle = messagesIn(en)
    .map(([name]) => name.replace(PLURAL_FORM, ""))
    .filter((name) => !code.includes(`"${name}"`) && !code.includes(name.replace(/[^.]+$/, "${")));
  expect(idle).toEqual([]);
});

const PLURAL_FORM = /_(zero|one|two|few|many|other)$/;

const sources = import.meta.glob<string>(["../**/*.{ts,svelte}", "!../**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Names and messages, however deep. */
function messagesIn(catalogue: object, above = ""): [string, string][] {
  return Object.entries(catalogue).flatMap(([name, message]) =>
    typeof message === "string" ? [[above + name, message]] : messagesIn(message, `${above}${name}.`),
  );
}

/** The values that a message takes, by name. */
function valuesOf(message = ""): string[] {
  return [...message.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? "").sort();
}
