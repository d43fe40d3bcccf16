import i18next, {
  type InterpolationMap,
  type ParseKeys,
  type ParseKeysWithoutVariables,
  type TFunctionReturn,
} from "i18next";

import { catalogues } from "./messages/catalogues";

/** The language of the window, as BCP 47 names it. */
export const language: keyof typeof catalogues = "en-GB";

/** Stands in a message for what is markup instead of text: U+FFFC, object replacement character. */
export const OBJECT = "\uFFFC";

const messages = i18next.createInstance();

void messages.init({
  lng: language,
  resources: { [language]: { translation: catalogues[language] } },
  // The catalogues are part of the program: nothing is fetched, and no other language stands in for a missing message.
  initAsync: false,
  fallbackLng: false,
  // Svelte escapes what it shows.
  interpolation: { escapeValue: false },
});

type Values<Name extends ParseKeys> = InterpolationMap<
  TFunctionReturn<"translation", Name, { count: number }>
>;

interface Translate {
  (name: ParseKeysWithoutVariables): string;
  <Name extends ParseKeys>(name: Name, values: Values<Name>): string;
}

/** The messages without values: they are the same every time, and a screen asks for dozens of them at once. */
const fixed = new Map<string, string>();

/** The message of a name, with its values filled in: `t("common.saved", { time })`. */
export const t: Translate = (name: ParseKeys, values?: object): string => {
  if (values) return messages.t(name, values as never);
  let message = fixed.get(name);
  if (message === undefined) fixed.set(name, (message = messages.t(name as ParseKeysWithoutVariables)));
  return message;
};
