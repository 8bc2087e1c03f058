import type { Problem } from '../problems.ts';
import { splitAim } from './aim.ts';
import { envelope } from './formats/envelope.ts';
import { gs1, isGtin, parseGs1, serialOf } from './formats/gs1.ts';
import { json } from './formats/json.ts';
import { keyValue } from './formats/key-value.ts';
import { link } from './formats/link.ts';
import { loRaWan } from './formats/lorawan.ts';
import { matter } from './formats/matter.ts';
import { isMatterManualCode, matterManualName } from './formats/matter-manual.ts';
import { ownLabel } from './formats/own-label.ts';
import { wifiDpp, wifiNetwork } from './formats/wifi.ts';
import { trimEdges } from './names.ts';
import { covered, type Format, noSn, type Reading, type Scan } from './reading.ts';

/** Tried in this order; the first that shows reads, and no other. */
const formats: readonly Format[] = [
  ownLabel,
  loRaWan,
  matter,
  wifiDpp,
  wifiNetwork,
  envelope,
  json,
  link,
  gs1,
  keyValue,
];

export interface Found extends Reading {
  aim?: string;
  /** What the text was taken for, in words for a sentence. */
  format: string;
  /** What a bare text is known to be instead, should it not keep the group's rule. */
  instead?: Problem;
}

/**
 * All the ways in which an SN can be read out of `text`. A text that shows a structure is read by that
 * structure or not at all: what a torn link or half a JSON leaves over is never taken for a bare SN.
 */
export function findSn(text: string): Found {
  const scan = scanOf(text);
  const format = formats.find((one) => one.shows(scan));
  const about = scan.aim ? { aim: scan.aim } : {};
  if (format) return { ...about, format: format.name, ...format.read(scan) };
  return { ...about, format: 'text', ...readBare(scan) };
}

/**
 * The text as it may be kept: passcodes, tokens and keys that a format or a name marks as such are
 * covered. A number that is a Matter pairing code is covered whole; who has read it as an SN by the
 * group's rule keeps the text instead.
 */
export function withoutSecrets(text: string): string {
  const scan = scanOf(text);
  const format = formats.find((one) => one.shows(scan));
  if (format) return format.cover ? (scan.aim ?? '') + format.cover(scan.text) : text;
  return isMatterManualCode(scan.text) ? (scan.aim ?? '') + covered : text;
}

function readBare({ text, aim }: Scan): Reading & { instead?: Problem } {
  // The symbology is made for article numbers alone, whatever a group's rule would take.
  if (/^\]E[0-4]$/.test(aim ?? '') && isGtin(text)) return noSn('EAN', [['GTIN', text]]);
  const candidates = [{ deviceSn: text }];
  const elements = parseGs1(text);
  if (typeof elements !== 'string' && isGtin(elements.get('01'))) {
    const serial = serialOf(elements);
    if (serial) candidates.push({ deviceSn: serial });
  }
  const why = isMatterManualCode(text) ? noSn(matterManualName).why : undefined;
  return { candidates, facts: [], ...(why ? { instead: why } : {}) };
}

/** What a code itself says: without the scanner's identifier, and what stands around it. */
export const codeData = (text: string): string => scanOf(text).text;

function scanOf(text: string): Scan {
  const { aim, data } = splitAim(trimEdges(text));
  const whole = trimEdges(data);
  // A separator at the end ends the data, it is none of it (GS, RS, EOT).
  const trimmed = trimEdges(whole.replace(/[\u001d\u001e\u0004\0]{1,8}$/, ''));
  return { text: trimmed, whole, ...(aim ? { aim } : {}) };
}
