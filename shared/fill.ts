/** Values that a sentence can name. */
export type WordParams = Record<string, string | number>;

/** Puts `params` in the place of `{name}`; an unknown name stays as it is, so that a slip is seen. */
export function fill(template: string, params: WordParams = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}
