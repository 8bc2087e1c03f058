/** White modules at both ends of a symbol (ISO/IEC 15417, 4.3.2). */
export const barQuietModules = 10;

/** Widths of bars and spaces of the values 0 to 106 (ISO/IEC 15417, table 1); the last is the stop. */
const patterns =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  );
const shiftToA = 98;
const toC = 99;
const toB = 100;
const fnc1 = 102;
const startB = 104;
const startC = 105;
const stop = 106;

/**
 * A Code 128 symbol of ASCII text: the widths of bars and spaces in modules, a bar first, without quiet
 * zones. In code set B, with a shift for control characters, and in C where enough digits follow one another to be
 * shorter so (ISO/IEC 15417, annex E). Null where the text has others, or is empty. `gs1` makes it GS1-128: FNC1 in
 * front, and in the place of GS.
 */
export function code128(text: string, { gs1 = false }: { gs1?: boolean } = {}): number[] | null {
  if (text === '' || /[^\0-~]/.test(text)) return null;
  const values = valuesOf(text, gs1);
  const sum = values.reduce((total, value, at) => total + value * Math.max(at, 1), 0);
  return [...values, sum % 103, stop].flatMap((value) => [...(patterns[value] ?? '')].map(Number));
}

function valuesOf(text: string, gs1: boolean): number[] {
  const opening = digitsAt(text, 0);
  let inC = opening >= 4 || (opening === 2 && text.length === 2);
  const values = [inC ? startC : startB];
  if (gs1) values.push(fnc1);
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const digits = digitsAt(text, at);
    if (gs1 && code === 29) {
      values.push(fnc1);
      at++;
    } else if (inC && digits >= 2) {
      values.push(Number(text.slice(at, at + 2)));
      at += 2;
    } else if (inC) {
      values.push(toB);
      inC = false;
    } else if (digits % 2 === 0 && digits >= (at + digits === text.length ? 4 : 6)) {
      values.push(toC);
      inC = true;
    } else {
      if (code < 32) values.push(shiftToA, code + 64);
      else values.push(code - 32);
      at++;
    }
  }
  return values;
}

/** How many digits follow from there on. */
function digitsAt(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== undefined && /[0-9]/.test(text[at] as string)) at++;
  return at - from;
}
