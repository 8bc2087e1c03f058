/** What a number format makes of a number, as far as SNs and dates are concerned; all else is shown as General. */
export type CellFormat =
  | { kind: 'general' }
  /** Digits at fixed places (`null`) among texts: `00000`, `"SN-"0000`. */
  | { kind: 'zeros'; places: readonly (string | null)[] }
  /** `elapsed`: hours that go on over a day. */
  | { kind: 'date'; days: boolean; times: boolean; elapsed?: boolean };

export const generalFormat: CellFormat = { kind: 'general' };

const day: CellFormat = { kind: 'date', days: true, times: false };
const dayTime: CellFormat = { kind: 'date', days: true, times: true };
const time: CellFormat = { kind: 'date', days: false, times: true };

/** Formats that have a number only (ECMA-376, part 1, 18.8.30); those from 27 on differ by language: dates, or times. */
export function builtInFormat(id: number): CellFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36) return day;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return time;
  if (id === 46) return { kind: 'date', days: false, times: true, elapsed: true };
  if (id >= 50 && id <= 58) return id === 55 || id === 56 ? time : day;
  return id === 22 ? dayTime : generalFormat;
}

const longestCode = 255;

/** Of a code as a workbook carries it (18.8.31); only its first part, which is for positive numbers. */
export function formatOfCode(code: string): CellFormat {
  if (code.length > longestCode) return generalFormat;
  const tokens: string[] = code.match(/"[^"]*"|\[[^\]]*\]|\\.|[_*].|./gsu) ?? [];
  const end = tokens.indexOf(';');
  const first = end < 0 ? tokens : tokens.slice(0, end);
  const bare = first
    .filter((token) => token.length === 1)
    .join('')
    .toLowerCase();
  const elapsed = first.some((token) => /^\[[hms]+\]$/i.test(token));
  if (/general|@|[#?%]|e[+-]/.test(bare)) return generalFormat;
  if (!/0/.test(bare.replace(/s\.?0+/g, '')) && (elapsed || /[dmyhseg]/.test(bare))) {
    const days = !elapsed && /[dyeg]|m{3}|^m+$/.test(bare);
    return { kind: 'date', days, times: elapsed || /[hs]/.test(bare), elapsed };
  }
  return bare.includes('0') ? zeros(first) : generalFormat;
}

function zeros(tokens: readonly string[]): CellFormat {
  const places: (string | null)[] = [];
  for (const token of tokens) {
    if (token === '0') places.push(null);
    else if (token.startsWith('"')) places.push(token.slice(1, -1));
    else if (token.startsWith('\\')) places.push(token.slice(1));
    else if (/^[-\s()+:/]$/.test(token)) places.push(token);
    // A color, a language or a condition shows nothing by itself.
    else if (!token.startsWith('[')) return generalFormat;
  }
  return { kind: 'zeros', places };
}
