import type { Explanation } from '../../../resources/languages/en.ts';
import type { WordParams } from '../../fill.ts';
import { qrLevels } from '../qr/tables.ts';
import { type CodeAsked, type Fit, fitCode, type Target } from './fit.ts';

/** What would make a code fit: keys of sentences, and what those name. */
export interface WaysOut {
  explain: string;
  params: WordParams;
}

/** Printers to change to, coarsest first. */
const finer: readonly Target[] = [
  { head: 'thermal', dpi: 300 },
  { head: 'thermal', dpi: 600 },
  { head: 'laser', dpi: 600 },
];

/**
 * All ways that lead out, cheapest first. `fixed`: characters that cannot be dropped, since the SN and what the kind of
 * code itself needs are among them.
 */
export function waysOut(code: CodeAsked, fixed: number): WaysOut {
  const keys: Explanation[] = [];
  const params: WordParams = {};
  const way = (key: Explanation, more: WordParams = {}) => {
    keys.push(key);
    Object.assign(params, more);
  };
  const fits = (changed: Partial<CodeAsked>) => (fitCode({ ...code, ...changed })?.dots ?? 0) > 0;

  if (code.symbology === 'qr') {
    // The strongest of the weaker ones.
    const weaker = qrLevels.slice(0, qrLevels.indexOf(code.level)).toReversed();
    const level = weaker.find((each) => fits({ level: each }));
    if (level) way('fix-level', { level });
  }
  const drop = fewerCharacters(code, fixed, fits);
  if (drop !== null) way('fix-drop', { drop });
  if (code.symbology === 'qr' && fits({ symbology: 'data-matrix' })) way('fix-data-matrix');
  if (code.symbology === 'code128') {
    const room = { width: code.room.width, height: Math.max(code.room.height, 0) };
    const matrix = (['qr', 'data-matrix'] as const).find((symbology) => fits({ symbology, room }));
    if (matrix === 'qr') way('fix-qr');
    else if (matrix) way('fix-data-matrix');
  }
  const printer = finer.find((target) => isFiner(target, code.target) && fits({ target }));
  if (printer) {
    way(printer.head === 'laser' ? 'fix-laser' : 'fix-dpi', { needDpi: printer.dpi });
  }
  const needed = fitCode(code);
  if (needed) way('fix-room', roomOf(needed));
  return { explain: keys.join(' '), params };
}

/** The room that a code needs, in tenths of a millimetre, rounded up. */
const roomOf = ({ least }: Fit): WordParams => ({
  needWidth: Math.ceil(least.width * 10 - 1e-6) / 10,
  needHeight: Math.ceil(least.height * 10 - 1e-6) / 10,
});

const isFiner = (a: Target, b: Target): boolean =>
  a.dpi > b.dpi || (a.head === 'laser' && b.head !== 'laser');

/** How many characters less would fit, the fewest; null where too many would have to go. */
function fewerCharacters(
  code: CodeAsked,
  fixed: number,
  fits: (changed: Partial<CodeAsked>) => boolean,
): number | null {
  // A shorter text never needs a larger symbol, but for what stands at its end: halved, then looked at one by one.
  const shorter = (drop: number) => code.text.slice(0, code.text.length - drop);
  const most = code.text.length - Math.max(fixed, 1);
  if (most < 1 || !fits({ text: shorter(most) })) return null;
  let low = 1;
  let high = most;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits({ text: shorter(middle) })) high = middle;
    else low = middle + 1;
  }
  return low;
}
