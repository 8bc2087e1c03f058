/** What a character is, as coarse as a person sees it. */
export type CharacterClass = 'digit' | 'upper' | 'lower' | 'other';

export const classOf = (character: string): CharacterClass =>
  /[0-9]/.test(character)
    ? 'digit'
    : /\p{Lu}/u.test(character)
      ? 'upper'
      : /\p{Ll}/u.test(character)
        ? 'lower'
        : 'other';

/** What a batch has shown so far of the SNs of one length. */
export interface Shape {
  length: number;
  /** Characters seen at each position. */
  seen: Set<string>[];
  sns: string[];
}

/** Pure, and made anew from the batch's SNs whenever it is not at hand. */
export interface Likeness {
  shapes: Map<number, Shape>;
  units: number;
}

/** SNs beyond this are not kept: what a batch looks like is told by fewer. */
const kept = 400;

export const emptyLikeness = (): Likeness => ({ shapes: new Map(), units: 0 });

/** Learns from a unit of the batch, in place. */
export function learn(likeness: Likeness, deviceSn: string): void {
  const characters = [...deviceSn];
  const { length } = characters;
  const shape = likeness.shapes.get(length) ?? {
    length,
    seen: characters.map(() => new Set<string>()),
    sns: [],
  };
  likeness.shapes.set(length, shape);
  likeness.units++;
  for (const [index, character] of characters.entries()) shape.seen[index]?.add(character);
  shape.sns.push(deviceSn);
  if (shape.sns.length > kept) shape.sns.shift();
}

export function likenessOf(deviceSns: readonly string[]): Likeness {
  const likeness = emptyLikeness();
  for (const deviceSn of deviceSns) learn(likeness, deviceSn);
  return likeness;
}
