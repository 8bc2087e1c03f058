/** What ISO/IEC 18004:2015 fixes by table. Versions are 1..40. */

export const qrLevels = ['L', 'M', 'Q', 'H'] as const;
/** How much of a symbol may be lost: about 7, 15, 25 and 30 % of its codewords. */
export type QrLevel = (typeof qrLevels)[number];

/** Error correction codewords of one block, by version (Table 9). */
const eccOfBlock: Record<QrLevel, string> = {
  L: '7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  M: '10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28',
  Q: '13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  H: '17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
};

/** Blocks, by version (Table 9). */
const blocksOf: Record<QrLevel, string> = {
  L: '1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25',
  M: '1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49',
  Q: '1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68',
  H: '1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81',
};

const numbers = (table: Record<QrLevel, string>): Record<QrLevel, readonly number[]> => ({
  L: table.L.split(' ').map(Number),
  M: table.M.split(' ').map(Number),
  Q: table.Q.split(' ').map(Number),
  H: table.H.split(' ').map(Number),
});
const ecc = numbers(eccOfBlock);
const blocks = numbers(blocksOf);

/** Modules on a side, without quiet zone. */
export const sizeOf = (version: number): number => 17 + 4 * version;

/** Codewords in all of a symbol: the modules that are no function pattern (Table 1), in whole bytes. */
export function totalCodewords(version: number): number {
  const align = Math.floor(version / 7) + 2;
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    modules -= (25 * align - 10) * align - 55;
    if (version >= 7) modules -= 36;
  }
  return Math.floor(modules / 8);
}

export interface Blocks {
  count: number;
  /** Error correction codewords of each. */
  ecc: number;
  /** Data codewords of all. */
  data: number;
  total: number;
}

const known = new Map<string, Blocks>();

/** Always the same object for the same version and level. */
export function blocksFor(version: number, level: QrLevel): Blocks {
  const name = `${version}${level}`;
  let found = known.get(name);
  if (!found) known.set(name, (found = newBlocks(version, level)));
  return found;
}

function newBlocks(version: number, level: QrLevel): Blocks {
  const count = blocks[level][version - 1] as number;
  const each = ecc[level][version - 1] as number;
  const total = totalCodewords(version);
  return { count, ecc: each, data: total - count * each, total };
}

/** Centres of the alignment patterns on either axis (Annex E). */
export function alignmentOf(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = sizeOf(version) - 7;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const found = [6];
  for (let n = count - 2; n >= 0; n--) found.push(last - n * step);
  return found;
}
