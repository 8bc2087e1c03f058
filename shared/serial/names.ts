/** Names under which suppliers put the SN into JSON and into links, best first. Compared without case. */
export const snNames = ['devicesn', 'sn', 'serialnumber', 'serial_number', 'serialno', 'serial'];

/**
 * The one value that stands under the best of `names`; empty values do not count. Null where none is
 * there, or where two different ones are (`SN` and `sn`): a contradiction is not a choice to make.
 */
export function bestNamed(
  entries: readonly (readonly [string, string])[],
  names: readonly string[],
): string | null {
  for (const name of names) {
    const values = entries.filter(([key, value]) => key.toLowerCase() === name && value !== '');
    const different = new Set(values.map(([, value]) => value));
    if (different.size > 0) return different.size === 1 ? (values[0]?.[1] ?? null) : null;
  }
  return null;
}

/** Blanks, line ends and NULs around a text are the scanner's or the typist's, not the SN's. */
export function trimEdges(text: string): string {
  if (isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1))) return text;
  // By hand from the end: `/[\s…]+$/` is quadratic where a long run of blanks is no edge.
  let end = text.length;
  while (end > 0 && /[\s\0]/.test(text[end - 1] as string)) end--;
  return text.slice(0, end).replace(/^[\s\0]+/, '');
}

/** Printed ASCII: nearly every first and last character. */
const isInk = (code: number): boolean => code > 0x20 && code < 0x7f;
