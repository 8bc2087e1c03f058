/**
 * The serial number in the optional part of a Matter onboarding payload (Core Specification §5.1.5: a TLV
 * structure, context tag 0, a text or an unsigned number). Empty where there is none; null when the
 * bytes are no such structure.
 */
export function serialInTlv(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return '';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let depth = 0;
  let serial: string | null = '';
  while (at < bytes.length) {
    const control = bytes[at] as number;
    const tagBytes = [0, 1, 2, 4, 2, 4, 6, 8][control >> 5] as number;
    const type = control & 0x1f;
    const isSerial = depth === 1 && control >> 5 === 1 && bytes[at + 1] === 0;
    at += 1 + tagBytes;
    if (at > bytes.length || (depth === 0 && control !== structure)) return null;
    if (type === endOfContainer) {
      depth--;
      // What follows the structure is padding, or nothing of ours.
      if (depth === 0) return serial;
    } else if (type >= structure && type <= list) {
      depth++;
    } else {
      const size = sizeOf(view, at, type);
      if (size === null || at + size.head + size.body > bytes.length) return null;
      const from = at + size.head;
      at = from + size.body;
      if (isSerial) {
        serial = textOf(view, type, from, size.body);
        if (serial === null) return null;
      }
    }
  }
  return null;
}

const structure = 0x15;
const list = 0x17;
const endOfContainer = 0x18;

/** Bytes of the length that stands in front, and of the value. */
function sizeOf(view: DataView, at: number, type: number): { head: number; body: number } | null {
  if (type < 0x08) return { head: 0, body: 1 << (type & 3) };
  if (type === 0x08 || type === 0x09 || type === 0x14) return { head: 0, body: 0 };
  if (type === 0x0a || type === 0x0b) return { head: 0, body: type === 0x0a ? 4 : 8 };
  if (type < 0x0c || type > 0x13) return null;
  const head = 1 << (type & 3);
  return at + head > view.byteLength ? null : { head, body: Number(unsigned(view, at, head)) };
}

function textOf(view: DataView, type: number, from: number, length: number): string | null {
  if (type >= 0x04 && type <= 0x07) return String(unsigned(view, from, length));
  if (type < 0x0c || type > 0x0f) return null;
  let escaped = '';
  for (let at = from; at < from + length; at++) {
    escaped += `%${view.getUint8(at).toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null;
  }
}

function unsigned(view: DataView, at: number, bytes: number): bigint {
  let value = 0n;
  for (let index = bytes - 1; index >= 0; index--) {
    value = value * 256n + BigInt(view.getUint8(at + index));
  }
  return value;
}
