import { parse } from "svelte/compiler";
import { expect, test } from "vitest";

/** Attributes, and props of our components, that are shown or read out. */
const READ = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-placeholder",
  "aria-roledescription",
  "aria-valuetext",
  "label",
  "message",
  "placeholder",
  "title",
]);

/** Where the parser keeps the markup within markup. */
const MARKUP = [
  "attributes",
  "nodes",
  "fragment",
  "body",
  "fallback",
  "consequent",
  "alternate",
  "pending",
  "then",
  "catch",
];

const components = import.meta.glob<string>("../**/*.svelte", {
  query: "?raw",
  import: "default",
  eager: true,
});

test.each(Object.entries(components))("%s has its words from the catalogue", (filename, source) => {
  expect(wordsIn(source, filename)).toEqual([]);
});

const modules = import.meta.glob<string>(
  ["../**/*.ts", "!../**/*.test.ts", "!../**/*.test-data.ts", "!../**/*.d.ts", "!./messages/*"],
  { query: "?raw", import: "default", eager: true },
);

test.each(Object.entries(modules))("%s has its sentences from the catalogue", (filename, source) => {
  expect(wordsIn(`<script lang="ts">${source}</script>`, filename)).toEqual([]);
});

test.each([
  ["<p>Not <b>saved</b></p>", ["Not", "saved"]],
  ["<button aria-label='Hide'></button>", ["Hide"]],
  ["<button aria-label='Resume with {name}'></button>", ["Resume with"]],
  ["<Row label='Skill' name='skill' />", ["Skill"]],
  ["<p>{signed ? 'signed' : t('report.open')}</p>", ["signed"]],
  ["<p>{level ?? `level ${other}`}</p>", ["level"]],
  ["<p>{shout('Hello')}</p>", ["Hello"]],
  ["<TopBar back={{ label: 'Leave', kind: 'quiet' }} />", ["Leave"]],
  ["{#if open}<p>{#each all as one}{one} of them{/each}</p>{/if}", ["of them"]],
  ["{#snippet keys()}<kbd>Esc</kbd>{/snippet}", ["Esc"]],
  ["<script>const hint = 'Type the passphrase.';</script>", ["Type the passphrase."]],
])("%s has words of its own", (source, words) => {
  expect(wordsIn(source, "Sample.svelte")).toEqual(words);
});

test.each([
  "<p class='soft note'>{t('home.empty')} · {level}.{statement}</p>",
  "<p aria-label={t('home.title')}>{kind === 'met' ? t('a.met') : t(`a.${kind}`)}</p>",
  "<button data-testid='save-copy' onclick={() => go('home')}><kbd>J</kbd></button>",
  "<input id='reason' aria-describedby='reason-error reason-help' />",
  "<!-- A comment. --><style>p { color: red }</style>",
  "<script>import { t } from './messages'; const key = 'ArrowUp';</script>",
])("%s has none", (source) => {
  expect(wordsIn(source, "Sample.svelte")).toEqual([]);
});

/** The words that a component shows or has read out, and that do not come from the catalogue. */
function wordsIn(source: string, filename: string): string[] {
  const { fragment, instance, module } = parse(source, { filename, modern: true });
  return [...shown(fragment), ...sentences([instance, module])];
}

/** Words in markup. */
function shown(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(shown);
  if (!isNode(part)) return [];
  switch (part.type) {
    case "Text":
      return words(part["data"]);
    case "ExpressionTag":
    case "HtmlTag":
      return values(part["expression"]);
    case "Attribute":
      return READ.has(String(part["name"])) ? shown(part["value"]) : named(part["value"]);
    case "ConstTag":
      return sentences(part);
    default:
      return MARKUP.flatMap((within) => shown(part[within]));
  }
}

/** Words that an expression can have as its value, or make a part of it. */
function values(expression: unknown): string[] {
  if (Array.isArray(expression)) return expression.flatMap(values);
  if (!isNode(expression)) return [];
  switch (expression.type) {
    case "Literal":
      return words(expression["value"]);
    case "TemplateLiteral":
      return [...sentences(expression["quasis"], words), ...values(expression["expressions"])];
    case "CallExpression":
      return isTranslation(expression) ? [] : values([expression["callee"], expression["arguments"]].flat());
    case "BinaryExpression":
      return expression["operator"] === "+" ? values([expression["left"], expression["right"]]) : [];
    case "ConditionalExpression":
      return values([expression["consequent"], expression["alternate"]]);
    case "LogicalExpression":
      return values([expression["left"], expression["right"]]);
    case "ArrayExpression":
      return values(expression["elements"]);
    case "MemberExpression":
      return values(expression["object"]);
    case "ChainExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
      return values(expression["expression"]);
    default:
      return named(expression);
  }
}

/** Words under the name of something read, in an object that is handed to a component. */
function named(part: unknown): string[] {
  if (!isNode(part)) return [];
  if (part.type === "ExpressionTag") return named(part["expression"]);
  if (part.type !== "ObjectExpression") return [];
  return (part["properties"] as Node[]).flatMap(({ key, value }) =>
    isNode(key) && READ.has(String(key["name"] ?? key["value"])) ? values(value) : named(value),
  );
}

/** Literals that can only be sentences, anywhere in a script but in errors, which only engineers read. */
function sentences(part: unknown, from = severalWords): string[] {
  if (Array.isArray(part)) return part.flatMap((one) => sentences(one, from));
  if (!isNode(part)) return [];
  if (part.type === "ThrowStatement") return [];
  if (part.type === "Literal") return from(part["value"]);
  if (part.type === "TemplateElement") return from((part["value"] as { cooked: string }).cooked);
  return Object.values(part).flatMap((within) => sentences(within, from));
}

type Node = Record<string, unknown> & { type: string };

function isNode(part: unknown): part is Node {
  return typeof part === "object" && part !== null && "type" in part && typeof part.type === "string";
}

function isTranslation({ callee }: Node): boolean {
  return isNode(callee) && callee["name"] === "t";
}

/** Single letters are keys, which the code knows by the same letter. */
function words(text: unknown): string[] {
  return typeof text === "string" && /\p{L}{2}/u.test(text) ? [text.trim()] : [];
}

function severalWords(text: unknown): string[] {
  return typeof text === "string" && /\p{L} \p{L}/u.test(text) ? [text] : [];
}
