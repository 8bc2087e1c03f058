/** Whether two values say the same as JSON: the order of names is no difference, nor is `undefined` one. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((one, index) => sameJson(one, b[index]));
  }
  const [left, right] = [told(a), told(b)];
  if (left.length !== right.length) return false;
  const there = new Map(right);
  return left.every(([name, value]) => there.has(name) && sameJson(value, there.get(name)));
}

const told = (value: object) => Object.entries(value).filter(([, inner]) => inner !== undefined);
