import { bytesOfBase64 } from './base64.ts';

/** What a picture says beside its dots: the text chunks of a PNG (third edition, 11.3.3). */
export interface PngComments {
  texts: string[];
  /** Some are compressed, or of a kind that is not read here. */
  hidden: boolean;
}

/** Latin-1, as the standard has keywords and plain comments. */
const latin1 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const utf8 = new TextDecoder('utf-8', { fatal: false });

/** Comments of a PNG in base64; none where it is no PNG, which whoever draws it says. */
export function pngComments(base64: string): PngComments {
  const found: PngComments = { texts: [], hidden: false };
  const bytes = bytesOfBase64(base64);
  if (!bytes) return found;
  const view = new DataView(bytes.buffer);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const kind = latin1(bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'tEXt') found.texts.push(latin1(data).replace('\0', '='));
    else if (kind === 'iTXt') {
      const name = data.indexOf(0);
      if (data[name + 1] === 0) {
        found.texts.push(
          `${utf8.decode(data.subarray(0, name))}=${utf8.decode(data.subarray(name + 3))}`,
        );
      } else found.hidden = true;
    } else if (kind === 'zTXt' || kind === 'eXIf') found.hidden = true;
    at += 12 + length;
  }
  return found;
}
