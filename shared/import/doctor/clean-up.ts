/**
 * What typing, pasting and word processors do to a text without anybody seeing it. Each step takes away a kind
 * of it; nothing here changes what a person reads.
 */
export type CleanUp =
  | 'repair-invisible'
  | 'repair-wrapped'
  | 'repair-full-width'
  | 'repair-digits'
  | 'repair-dash'
  | 'repair-foreign-letter'
  | 'repair-blank';

/** Zero width, joiners, direction marks, soft hyphen, byte order marks, variation selectors, fillers. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
/** Every blank and control character that is no plain space. */
const blanks = /[\s\u0085\u180e\0]+/g;
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;

/** Letters of other scripts that are drawn as a Latin one, by that one. */
const drawnAs: Record<string, string> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  І: 'I',
  Ј: 'J',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Ѕ: 'S',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  Ү: 'Y',
  а: 'a',
  с: 'c',
  е: 'e',
  і: 'i',
  ј: 'j',
  о: 'o',
  р: 'p',
  ѕ: 's',
  х: 'x',
  у: 'y',
  ԁ: 'd',
  Ԛ: 'Q',
  Ԝ: 'W',
  ԛ: 'q',
  ԝ: 'w',
  һ: 'h',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
  ο: 'o',
  ν: 'v',
  ι: 'i',
  κ: 'k',
  ρ: 'p',
  α: 'a',
  ϲ: 'c',
  Ϲ: 'C',
};

/** Zeros of the decimal digits of other scripts, each followed by its nine others (Unicode Nd). */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
];

const halfWidth = (text: string) =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

const plainDigits = (text: string) =>
  text.replace(/\p{Nd}/gu, (sign) => {
    const code = sign.codePointAt(0) as number;
    const zero = zeros.find((each) => code >= each && code <= each + 9);
    return zero === undefined ? sign : String(code - zero);
  });

const latin = (text: string) => text.replace(/[\u0370-\u052f]/g, (sign) => drawnAs[sign] ?? sign);

/** `="00123"`, `'00123`, `"00123"`, by which people keep a spreadsheet from changing a text. */
const unwrapped = (text: string) =>
  /^\s*=?\s*"([^"]*)"\s*$/.exec(text)?.[1] ?? /^\s*'+(.*?)'?\s*$/s.exec(text)?.[1] ?? text;

const steps: readonly [CleanUp, (text: string) => string][] = [
  ['repair-invisible', (text) => text.replace(invisible, '')],
  ['repair-full-width', halfWidth],
  ['repair-wrapped', unwrapped],
  ['repair-digits', plainDigits],
  ['repair-dash', (text) => text.replace(dashes, '-')],
  ['repair-foreign-letter', latin],
];

/** A text that may be meant, and what was done to get there. */
export interface Cleaned {
  text: string;
  whys: CleanUp[];
}

/** One way, or two where a blank stands inside: it may have to go, or be a plain one. */
export function cleanUps(text: string): Cleaned[] {
  const whys: CleanUp[] = [];
  let now = text;
  for (const [why, step] of steps) {
    const next = step(now);
    if (next !== now) whys.push(why);
    now = next;
  }
  const trimmed = now.replace(blanks, ' ').trim();
  const blank = (to: string): Cleaned => ({
    text: to,
    whys: to === now ? whys : [...whys, 'repair-blank'],
  });
  const joined = trimmed.replaceAll(' ', '');
  return joined === trimmed ? [blank(trimmed)] : [blank(trimmed), blank(joined)];
}

/** Latin letters or digits beside letters that are only drawn like Latin ones: no person can tell them apart. */
export const mixesScripts = (text: string): boolean =>
  /[\u0370-\u052f]/.test(text) && /[A-Za-z0-9]/.test(text) && !/[\u0370-\u052f]/.test(latin(text));
