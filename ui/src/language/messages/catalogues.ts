import { en } from "./en";

/** The languages of the window, as BCP 47 names them, each with its messages. */
export const catalogues = { "en-GB": en } satisfies Record<string, Translated<typeof en>>;

type PluralForm = Exclude<Intl.LDMLPluralRule, "other">;

/** Every message that English has, with the plural forms of another language. */
type Translated<Messages> = {
  readonly [
    Name in keyof Messages as Name extends `${string}_${PluralForm}` ? never : Name
  ]: Messages[Name] extends string ? string : Translated<Messages[Name]>;
} & {
  readonly [
    Name in keyof Messages as Name extends `${infer Stem}_other` ? `${Stem}_${PluralForm}` : never
  ]?: string;
};
