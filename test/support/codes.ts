/** Codes as makers print them, written from the standards and not from the parsers. */

const base38 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.';

export function encodeBase38(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const chunk = bytes.slice(at, at + 3);
    let value = chunk.reduceRight((sum, byte) => sum * 256 + byte, 0);
    for (let left = [0, 2, 4, 5][chunk.length] as number; left > 0; left--) {
      text += base38[value % 38];
      value = Math.floor(value / 38);
    }
  }
  return text;
}

export interface MatterDevice {
  vendor: number;
  product: number;
  discriminator: number;
  passcode: number;
  serial?: string | number;
  version?: number;
}

/** Fields from the least significant bit on: version, vendor, product, flow, discovery, discriminator, passcode. */
export function matterQr(device: MatterDevice): string {
  let bits = 0n;
  let at = 0n;
  const put = (value: number, length: number) => {
    bits |= BigInt(value) << at;
    at += BigInt(length);
  };
  put(device.version ?? 0, 3);
  put(device.vendor, 16);
  put(device.product, 16);
  put(0, 2);
  put(2, 8);
  put(device.discriminator, 12);
  put(device.passcode, 27);
  const fixed = Array.from({ length: 11 }, (_, byte) => Number((bits >> BigInt(byte * 8)) & 255n));
  return `MT:${encodeBase38([...fixed, ...tlv(device.serial)])}`;
}

function tlv(serial: string | number | undefined): number[] {
  if (serial === undefined) return [];
  if (typeof serial === 'number') {
    const bytes = [0, 8, 16, 24].map((shift) => Math.floor(serial / 2 ** shift) % 256);
    return [0x15, 0x26, 0x00, ...bytes, 0x18];
  }
  const text = [...new TextEncoder().encode(serial)];
  // A vendor's own number in front, so that the serial is not simply the first field.
  return [0x15, 0x24, 0x82, 0x07, 0x2c, 0x00, text.length, ...text, 0x18];
}

const verhoeffTable = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const turns = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff's digit by the tables of his thesis. */
export function verhoeffDigit(body: string): string {
  const holds = (digits: string) => {
    let sum = '0';
    for (const [place, digit] of [...digits].toReversed().entries()) {
      const turned = turns[place % 8]?.[Number(digit)];
      sum = verhoeffTable[Number(sum)]?.[Number(turned)] as string;
    }
    return sum === '0';
  };
  return [...'0123456789'].find((digit) => holds(body + digit)) as string;
}

export function matterManual(device: MatterDevice, long = false): string {
  const { discriminator, passcode, vendor, product } = device;
  const short = discriminator >> 8;
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  const body =
    digits((short >> 2) | (long ? 4 : 0), 1) +
    digits(((short & 3) << 14) | (passcode & 0x3fff), 5) +
    digits(passcode >> 14, 4) +
    (long ? digits(vendor, 5) + digits(product, 5) : '');
  return body + verhoeffDigit(body);
}

/** CRC-16/MODBUS by its table, four hexadecimal digits. */
export function tr005Checksum(text: string): string {
  const table = Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc % 2 ? (crc >> 1) ^ 0xa001 : crc >> 1;
    return crc;
  });
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc = (crc >> 8) ^ (table[(crc ^ byte) & 255] as number);
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

export const RS = '\u001e';
export const EOT = '\u0004';
const GS = '\u001d';

/** ISO/IEC 15434 with one record of format 06, 12 or 05. */
export const iso15434 = (format: string, fields: readonly string[]): string =>
  `[)>${RS}${format}${GS}${fields.join(GS)}${RS}${EOT}`;
