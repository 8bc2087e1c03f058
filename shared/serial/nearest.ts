import { looksAlike } from './look-alike.ts';

/** An SN that differs in one place from the one that was read. `place` counts characters from 1. */
export interface Near {
  kind: 'twin' | 'swap' | 'other' | 'missing' | 'extra';
  deviceSn: string;
  place: number;
  /** The character of the known SN in this place; what was read there. Empty where there is none. */
  known: string;
  read: string;
}

const usual = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-';
const small = 'abcdefghijklmnopqrstuvwxyz';
/** Longer ones are compared only by look-alikes and swaps: every other variant would be thousands. */
const longest = 40;

/**
 * All SNs that differ from `read` in one place, in waves from the likeliest mistake to the least likely:
 * look-alikes, neighbours swapped, then any other character, one too few, one too many. Each variant is
 * meant to be looked up by its name, so that it does not matter how many devices there are.
 */
export function nearSns(read: string): Near[][] {
  const characters = [...read];
  const alphabet = [...usual, ...(/[a-z]/.test(read) ? small : '')];
  const twins: Near[] = [];
  const others: Near[] = [];
  const swaps: Near[] = [];
  const missing: Near[] = [];
  const extra: Near[] = [];
  const near = (kind: Near['kind'], index: number, known: string, changed: string[]): Near => ({
    kind,
    deviceSn: changed.join(''),
    place: index + 1,
    known,
    read: kind === 'missing' ? '' : (characters[index] ?? ''),
  });
  for (const [index, character] of characters.entries()) {
    for (const known of [...usual, ...small]) {
      if (known === character) continue;
      const changed = characters.with(index, known);
      if (looksAlike(known, character)) twins.push(near('twin', index, known, changed));
      else if (alphabet.includes(known)) others.push(near('other', index, known, changed));
    }
    const next = characters[index + 1];
    if (next !== undefined && next !== character) {
      const changed = characters.with(index, next).with(index + 1, character);
      swaps.push(near('swap', index, next, changed));
    }
    if (character !== next) extra.push(near('extra', index, '', characters.toSpliced(index, 1)));
  }
  for (let index = 0; index <= characters.length; index++) {
    for (const known of alphabet) {
      // Put before an equal one it is the same SN as put behind it.
      if (known === characters[index]) continue;
      missing.push(near('missing', index, known, characters.toSpliced(index, 0, known)));
    }
  }
  const likeliest = [twins, swaps];
  return characters.length > longest
    ? likeliest
    : [...likeliest, [...others, ...extra, ...missing]];
}
