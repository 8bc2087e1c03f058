/** Characters that people and cameras take for one another, in print and on a worn label. */
const lookAlikes = ['0ODQ', '1IL', '2Z', '5S', '6G', '8B', 'UV', 'VY', 'MN', 'CG', 'EF', 'PR'];

const pairs = new Set(
  lookAlikes.flatMap((group) =>
    [...group].flatMap((a) => [...group].filter((b) => a !== b).map((b) => a + b)),
  ),
);

/** True for the same letter in the other case, too: a keyboard's CapsLock makes one of the other. */
export function looksAlike(a: string, b: string): boolean {
  const [upperA, upperB] = [a.toUpperCase(), b.toUpperCase()];
  return a !== b && (upperA === upperB || pairs.has(upperA + upperB));
}

/** Letters that ISO 3779 leaves out of vehicle identification numbers, since they look like 1 and 0. */
const ambiguous: Record<string, string> = {
  I: '1',
  O: '0',
  Q: '0',
  i: '1',
  l: '1',
  o: '0',
  q: '9',
};

/** The digit that this letter is taken for, or null where it is not ambiguous. */
export const twinOf = (character: string): string | null => ambiguous[character] ?? null;
