import { isUtf8 } from 'node:buffer';
import type {
  Confidence,
  Encoding,
  EncodingReason,
  FoundEncoding,
} from '../../../shared/import/source.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { looksGb, looksWestern } from './judge.ts';
import type { Sample } from './sample.ts';

/**
 * How a file's characters are written, with the reason and how sure that is. Where two ways are possible it
 * is `unsure`, and the caller has to ask: a wrong guess looks like text. Problem: `import-not-text`.
 */
export function encodingOf(sample: Sample): Result<FoundEncoding> {
  const { head } = sample;
  const mark = markOf(head);
  if (mark) return found(sample, mark.encoding, 'certain', 'encoding-mark', [], mark.bytes);
  if (head.includes(0)) {
    const wide = byNuls(head, sample.size);
    if (!wide) return fail('import-not-text');
    return found(sample, wide, 'likely', 'encoding-nuls');
  }
  if (sample.allUtf8) {
    const ascii = sample.words.length === 0;
    return found(sample, 'utf-8', 'certain', ascii ? 'encoding-ascii' : 'encoding-utf8');
  }
  return byWords(sample);
}

const marks: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

function markOf(head: Uint8Array): { encoding: Encoding; bytes: number } | null {
  for (const [encoding, bytes] of marks) {
    if (bytes.every((byte, index) => head[index] === byte))
      return { encoding, bytes: bytes.length };
  }
  return null;
}

/** What a person chose; a mark at the beginning is still no text. */
export function chosenEncoding(sample: Sample, encoding: Encoding): FoundEncoding {
  const mark = markOf(sample.head);
  const bytes = mark?.encoding === encoding ? mark.bytes : 0;
  const chosen = found(sample, encoding, 'certain', 'encoding-chosen', [], bytes);
  return (chosen as { value: FoundEncoding }).value;
}

/** Signs, digits and line ends have a NUL as their upper half: on one side nearly always, on the other hardly ever. */
function byNuls(head: Uint8Array, size: number): Encoding | null {
  if (size % 2 === 1) return null;
  const nuls = [0, 0];
  for (let at = 0; at < head.length; at++)
    if (head[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [upper = 0, lower = 0] = nuls;
  const units = head.length / 2;
  if (lower >= units / 20 && upper <= lower / 5) return decodes(head, 'utf-16le');
  if (upper >= units / 20 && lower <= upper / 5) return decodes(head, 'utf-16be');
  return null;
}

function decodes(head: Uint8Array, encoding: Encoding): Encoding | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    return text.includes('\0') ? null : encoding;
  } catch {
    return null;
  }
}

/** Shares above which something is taken without asking. */
const mostlyUtf8 = 0.8;
const mostlyEveryday = 0.85;
const mostlyPlausible = 0.8;
/** Enough where it cannot be Chinese: two accents in a row are rare, but there are such words. */
const halfPlausible = 0.6;

function byWords(sample: Sample): Result<FoundEncoding> {
  const { words } = sample;
  const utf8 = words.filter((word) => isUtf8(word)).length;
  const gb = looksGb(words);
  const western = looksWestern(words);
  const possible: Encoding[] = [];
  if (utf8 > 0) possible.push('utf-8');
  if (gb.valid) possible.push('gb18030');
  if (western.valid) possible.push('windows-1252');
  const others = (taken: Encoding) => possible.filter((each) => each !== taken);
  const take = (encoding: Encoding, confidence: Confidence, reason: EncodingReason) =>
    found(sample, encoding, confidence, reason, others(encoding));

  // A byte or two of a UTF-8 file were damaged: in any other encoding all the rest would be wrong.
  if (utf8 >= 3 && utf8 / words.length >= mostlyUtf8) {
    return take('utf-8', 'likely', 'encoding-utf8-damaged');
  }
  const everyday = gb.valid && gb.pairs > 0 ? gb.everyday / gb.pairs : 0;
  const plausible = western.valid && western.letters > 0 ? western.plausible / western.letters : 0;
  if (gb.pairs >= 3 && everyday >= mostlyEveryday && plausible < 0.2) {
    return take('gb18030', 'likely', 'encoding-chinese');
  }
  if (
    western.letters >= 2 &&
    plausible >= (gb.valid ? mostlyPlausible : halfPlausible) &&
    everyday < 0.2
  ) {
    return take('windows-1252', 'likely', 'encoding-western');
  }
  const [best] = possible.toSorted((a, b) => rank(b) - rank(a));
  function rank(encoding: Encoding): number {
    if (encoding === 'utf-8') return utf8 / words.length;
    return encoding === 'gb18030' ? everyday : plausible;
  }
  if (best === undefined) return found(sample, 'utf-8', 'unsure', 'encoding-either');
  return take(best, 'unsure', 'encoding-either');
}

function found(
  sample: Sample,
  encoding: Encoding,
  confidence: Confidence,
  reason: EncodingReason,
  others: readonly Encoding[] = [],
  mark = 0,
): Result<FoundEncoding> {
  const preview = (of: Encoding) => previewOf(sample, of, mark);
  return ok({
    encoding,
    confidence,
    reason,
    mark,
    preview: preview(encoding),
    others: others.map((other) => ({ encoding: other, preview: preview(other) })),
  });
}

/** Not fatal: what does not fit is shown as the sign for it, so that a person sees it. */
function previewOf({ head, places }: Sample, encoding: Encoding, mark: number): string[] {
  const decoder = new TextDecoder(encoding);
  const wide = encoding.startsWith('utf-16');
  const shown = places.length > 0 && !wide ? places : [head.subarray(mark, mark + 1200)];
  return shown
    .flatMap((piece) => decoder.decode(piece).split(/[\r\n]+/))
    .filter((line) => line.trim() !== '')
    .slice(0, 8)
    .map((line) => line.slice(0, 200));
}
