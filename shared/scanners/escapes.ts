const named: Record<string, string> = { r: '\r', n: '\n', t: '\t', e: '\x1b', '\\': '\\' };

/**
 * The bytes that a person typed, one character a byte: `\xHH`, `\r`, `\n`, `\t`, `\e` (ESC) and `\\`
 * stand for what cannot be typed. Null when it cannot be read, or holds what is no single byte.
 */
export function readEscapes(typed: string): string | null {
  if (/[^\0-\xff]/.test(typed)) return null;
  let good = true;
  const bytes = typed.replace(/\\(x[0-9a-fA-F]{2}|[\s\S]?)/g, (_, code: string) => {
    if (code.length === 3) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const meant = named[code];
    if (meant === undefined) good = false;
    return meant ?? '';
  });
  return good ? bytes : null;
}
