import type { Tone } from '../../renderer/scan/tones.ts';
import type { Read } from '../../shared/models/read.ts';
import type { State } from '../../shared/models/state.ts';
import { explained, type Problem, problem } from '../../shared/problems.ts';
import { acceptedRead, calmState, refusedRead, seenRead } from '../support/pretend-scenes.ts';

/** What a Scan screen has to bear: short and long, few and many, calm and troubled. */

export const longestSn = 'SN-MODEL7000-REV12B-LINE03-2026W48-CARRIER0001-UNIT00000012345-X';
const longName = 'Wechselrichter Außenaufstellung 50 kW dreiphasig, Ausführung Süd';
const chineseName =
  '户外三相并网逆变器五十千瓦华东二期工程专用定制型号第十二批次生产工单追加部分含备件与现场更换件以及出口欧洲用特殊标签版本测试用机';

/** One answer of each kind. */
export const problems: Record<Exclude<Tone, 'accepted' | 'noted' | 'seen'>, Problem> = {
  stopped: problem('batch-target-reached', { target: 500 }),
  again: problem('read-damaged', { format: 'ISO/IEC 15434' }),
  other: problem('read-no-sn', { format: 'GS1' }),
  refused: problem('sn-characters', { position: 7, character: '_' }),
  fault: problem('disk-full'),
};

export function readOf(tone: Tone, id: number, sn = 'INV5K1-000128'): Read {
  const at = Date.now();
  if (tone === 'accepted') return { ...acceptedRead(id), at, text: sn, deviceSn: sn };
  if (tone === 'noted')
    return { ...acceptedRead(id), at, text: sn, deviceSn: sn, verdict: 'noted' };
  if (tone === 'seen') return { ...seenRead(id), at, text: sn, deviceSn: sn };
  return { ...refusedRead(id), at, text: sn, deviceSn: sn, problem: problems[tone] };
}

export const showing = (read: Read, state: State = calmState()): State => ({
  ...state,
  reads: [read, ...state.reads].slice(0, 20),
});

const wordyProblem = explained(
  explained(
    problem('sn-pattern', {
      deviceSn: longestSn,
      pattern: '(?P<model>[A-Z0-9]{4,12})-(?P<count>[0-9]{6})',
    }),
    'pattern-character',
    { position: 12, found: 'B', expected: '0-9' },
  ),
  'nearest-twin',
  { near: longestSn, place: 12, known: '8', read: 'B' },
);

const batch = (part: Partial<NonNullable<State['batch']>>): State => {
  const state = calmState();
  return { ...state, batch: state.batch && { ...state.batch, ...part } };
};

const bad = (code: Problem['code']) => ({ level: 'bad', problem: problem(code) }) as const;

/** Among these nothing may move: the same screen, the same batch at work. */
export const workStates: Record<string, () => State> = {
  calm: () => showing(readOf('accepted', 201)),
  'short reason': () => showing(readOf('refused', 201)),
  'long reason': () => showing({ ...readOf('refused', 201, longestSn), problem: wordyProblem }),
  'long source and data': () =>
    showing({
      ...readOf('accepted', 201, longestSn),
      source: {
        kind: 'serial',
        name: '/dev/serial/by-id/usb-Honeywell_Scanning_Products_1950-if00',
      },
      masterData: Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [`attribute${index}`, longestSn]),
      ),
    }),
  'one character': () => showing(readOf('accepted', 201, '7')),
  'one unit': () => batch({ accepted: 1, seen: 0, refused: 0, target: 10 }),
  millions: () => ({
    ...batch({ accepted: 9_999_999, seen: 8_888_888, refused: 7_777_777, target: 9_999_999 }),
    printing: { pending: 1_234_567, printed: 0, lastFile: null },
  }),
  'long names': () => batch({ tag: 'WO-2026-1147-'.padEnd(64, 'X'), groupName: longName }),
  'Chinese names': () => batch({ tag: chineseName.slice(0, 64), groupName: chineseName }),
  paused: () => batch({ state: 'paused' }),
  trouble: () => {
    const state = calmState();
    return {
      ...state,
      lights: {
        cloud: bad('cloud-unreachable'),
        scanner: bad('port-failed'),
        printer: bad('disk-full'),
        disk: bad('disk-full'),
      },
      diskFreeBytes: 12_000,
      queue: { ...state.queue, queued: 1_234_567, parked: 12, oldestAt: Date.now() - 9e8 },
      sync: { ...state.sync, paused: true },
      preferences: { ...state.preferences, stationName: longName },
    };
  },
  'nothing read': () => ({ ...calmState(), reads: [] }),
};
