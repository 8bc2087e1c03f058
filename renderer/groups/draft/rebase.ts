/** Fields of an item that are not the same in both, in the order of the newer one. */
export function changedFields(was: object, is: object): string[] {
  const [before, after] = [was as Record<string, unknown>, is as Record<string, unknown>];
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names].filter((name) => !same(before[name], after[name]));
}

/**
 * What was typed here on top of what somebody else saved meanwhile: a field that was not touched here
 * becomes theirs, one that was stays as typed.
 */
export function rebase<B extends object>(before: B, mine: B, theirs: B): B {
  const touched = new Set(changedFields(before, mine));
  const kept = Object.entries(mine).filter(([name]) => touched.has(name));
  const taken = Object.entries(theirs).filter(([name]) => !touched.has(name));
  return Object.fromEntries([...taken, ...kept]) as B;
}

/** Plain data; the order in which fields were written says nothing. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? '';
