import { coverNamed } from '../serial/secret-names.ts';

const named: Record<string, string> = { '\r': '\\r', '\n': '\\n', '\t': '\\t', '\x1b': '\\e' };
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes, one character each, as the text they are. What is no UTF-8 becomes U+FFFD. */
export const textOf = (bytes: string): string =>
  utf8.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));

/**
 * The end of what a unit said, at most `max` characters, as bytes are typed (`\r`, `\x02`), so that it can be
 * shown anywhere. What is secret by its name is covered.
 */
export function printable(text: string, max: number): string {
  const shown = coverNamed(text).replace(
    // What cannot be seen, or would turn the text around it.
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u2800]/gu,
    (sign) => {
      const code = sign.charCodeAt(0);
      const hex = code.toString(16).padStart(code > 255 ? 4 : 2, '0');
      return named[sign] ?? (code > 255 ? `U+${hex.toUpperCase()}` : `\\x${hex}`);
    },
  );
  const all = [...shown];
  return all.length > max ? `…${all.slice(1 - max).join('')}` : shown;
}
