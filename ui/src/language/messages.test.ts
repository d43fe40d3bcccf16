import { expect, test } from "vitest";

import { t } from "./messages";

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
