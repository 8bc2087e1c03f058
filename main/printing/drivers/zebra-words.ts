import { problem } from '../../../shared/problems.ts';
import type { PrinterStatus } from '../driver.ts';

/**
 * What a ZPL printer answers to `~HS` and `~HI`. Source: Zebra, Programming Guide for ZPL II, "Host Status
 * Return" and "Host Identification".
 */

const STX = '\x02';
const ETX = '\x03';

/** The answers between STX and ETX that are whole; `rest` is a beginning. */
export function takeStrings(text: string): { strings: string[]; rest: string } {
  const strings: string[] = [];
  let rest = text;
  for (;;) {
    const from = rest.indexOf(STX);
    const to = rest.indexOf(ETX, from);
    if (from < 0) return { strings, rest: '' };
    if (to < 0) return { strings, rest: rest.slice(from) };
    strings.push(rest.slice(from + 1, to));
    rest = rest.slice(to + 1);
  }
}

export interface HostStatus {
  paperOut: boolean;
  paused: boolean;
  bufferFull: boolean;
  headUp: boolean;
  ribbonOut: boolean;
  tooHot: boolean;
  /** Formats in its receive buffer, and labels of the format in work that are left. */
  formats: number;
  remaining: number;
}

/** From the first two of the three strings; null where they are something else. */
export function readHostStatus(first: string, second: string): HostStatus | null {
  const a = first.split(',');
  const b = second.split(',');
  if (a.length < 12 || b.length < 9 || ![...a, ...b].every((part) => /^\d*$/.test(part))) {
    return null;
  }
  return {
    paperOut: a[1] === '1',
    paused: a[2] === '1',
    formats: Number(a[4]),
    bufferFull: a[5] === '1',
    tooHot: a[11] === '1',
    headUp: b[2] === '1',
    ribbonOut: b[3] === '1',
    remaining: Number(b[8]),
  };
}

/** Paper out also sets the pause, so that the cause is named before what follows from it. */
export function problemOf(found: HostStatus): PrinterStatus['problem'] {
  if (found.headUp) return problem('printer-head-open');
  if (found.paperOut) return problem('printer-paper-out');
  if (found.ribbonOut) return problem('printer-ribbon-out');
  if (found.tooHot) return problem('printer-too-hot');
  if (found.paused) return problem('printer-paused');
  if (found.bufferFull) return problem('printer-buffer-full');
  return null;
}

const dpiOfDots: Record<string, number> = { 6: 152, 8: 203, 12: 300, 24: 600 };

/** `ZT410-300dpi,V75.20.01Z,12,8176KB`: the third part is dots a millimetre. */
export function readIdentity(text: string): { model: string; dpi: number | null } | null {
  const [model, version, dots] = text.split(',');
  if (!model || version === undefined || dots === undefined || !/^\d{1,2}$/.test(dots)) return null;
  return { model: model.trim(), dpi: dpiOfDots[Number(dots)] ?? null };
}
