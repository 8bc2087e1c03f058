import type { ScreenWord } from '../../resources/languages/en.ts';
import type { WordParams } from '../../shared/fill.ts';
import type { State } from '../../shared/models/state.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ShapeKind } from '../common/shape.tsx';
import type { Screen } from '../route.ts';
import type { Speech } from '../words.tsx';

export type LightName = 'cloud' | 'scanner' | 'printer' | 'queue' | 'disk';
export const lightNames: LightName[] = ['cloud', 'scanner', 'printer', 'queue', 'disk'];

export interface LightView {
  shape: ShapeKind;
  /** How it is, in a word or two. */
  word: string;
  problem: Problem | null;
  /** Said when there is no problem to explain it. */
  calm: string;
  /** Where a person can do something about it. */
  fix: { screen: Screen; part: string; word: ScreenWord };
}

const shapes = { off: 'off', ok: 'ok', warn: 'warn', bad: 'bad' } as const;

const fixes: Record<LightName, LightView['fix']> = {
  cloud: { screen: 'settings', part: 'cloud', word: 'light.cloud.fix' },
  scanner: { screen: 'settings', part: 'scanners', word: 'light.scanner.fix' },
  printer: { screen: 'labels', part: '', word: 'light.printer.fix' },
  queue: { screen: 'sync', part: '', word: 'light.queue.fix' },
  disk: { screen: 'settings', part: 'doctor', word: 'light.disk.fix' },
};

/** What is wrong with a printer itself is put right there; what is wrong with a label, among the labels. */
const setUp: LightView['fix'] = {
  screen: 'settings',
  part: 'printers',
  word: 'light.printer.setUp',
};

export const waiting = ({ queue }: State): number =>
  queue.queued + queue.sending + queue.inDoubt + queue.parked;

/** What one light of the status bar shows. Pure: State in, words and shape out. */
export function viewLight(name: LightName, state: State, speech: Speech, now: number): LightView {
  const fix = fixes[name];
  if (name === 'queue') return { ...viewQueue(state, speech, now), fix };
  const { level, problem } = state.lights[name];
  const printerItself = problem?.code.startsWith('printer-') ?? false;
  const say = (key: ScreenWord, params?: WordParams) => speech.w(key, params);
  const word =
    name === 'disk' && state.diskFreeBytes !== null && level !== 'off'
      ? say('light.disk.free', { size: speech.bytes(state.diskFreeBytes) })
      : problem?.code === 'media-short'
        ? say('light.printer.short', { count: speech.number(Number(problem.params?.left)) })
        : name === 'printer' && state.printing.pending > 0 && level === 'ok'
          ? say('light.printer.pending', { count: speech.number(state.printing.pending) })
          : say(`light.${name}.${level}`);
  return {
    shape: shapes[level],
    word,
    problem,
    calm: say(`light.${name}.calm`),
    fix: printerItself ? setUp : fix,
  };
}

function viewQueue(state: State, speech: Speech, now: number) {
  const count = waiting(state);
  const { oldestAt, parked } = state.queue;
  const counted = { count: speech.number(count) };
  const age = oldestAt === null ? '' : speech.age(now - oldestAt);
  const word =
    count === 0
      ? speech.w('light.queue.empty')
      : age === ''
        ? speech.w('light.queue.waiting', counted)
        : speech.w('light.queue.waitingSince', { ...counted, age });
  const stuck = parked > 0 || state.sync.paused;
  const shape: ShapeKind = stuck
    ? 'warn'
    : count === 0
      ? 'ok'
      : state.lights.cloud.level === 'ok'
        ? 'busy'
        : 'pause';
  const calm = parked
    ? speech.w('light.queue.parked', { count: speech.number(parked) })
    : speech.w(count === 0 ? 'light.queue.calm' : 'light.queue.safe');
  return { shape, word, problem: count > 0 ? state.lights.cloud.problem : null, calm };
}
