/**
 * The AIM symbology identifier that a scanner puts before the data when asked to:
 * `]`, a letter for the symbology, a modifier (ISO/IEC 15424).
 */
const aimPattern = /^\][A-Za-z][0-9A-Za-z]/;

/** Identifiers that say the data is a GS1 element string (GS1 General Specifications, fig. 5.1-2). */
const gs1Identifiers = new Set([']C1', ']e0', ']e1', ']e2', ']d2', ']d5', ']Q3', ']J1']);

/** Takes the identifier off the front of a read; it is kept, since it tells what was scanned. */
export function splitAim(text: string): { aim?: string; data: string } {
  const found = aimPattern.exec(text);
  return found ? { aim: found[0], data: text.slice(found[0].length) } : { data: text };
}

/** True when the identifier promises GS1 data. */
export const aimSaysGs1 = (aim: string | undefined): boolean =>
  aim !== undefined && gs1Identifiers.has(aim);
