import { fromBase32, toBase32 } from '../commands/base32.ts';
import { splitAim } from '../serial/aim.ts';
import { crc32 } from './crc32.ts';
import { blockCount, mostBlocks } from './fountain.ts';

/**
 * A frame of a hand-over on screen: one QR code, which says of itself what it is a part of. Its text has capital letters and the
 * digits 2 to 7 only, without any sign: it stands in QR's alphanumeric mode, and a scanner that types can type it.
 */

/** What is a frame begins like this; no unit's code does. */
export const framePrefix = 'LINESIDEX';
const version = 1;
/** Version, hand-over, blocks, length of the file, number of the part; behind the part its CRC. */
const headBytes = 1 + 5 + 2 + 4 + 3;
const tailBytes = 4;
/** Bytes of a frame's part: a multiple of 4, and so long that its text is no SN (64 characters at most). */
export const leastPart = 20;
export const mostPart = 1200;

/** Sizes to choose from, in bytes of the file a frame: QR versions 8, 13 and 20 at level L. */
export const frameSizes = { small: 148, medium: 360, large: 752 } as const;
export type FrameSize = keyof typeof frameSizes;

export interface HandoverFrame {
  /** The first 5 bytes of the SHA-256 of the file, as 10 hexadecimal digits. */
  id: string;
  /** Of the file, in bytes. */
  length: number;
  /** Of the part; those below the number of blocks are the blocks themselves. */
  index: number;
  part: Uint8Array;
}

export type FrameReading =
  | { kind: 'frame'; frame: HandoverFrame }
  /** Begins like one and is none: characters were lost or changed on the way. */
  | { kind: 'damaged' }
  /** Made by a Lineside that knows more than this one. */
  | { kind: 'newer' };

export function frameText({ id, length, index, part }: HandoverFrame): string {
  const bytes = new Uint8Array(headBytes + part.length + tailBytes);
  const view = new DataView(bytes.buffer);
  bytes[0] = version;
  for (let at = 0; at < 5; at++) bytes[1 + at] = Number.parseInt(id.slice(at * 2, at * 2 + 2), 16);
  view.setUint16(6, blockCount(length, part.length));
  view.setUint32(8, length);
  view.setUint16(12, index >>> 8);
  bytes[14] = index & 255;
  bytes.set(part, headBytes);
  const end = bytes.length - tailBytes;
  view.setUint32(end, crc32(bytes.subarray(0, end)));
  return framePrefix + toBase32(bytes);
}

/** Takes a read apart. Null: it does not begin like a frame. */
export function readFrame(text: string): FrameReading | null {
  const { aim, data } = splitAim(text.trim());
  if (data.slice(0, framePrefix.length).toUpperCase() !== framePrefix) return null;
  const damaged = { kind: 'damaged' } as const;
  if (aim !== undefined && !aim.startsWith(']Q')) return damaged;
  if (data.length > ((headBytes + mostPart + tailBytes) * 8) / 5 + framePrefix.length + 1)
    return damaged;
  const bytes = data.startsWith(framePrefix) ? fromBase32(data.slice(framePrefix.length)) : null;
  if (!bytes || bytes.length < headBytes + leastPart + tailBytes) return damaged;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const end = bytes.length - tailBytes;
  if (view.getUint32(end) !== crc32(bytes.subarray(0, end))) return damaged;
  if ((bytes[0] as number) > version) return { kind: 'newer' };
  const part = bytes.slice(headBytes, end);
  const length = view.getUint32(8);
  const count = blockCount(length, part.length);
  if (part.length % 4 !== 0 || count > mostBlocks || view.getUint16(6) !== count) return damaged;
  const id = Array.from(bytes.subarray(1, 6), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  const index = view.getUint16(12) * 256 + (bytes[14] as number);
  return { kind: 'frame', frame: { id, length, index, part } };
}
