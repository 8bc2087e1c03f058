import { covered, damaged, type Fact, type Format, noSn, snOrNone } from '../reading.ts';
import { decodeBase38 } from './base38.ts';
import { serialInTlv } from './matter-tlv.ts';

const name = 'Matter';
const fixedBytes = 11;
/** Highest passcode of 27 bits that eight digits can show (Core Specification §5.1.7). */
export const highestPasscode = 99_999_998;

/**
 * A Matter onboarding payload, `MT:` and Base-38 (Core Specification §5.1.3). Its passcode lets its reader
 * take the device over, and no part of the text can be kept without it: all of it is covered.
 */
export const matter: Format = {
  name,
  shows: ({ text }) => /^MT:/i.test(text),
  read({ text }) {
    if (!text.startsWith('MT:')) return damaged(name);
    const payloads = text.slice(3).split('*').map(readPayload);
    const [only] = payloads;
    if (!only || payloads.includes(null)) return damaged(name);
    // A code for several devices at once is not the code of this unit.
    if (payloads.length > 1) return noSn(name);
    return snOrNone(name, only.serial, only.facts);
  },
  cover: (text) => `${text.slice(0, 3)}${covered}`,
};

function readPayload(text: string): { serial: string; facts: Fact[] } | null {
  const bytes = decodeBase38(text);
  if (!bytes || bytes.length < fixedBytes) return null;
  const bits = (from: number, length: number): number => {
    let value = 0;
    for (let at = from + length - 1; at >= from; at--) {
      value = value * 2 + (((bytes[at >> 3] as number) >> (at & 7)) & 1);
    }
    return value;
  };
  const passcode = bits(57, 27);
  // Later versions may lay the bits out anew; 84-87 are padding.
  if (bits(0, 3) !== 0 || bits(84, 4) !== 0) return null;
  if (passcode === 0 || passcode > highestPasscode) return null;
  const serial = serialInTlv(bytes.subarray(fixedBytes));
  if (serial === null) return null;
  return {
    serial,
    facts: [
      ['VendorID', hex4(bits(3, 16))],
      ['ProductID', hex4(bits(19, 16))],
    ],
  };
}

const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
