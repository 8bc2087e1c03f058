import type { MasterDataValues } from '../../shared/models/catalog.ts';
import type { Hold } from '../../shared/models/line.ts';
import type { Read } from '../../shared/models/read.ts';
import type { State } from '../../shared/models/state.ts';
import type { Undone } from '../../shared/models/undo.ts';
import { explained, type Problem, problem } from '../../shared/problems.ts';
import { type Tone, toneOf, tones } from './tones.ts';

/** A verdict that only this window knows: the read never came as far as the station's memory. */
export interface LocalVerdict {
  at: number;
  text: string;
  problem: Problem;
  /** Done by a button of this window, and no refusal. */
  noted?: true;
}

export interface ShownVerdict {
  kind: 'verdict';
  tone: Tone;
  /** Changes with every read, so that two equal verdicts in a row still look like two. */
  key: string;
  at: number;
  sn: string;
  text: string;
  problem: Problem | null;
  source: Read['source'] | null;
  /** Master data that came with the code. */
  masterData: MasterDataValues;
}

export type Look =
  | ShownVerdict
  | { kind: 'ready' | 'paused' | 'no-batch' | 'destroying' }
  /** Open, and waiting for a person. */
  | { kind: 'held'; hold: Hold['kind'] };

/**
 * A verdict older than the screen, by more than this, is history (ms): after a restart a green window
 * would speak of a unit that is long gone.
 */
const stillFresh = 15_000;

/** What fills the window. Pure; `openedAt` is when this screen came up, `turnedAt`
 * the newest read when destroying labels began or ended. */
export function lookOf(
  state: State,
  local: LocalVerdict | null,
  openedAt: number,
  turnedAt = 0,
): Look {
  const { batch } = state;
  const [newest] = state.reads;
  // Of the other side of the turn, unless it tells of the turn itself.
  const turned = newest?.problem?.code.startsWith('noted-destroying');
  const read = newest && (newest.id > turnedAt || turned) ? newest : undefined;
  const open = batch !== null && batch.state !== 'finished' ? batch : null;
  if (local && local.at >= (read?.at ?? 0)) return showLocal(local);
  if (state.toDestroy.on) {
    return read && read.at >= openedAt - stillFresh ? show(read) : { kind: 'destroying' };
  }
  const code = read?.problem?.code;
  // Nothing to look at: that is what was asked for, or the unit is none any more.
  const cleared = code === 'noted-next' || read?.gone === true;
  if (!open) {
    // Yesterday's refusal says nothing about now; one that happened while looking on does.
    const told =
      read && (code === 'no-batch' || read.verdict === 'noted') && read.at >= openedAt && !cleared;
    return told ? show(read) : { kind: 'no-batch' };
  }
  if (open.state === 'paused') {
    const noted = read?.verdict === 'noted' && read.at >= openedAt && !cleared;
    return read && (code === 'batch-paused' || noted) ? show(read) : { kind: 'paused' };
  }
  const since = Math.max(open.startedAt, openedAt - stillFresh);
  const about = read && read.at >= since && code !== 'batch-paused' && code !== 'no-batch';
  if (about && !cleared) return show(read);
  const { hold } = open.now;
  return hold ? { kind: 'held', hold: hold.kind } : { kind: 'ready' };
}

function show(read: Read): ShownVerdict {
  return {
    kind: 'verdict',
    tone: toneOf(read),
    key: `read-${read.id}`,
    at: read.at,
    sn: read.deviceSn ?? '',
    text: read.text,
    problem: read.problem ?? null,
    source: read.source,
    masterData: read.masterData ?? {},
  };
}

/** What is shown of a unit that a button took back: the same as of the UNDO code. */
export function undone({ deviceSn, batchTag: tag, deletedThere, labels }: Undone): LocalVerdict {
  let said = problem('noted-undone', { deviceSn, tag });
  if (deletedThere) said = explained(said, 'undone-there');
  if (labels > 0) said = explained(said, 'label-to-destroy');
  return { at: Date.now(), text: deviceSn, problem: said, noted: true };
}

function showLocal(local: LocalVerdict): ShownVerdict {
  const { at, text, noted } = local;
  return {
    kind: 'verdict',
    tone: toneOf({ verdict: noted ? 'noted' : 'refused', problem: local.problem }),
    key: `local-${at}`,
    at,
    sn: '',
    text,
    problem: local.problem,
    source: null,
    masterData: {},
  };
}

/**
 * What should be heard of the reads that are newer than `lastId`: the worst of them, since several
 * may arrive in one push and an accepted one must not drown a refused one.
 */
export function worstSince(reads: Read[], lastId: number): Tone | null {
  const worst = reads
    .filter((read) => read.id > lastId)
    .reduce((level, read) => Math.max(level, tones.indexOf(toneOf(read))), -1);
  return tones[worst] ?? null;
}

/** How wide letters are in the widest bold face that may be used (DejaVu Sans), in ems. */
const widths: [RegExp, number][] = [
  [/[⺀-鿿豈-﫿＀-￯]/u, 1.02],
  [/[ IJijl.]/, 0.37],
  [/[EFLT]/, 0.685],
  [/[SPYZ]/, 0.73],
  [/[NOQGDHU]/, 0.84],
  [/[MWm]/, 1.04],
];

/** Width of a word in ems, its letters set a little closer, so that one size rule fits every word. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const letter of text)
    ems += (widths.find(([some]) => some.test(letter))?.[1] ?? 0.775) - 0.02;
  return Math.max(1, ems);
}

/**
 * In how many characters a line an SN is read best from afar: one line as long as its characters are
 * large, then two, then three, which hold the 64 that an SN may have.
 */
export function snLine(length: number): number {
  const lines = length <= 20 ? 1 : length <= 40 ? 2 : 3;
  return Math.min(22, Math.max(10, Math.ceil(length / lines)));
}
