import { createRawSnippet, mount, unmount } from "svelte";
import { expect, test } from "vitest";

import { OBJECT } from "../language/messages";
import Sentence from "./Sentence.svelte";

test.each([
  [`By the rule ${OBJECT}.`, "By the rule <b>consistent</b>."],
  [`${OBJECT} is the rule.`, "<b>consistent</b> is the rule."],
  [`The rule is ${OBJECT}`, "The rule is <b>consistent</b>"],
])("%j takes the markup where it has its place", async (message, html) => {
  const target = document.createElement("p");
  const children = createRawSnippet(() => ({ render: () => "<b>consistent</b>" }));
  const sentence = mount(Sentence, { target, props: { message, children } });
  expect(target.innerHTML.replaceAll(/<!--.*?-->/g, "")).toBe(html);
  await unmount(sentence);
});
