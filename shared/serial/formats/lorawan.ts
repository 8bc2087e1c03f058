import { covered, damaged, type Fact, type Format, misread, noSn, snOrNone } from '../reading.ts';

const name = 'LoRaWAN';
const eui = /^[0-9A-F]{16}$/i;
const profile = /^[0-9A-F]{8}$/i;

/**
 * LoRa Alliance TR005, LoRaWAN Device Identification QR Codes:
 * `LW:D0:<JoinEUI>:<DevEUI>:<ProfileID>`, then optional fields, each led by its letter: owner token (O),
 * serial number (S), the vendor's own (P), checksum (C). The owner token lets its reader claim the
 * device, and vendors put keys into their own field: both are covered in what is kept. The checksum
 * goes with them, since it would tell part of a short token.
 */
export const loRaWan: Format = {
  name,
  shows: ({ text }) => /^LW:/i.test(text),
  read({ text }) {
    const [scheme, version, joinEui = '', devEui = '', profileId = '', ...extensions] =
      text.split(':');
    if (scheme !== 'LW' || version === undefined) return damaged(name);
    if (/^D[1-9]$/.test(version)) return noSn(name);
    if (version !== 'D0' || !eui.test(joinEui) || !eui.test(devEui) || !profile.test(profileId)) {
      return damaged(name);
    }
    const fields = new Map<string, string>();
    for (const [at, extension] of extensions.entries()) {
      const letter = extension.slice(0, 1);
      // The checksum is over all that stands before it, so it can only be the last.
      const misplaced = letter === 'C' && at < extensions.length - 1;
      if (!/^[A-Z]$/.test(letter) || fields.has(letter) || misplaced) return damaged(name);
      fields.set(letter, extension.slice(1));
    }
    const checksum = fields.get('C');
    if (checksum !== undefined) {
      if (!/^[0-9A-F]{4}$/i.test(checksum)) return damaged(name);
      const before = text.slice(0, text.length - checksum.length - 2);
      if (crc16(before) !== Number.parseInt(checksum, 16)) return misread(name);
    }
    const facts: Fact[] = [
      ['JoinEUI', joinEui],
      ['DevEUI', devEui],
      ['ProfileID', profileId.toUpperCase()],
    ];
    return snOrNone(name, fields.get('S'), facts);
  },
  cover: (text) =>
    text
      .split(':')
      .map((field, at) => {
        if (at < 2) return field;
        if (at < 4) return eui.test(field) ? field : covered;
        if (at === 4) return profile.test(field) ? field : covered;
        return /^S/i.test(field) || field === '' ? field : `${field[0]}${covered}`;
      })
      .join(':'),
};

/**
 * CRC-16 with the polynomial x^16 + x^15 + x^2 + 1, reflected, from 0xFFFF (as Modbus has it): with it the
 * checksum AF2C of TR005's own example comes out.
 */
export function crc16(text: string): number {
  let crc = 0xffff;
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at) & 0xff;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}
