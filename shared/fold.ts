/**
 * A text as it is compared when people search: case, full width and other forms of the same letters (NFKC) do not
 * matter. Upper case and not lower, because a letter's upper case does not depend on the letters around it (Σ).
 */
export const fold = (text: string): string =>
  // Most texts are plain ASCII, which NFKC leaves as it is.
  (/[^\0-\x7f]/.test(text) ? text.normalize('NFKC') : text).toUpperCase();
