import { canonical, isKnownName } from '../facts.ts';
import { bestNamed, snNames, trimEdges } from '../names.ts';
import { type Fact, type Format, snOrNone } from '../reading.ts';
import { coverNamed } from '../secret-names.ts';

const name = 'key=value';

const between = /[;,|&\r\n\t\u001d\u001e]/;
/** A blank in front of the next name. */
const blank = /\s(?=[A-Za-z][\w./-]{0,31}\s{0,2}[=:])/;
const pair = /^([\p{L}][\p{L}\w ./-]{0,31}?)\s{0,2}[=:]([^]*)$/u;

/**
 * `SN=AB-0001;MAC=AABBCCDDEEFF`, `S/N: AB-0001`, one pair a line: what suppliers write who follow no standard.
 * It is taken for that when it begins with a name that is known, or when all of it is pairs and one of
 * the names is known.
 */
export const keyValue: Format = {
  name,
  shows({ text }) {
    const parts = partsOf(text);
    const known = parts.map((part) => part !== null && (isSnName(part[0]) || isKnownName(part[0])));
    return known[0] === true || (known.includes(true) && !parts.includes(null));
  },
  read({ text }) {
    const pairs = pairsIn(text);
    return snOrNone(name, namedSn(pairs), pairs);
  },
  cover: coverNamed,
};

/** What a text consists of; null stands for a part that is no pair. */
const partsOf = (text: string): (Fact | null)[] =>
  text
    .split(between)
    .map(trimEdges)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const pieces = part.split(blank).map(trimEdges);
      // The first blank of `Serial No: …` is part of a name.
      if (pieces.length > 1 && !/[=:]/.test(pieces[0] as string)) {
        pieces.splice(0, 2, `${pieces[0]} ${pieces[1]}`);
      }
      return pieces.map((piece) => pairOf(piece, pieces.length > 1));
    });

function pairOf(piece: string, blanksPart: boolean): Fact | null {
  const found = pair.exec(piece);
  if (!found) return null;
  const value = trimEdges(found[2] as string);
  // Where blanks part the pairs, one within a value may be the first of a name (`AB-0001 Part No: …`).
  return [found[1] as string, blanksPart && /\s/.test(value) ? '' : value];
}

export const pairsIn = (text: string): Fact[] => partsOf(text).filter((part) => part !== null);

/** The one SN that the pairs name, by the best of its names. */
export const namedSn = (pairs: readonly Fact[]): string | null =>
  bestNamed(
    pairs.map(([key, value]) => [canonical(key), value] as const),
    plainSnNames,
  );

const plainSnNames = [...new Set(snNames.map(canonical))];
const isSnName = (key: string): boolean => plainSnNames.includes(canonical(key));
