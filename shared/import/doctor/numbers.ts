import { type Meant, nothingMeant } from './rule.ts';

/** What spreadsheets do to SNs that look like numbers, turned round. */

/** More are not looked at: a scan is waiting beside the import. */
export const mostMeant = 1000;

const digits = /^\d+$/;

/** The same digits with zeros before them, up to the longest SN. */
export function withZeros(text: string, longest: number): Meant {
  if (!digits.test(text)) return nothingMeant;
  const texts: string[] = [];
  for (let length = text.length + 1; length <= longest; length++) {
    texts.push(text.padStart(length, '0'));
  }
  return { texts, complete: true };
}

/** `123.0`, `123,00`: a number that was given decimals. */
export function withoutDecimals(text: string, longest: number): Meant {
  const whole = /^(\d+)[.,]0+$/.exec(text)?.[1];
  return whole === undefined ? nothingMeant : alsoWithZeros(whole, longest);
}

/** `1,234,567`, `1.234.567`, `1'234'567`, `1 234 567`. */
export function withoutGroups(text: string, longest: number): Meant {
  const grouped = /^\d{1,3}([,.'’ ])\d{3}(?:\1\d{3})*$/.test(text);
  return grouped ? alsoWithZeros(text.replace(/\D/g, ''), longest) : nothingMeant;
}

const alsoWithZeros = (text: string, longest: number): Meant => ({
  texts: [text, ...withZeros(text, longest).texts],
  complete: true,
});

const scientific = /^(\d)(?:([.,])(\d{1,14}))?[eE]([+-]?)(\d{1,3})$/;

export const isScientific = (text: string): boolean => scientific.test(text);

/**
 * `5.57E+92` -> every text that a spreadsheet shows so: digits with an E among them (`557E90`), and whole numbers.
 * Digits that were rounded away can have been any: then there are many, and not all are looked at.
 */
export function fromScientific(text: string, { min, max }: { min: number; max: number }): Meant {
  const found = scientific.exec(text);
  if (!found) return nothingMeant;
  const [, first = '', mark = '', rest = '', sign, power = ''] = found;
  const shown = BigInt(first + rest);
  if (shown === 0n) return nothingMeant;
  const minus = sign === '-' ? '-' : '';
  /** Of `shown` as a whole number. */
  const exponent = Number(minus + power) - rest.length;
  const texts = new Set([`${first}${mark}${rest}E${minus}${power}`]);
  let complete = true;
  /** Zeros before the number, and before the power, were lost just as well. */
  const add = (number: bigint, letter: string, tens: string) => {
    const body = number.toString();
    const bare = body.length + letter.length + tens.length;
    for (let length = Math.max(min, bare); complete && length <= max; length++) {
      const room = length - bare;
      for (let after = 0; after <= (/\d/.test(letter + tens) ? room : 0); after++) {
        texts.add('0'.repeat(room - after) + body + letter + '0'.repeat(after) + tens);
      }
      complete &&= texts.size <= mostMeant;
    }
  };
  const addAll = (power_: number, letter: string, tens: string) => {
    for (const number of rounded(shown, exponent - power_, max - letter.length - tens.length)) {
      if (number === null) complete = false;
      else add(number, letter, tens);
      if (!complete) return;
    }
  };
  addAll(0, '', '');
  const highest = exponent + rest.length;
  for (let tens = highest; complete && tens >= Math.min(0, exponent - max); tens--) {
    addAll(tens, tens < 0 ? 'E-' : 'E', String(Math.abs(tens)));
  }
  const small = [...texts]
    .filter((each) => each.includes('E'))
    .map((each) => each.replace('E', 'e'));
  return { texts: [...texts, ...small], complete };
}

/** Whole numbers of at most so many digits that are shown as `shown` with `tens` zeros; null = more than are looked at. */
function* rounded(shown: bigint, tens: number, mostDigits: number): Generator<bigint | null> {
  if (mostDigits < 1) return;
  if (tens < 0) {
    const unit = 10n ** BigInt(-tens);
    if (shown % unit === 0n) yield shown / unit;
    return;
  }
  if (String(shown).length + tens > mostDigits + 1) return;
  const unit = 10n ** BigInt(tens);
  const low = ((2n * shown - 1n) * unit + 1n) / 2n;
  const most = 10n ** BigInt(mostDigits) - 1n;
  // The half itself may have been rounded either way: it is rarely a half in binary.
  const half = ((2n * shown + 1n) * unit) / 2n;
  const high = half < most ? half : most;
  if (high - low > BigInt(mostMeant)) yield null;
  else for (let number = low; number <= high; number++) yield number;
}

/** More digits than a spreadsheet's numbers hold (15), all zeros from there on. */
export const isRoundedTo15 = (text: string): boolean => /^[1-9]\d{14}0+$/.test(text);
