/**
 * How much words with bytes above 127 look like GB18030 or like Windows-1252. Both have a character for
 * nearly every byte, so that a decoder's silence says nothing; what people write does.
 */

export interface GbLook {
  valid: boolean;
  pairs: number;
  /** Pairs that are everyday characters or Chinese punctuation (GB 2312 rows 1-3 and level 1). */
  everyday: number;
}

export function looksGb(words: readonly Uint8Array[]): GbLook {
  const look: GbLook = { valid: true, pairs: 0, everyday: 0 };
  for (const word of words) {
    for (let at = 0; at < word.length; at++) {
      const lead = word[at] as number;
      if (lead < 0x80) continue;
      const trail = word[at + 1] ?? 0;
      const four = trail >= 0x30 && trail <= 0x39;
      const third = word[at + 2] ?? 0;
      const last = word[at + 3] ?? 0;
      const whole = four
        ? third >= 0x81 && third <= 0xfe && last >= 0x30 && last <= 0x39
        : trail >= 0x40 && trail !== 0x7f && trail !== 0xff;
      if (lead === 0x80 || lead === 0xff || !whole) return { ...look, valid: false };
      look.pairs++;
      const listed =
        trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7));
      if (listed) look.everyday++;
      at += four ? 3 : 1;
    }
  }
  return look;
}

export interface WesternLook {
  valid: boolean;
  letters: number;
  /** Letters with accents among plain ones, and signs where signs stand. */
  plausible: number;
}

/** Bytes that Windows-1252 leaves without a character. */
export const undefined1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** € and the quotes, dashes, ™, £, §, ©, ®, °, ±, ², ³, µ, ·, fractions, ×, Ø, non-breaking blank. */
const signs = new Set([
  0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xa0, 0xa3, 0xa7, 0xa9, 0xab, 0xae,
  0xb0, 0xb1, 0xb2, 0xb3, 0xb5, 0xb7, 0xbb, 0xbc, 0xbd, 0xbe, 0xd7, 0xd8,
]);
const isLetter = (byte: number) => byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7;
const isPlain = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

export function looksWestern(words: readonly Uint8Array[]): WesternLook {
  const look: WesternLook = { valid: true, letters: 0, plausible: 0 };
  for (const word of words) {
    for (let at = 0; at < word.length; at++) {
      const byte = word[at] as number;
      if (byte < 0x80) continue;
      if (undefined1252.has(byte)) return { ...look, valid: false };
      look.letters++;
      const before = word[at - 1] ?? 0;
      const after = word[at + 1] ?? 0;
      // Two in a row are rare in western texts, and every Chinese character is two in a row.
      if (before >= 0x80 || after >= 0x80) continue;
      if (signs.has(byte) && !(isPlain(before) && isPlain(after) && byte !== 0x92))
        look.plausible++;
      else if (isLetter(byte) && (isPlain(before) || isPlain(after))) look.plausible++;
    }
  }
  return look;
}
