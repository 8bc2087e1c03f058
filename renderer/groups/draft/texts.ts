import { collect, type Faults, neededText, tooLong } from './faults.ts';

/** The locale that is always asked for, beside the name itself. */
export const secondLocale = 'zh-CN';

/** Name and description as they are typed, in every language there is. */
export interface Texts {
  name: string;
  names: Record<string, string>;
  description: string;
  descriptions: Record<string, string>;
}

interface TextsBody {
  name: string;
  names?: Record<string, string> | undefined;
  description: string;
  descriptions?: Record<string, string> | undefined;
}

export const blankTexts = (): Texts => ({ name: '', names: {}, description: '', descriptions: {} });

export const textsOf = ({ name, names, description, descriptions }: TextsBody): Texts => ({
  name,
  names: names ?? {},
  description,
  descriptions: descriptions ?? {},
});

/** Languages in which nothing was typed are left out, and so is what has none. */
export function textsBody(texts: Texts): TextsBody {
  const names = typed(texts.names);
  const descriptions = typed(texts.descriptions);
  return {
    name: texts.name.trim(),
    ...(names && { names }),
    description: texts.description.trim(),
    ...(descriptions && { descriptions }),
  };
}

export function textFaults({ name, names, description, descriptions }: Texts): Faults {
  return collect({
    name: neededText(name),
    ...each(names, (locale, text) => [`names.${locale}`, tooLong(text, 64)]),
    description: tooLong(description, 512),
    ...each(descriptions, (locale, text) => [`descriptions.${locale}`, tooLong(text, 512)]),
  });
}

/** Every language to show a field for: the second one first, then those that are there. */
export const localesOf = (texts: Record<string, string>): string[] => [
  secondLocale,
  ...Object.keys(texts)
    .filter((locale) => locale !== secondLocale)
    .toSorted(),
];

/** Null where nothing is left. */
export function typed(texts: Record<string, string>): Record<string, string> | null {
  const left = Object.entries(texts)
    .map(([locale, text]) => [locale, text.trim()] as const)
    .filter(([, text]) => text !== '');
  return left.length === 0 ? null : Object.fromEntries(left);
}

const each = <T>(
  texts: Record<string, string>,
  make: (locale: string, text: string) => [string, T],
) => Object.fromEntries(Object.entries(texts).map(([locale, text]) => make(locale, text)));
