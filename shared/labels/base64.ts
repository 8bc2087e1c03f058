const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Uint8Array(128);
for (const [value, digit] of [...digits].entries()) values[digit.charCodeAt(0)] = value;

/** Bytes of a text in base64 with its padding (RFC 4648, 4); null where it is none. */
export function bytesOfBase64(base64: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) return null;
  const text = base64.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let filled = 0;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    bits = ((bits << 6) | (values[text.charCodeAt(at)] as number)) & 0xff_ffff;
    const free = (at % 4) * 2;
    if (free > 0) bytes[filled++] = (bits >> (6 - free)) & 0xff;
  }
  return bytes;
}
