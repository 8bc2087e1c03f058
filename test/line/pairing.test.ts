import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goOn, lateUnits, takePart, toldLate } from '../../shared/line/pairing.ts';
import type { PartRead, Said } from '../../shared/line/parts.ts';
import { moreEvidence, nameAgain } from '../../shared/line/two-persons.ts';
import {
  emptyLine,
  type LineNow,
  type LineOptions,
  lineOptionsSchema,
} from '../../shared/models/line.ts';
import type { Source } from '../../shared/models/read.ts';

type Scan = [part: 'unit' | 'box' | 'device', sn: string, extra?: Partial<PartRead>];

const sources: Record<Scan[0], Source> = {
  unit: { kind: 'serial', name: 'A' },
  box: { kind: 'serial', name: 'B' },
  device: { kind: 'uart', name: 'ttyUSB0' },
};
const two = lineOptionsSchema.parse({ parts: ['unit', 'box'], persons: 2, boxScanner: 'B' });
const one = lineOptionsSchema.parse({ parts: ['unit', 'box'] });

/** A line as the station runs it: it stops at a shift, and takes what comes then as evidence. */
function line(options: LineOptions, scans: readonly Scan[]) {
  let now: LineNow = emptyLine;
  let at = 1_000_000;
  let stopped = false;
  const said: Said[] = [];
  const registered: string[] = [];
  for (const [part, deviceSn, extra] of scans) {
    at += 2000;
    const known = registered.includes(deviceSn);
    const read = {
      deviceSn,
      text: `${part}:${deviceSn}`,
      source: sources[part],
      at,
      facts: [],
      known,
      ...extra,
    };
    if (stopped) {
      now = moreEvidence(options, now, read);
      continue;
    }
    const step = takePart(options, now, read);
    now = step.now;
    said.push(step.said);
    if (step.said.kind === 'whole') registered.push(deviceSn);
    if (step.said.kind === 'differs' && step.said.shift) stopped = true;
  }
  const last = said.at(-1);
  const shift =
    options.persons === 2 && stopped
      ? nameAgain(now)
      : last?.kind === 'differs'
        ? last.shift
        : null;
  return { now, said, kinds: said.map(({ kind }) => kind), registered, stopped, shift, at };
}

describe('one person', () => {
  test.for<[string, Partial<LineOptions>, Scan[], string[], string[]]>([
    [
      'a pair agrees',
      {},
      [
        ['unit', '1'],
        ['box', '1'],
      ],
      ['part', 'whole'],
      ['1'],
    ],
    ['one label alone is no unit', {}, [['unit', '1']], ['part'], []],
    [
      'the box label may come first when it can be told',
      { boxBegins: 'box:' },
      [
        ['box', '1'],
        ['unit', '1'],
      ],
      ['part', 'whole'],
      ['1'],
    ],
    [
      'the unit label twice is not a pair',
      { boxBegins: 'box:' },
      [
        ['unit', '1'],
        ['unit', '1'],
        ['box', '1'],
      ],
      ['part', 'again', 'whole'],
      ['1'],
    ],
    [
      'a scanner that reads twice at once makes no pair',
      {},
      [
        ['unit', '1'],
        ['unit', '1', { at: 1_002_400 }],
        ['box', '1'],
      ],
      ['part', 'again', 'whole'],
      ['1'],
    ],
    [
      'one label twice is no pair, however much later',
      {},
      [
        ['unit', '1'],
        ['unit', '1', { at: 1_090_000 }],
        ['box', '1'],
      ],
      ['part', 'same-label', 'whole'],
      ['1'],
    ],
    [
      'nor when the scanner names its symbol only once, and ends it otherwise',
      {},
      [
        ['unit', '1', { text: 'SN-1' }],
        ['unit', '1', { text: ']C1SN-1\u001d ' }],
      ],
      ['part', 'same-label'],
      [],
    ],
    [
      'the same text from another scanner is the other label',
      {},
      [
        ['unit', '1', { text: 'SN-1' }],
        ['box', '1', { text: 'SN-1' }],
      ],
      ['part', 'whole'],
      ['1'],
    ],
    [
      'a label, the unit itself, and the same label again',
      { parts: ['unit', 'box', 'device'] },
      [
        ['device', '1'],
        ['unit', '1'],
        ['unit', '1'],
        ['box', '1'],
      ],
      ['part', 'part', 'same-label', 'whole'],
      ['1'],
    ],
    [
      'a box code is told by its beginning behind the identifier of the scanner',
      { boxBegins: 'box:' },
      [
        ['unit', '1', { text: ']C0SN-1' }],
        ['unit', '1', { text: ']Q1box:SN-1' }],
      ],
      ['part', 'whole'],
      ['1'],
    ],
    [
      'or by the identifier itself, at once',
      { boxBegins: ']C1' },
      [
        ['unit', '1', { text: ']C0SN-1' }],
        ['unit', '1', { text: ']C1SN-1', at: 1_002_400 }],
      ],
      ['part', 'whole'],
      ['1'],
    ],
    [
      'a scanner that reads twice at once, with and without its identifier',
      {},
      [
        ['unit', '1', { text: 'SN-1' }],
        ['unit', '1', { text: ']C1SN-1', at: 1_002_400 }],
      ],
      ['part', 'again'],
      [],
    ],
    [
      'two units are no pair',
      {},
      [
        ['unit', '1'],
        ['box', '2'],
      ],
      ['part', 'differs'],
      [],
    ],
    [
      'after a disagreement both are scanned again',
      {},
      [
        ['unit', '1'],
        ['box', '2'],
        ['unit', '1'],
        ['box', '1'],
      ],
      ['part', 'differs', 'part', 'whole'],
      ['1'],
    ],
    [
      'a triple, the unit itself last',
      { parts: ['unit', 'box', 'device'] },
      [
        ['unit', '1'],
        ['box', '1'],
        ['device', '1'],
      ],
      ['part', 'part', 'whole'],
      ['1'],
    ],
    [
      'a triple, the unit itself first',
      { parts: ['unit', 'box', 'device'] },
      [
        ['device', '1'],
        ['unit', '1'],
        ['box', '1'],
      ],
      ['part', 'part', 'whole'],
      ['1'],
    ],
    [
      'the unit itself says another SN',
      { parts: ['unit', 'device'] },
      [
        ['unit', '1'],
        ['device', '2'],
      ],
      ['part', 'differs'],
      [],
    ],
    [
      'the next unit while one lacks its box label',
      { boxBegins: 'box:' },
      [
        ['unit', '1'],
        ['unit', '2'],
        ['box', '1'],
      ],
      ['part', 'unfinished', 'whole'],
      ['1'],
    ],
    [
      'a unit that is a device already',
      {},
      [
        ['unit', '1'],
        ['box', '1'],
        ['unit', '1'],
      ],
      ['part', 'whole', 'known'],
      ['1'],
    ],
  ])('%s', ([, options, scans, kinds, registered]) => {
    const done = line({ ...one, ...options }, scans);
    expect(done.kinds).toEqual(kinds);
    expect(done.registered).toEqual(registered);
  });

  test('what all codes of a unit said goes with it', () => {
    const done = line(one, [
      ['unit', '1', { facts: [['MAC', 'AA']] }],
      ['box', '1', { facts: [['Lot', '7']] }],
    ]);
    expect(done.said.at(-1)).toEqual({
      kind: 'whole',
      facts: [
        ['MAC', 'AA'],
        ['Lot', '7'],
      ],
    });
  });

  test('the label of the unit before says at once that labels run behind', () => {
    const done = line(one, [
      ['unit', '1'],
      ['box', '1'],
      ['unit', '2'],
      ['box', '1'],
    ]);
    expect(done.shift).toMatchObject({ kind: 'behind', by: 1, units: ['2'] });
  });

  test('labels one ahead are named as soon as a second unit shows it', () => {
    const scans: Scan[] = [
      ['unit', '7'],
      ['box', '8'],
      ['unit', '8'],
      ['box', '9'],
    ];
    const done = line(one, scans);
    expect(done.kinds).toEqual(['part', 'differs', 'part', 'differs']);
    expect(done.shift).toMatchObject({ kind: 'ahead', by: 1, units: ['7', '8'] });
  });

  test('two labels that changed places', () => {
    const done = line(one, [
      ['unit', '7'],
      ['box', '8'],
      ['unit', '8'],
      ['box', '7'],
    ]);
    expect(done.shift).toMatchObject({ kind: 'swap', units: ['7', '8'] });
  });

  test('a half that waits too long is dropped once it was spoken of, and not guessed', () => {
    const { now, at } = line(one, [['unit', '1']]);
    expect(lateUnits(one, now, at + 1000)).toEqual([]);
    const late = lateUnits(one, now, at + one.waitSeconds * 1000);
    expect(late.map(({ deviceSn }) => deviceSn)).toEqual(['1']);
    expect(toldLate(one, now, late).waiting).toEqual([]);
  });
});

describe('two persons', () => {
  test.for<[string, Partial<LineOptions>, Scan[], string[], string[]]>([
    [
      'they run apart',
      {},
      [
        ['unit', '1'],
        ['unit', '2'],
        ['box', '1'],
        ['unit', '3'],
        ['box', '2'],
        ['box', '3'],
      ],
      ['lane', 'lane', 'whole', 'lane', 'whole', 'whole'],
      ['1', '2', '3'],
    ],
    ['a box label before any unit', {}, [['box', '1']], ['no-unit'], []],
    [
      'a label of nowhere is put aside and the unit keeps its turn',
      {},
      [
        ['unit', '1'],
        ['box', '9'],
        ['box', '1'],
      ],
      ['lane', 'differs', 'whole'],
      ['1'],
    ],
    [
      'the same unit label once more',
      {},
      [
        ['unit', '1'],
        ['unit', '1'],
      ],
      ['lane', 'again'],
      [],
    ],
    [
      'too far apart',
      { apart: 2 },
      [
        ['unit', '1'],
        ['unit', '2'],
        ['unit', '3'],
      ],
      ['lane', 'lane', 'too-far'],
      [],
    ],
    [
      'a triple',
      { parts: ['unit', 'device', 'box'] },
      [
        ['unit', '1'],
        ['device', '1'],
        ['unit', '2'],
        ['box', '1'],
        ['device', '2'],
        ['box', '2'],
      ],
      ['lane', 'lane', 'lane', 'whole', 'lane', 'whole'],
      ['1', '2'],
    ],
    [
      'a box label before the unit itself was read',
      { parts: ['unit', 'device', 'box'] },
      [
        ['unit', '1'],
        ['box', '1'],
      ],
      ['lane', 'lacks-device'],
      [],
    ],
    [
      'the unit on the cable is another than the label',
      { parts: ['unit', 'device', 'box'] },
      [
        ['unit', '1'],
        ['device', '2'],
      ],
      ['lane', 'differs'],
      [],
    ],
  ])('%s', ([, options, scans, kinds, registered]) => {
    const done = line({ ...two, ...options }, scans);
    expect(done.kinds).toEqual(kinds);
    expect(done.registered).toEqual(registered);
  });

  const five: Scan[] = ['1', '2', '3', '4', '5'].map((sn): Scan => ['unit', sn]);

  test('after an alarm the line goes on as a lead says', () => {
    const done = line(two, [...five, ['box', '2']]);
    expect(done.now.waiting).toHaveLength(5);
    expect(goOn(done.now, 'again')).toMatchObject({ waiting: [], strays: [] });
    const kept = goOn(done.now, 'keep');
    expect(kept.waiting).toHaveLength(5);
    const read = {
      deviceSn: '1',
      text: 'box:1',
      source: sources.box,
      at: 9e6,
      facts: [],
      known: false,
    };
    expect(takePart(two, kept, read).said.kind).toBe('whole');
  });

  test('a late unit is spoken of once and keeps its turn', () => {
    const { now, at } = line(two, [['unit', '1']]);
    const late = lateUnits(two, now, at + two.waitSeconds * 1000);
    const then = toldLate(two, now, late);
    expect(then.waiting).toMatchObject([{ deviceSn: '1', told: true }]);
    expect(lateUnits(two, then, at + two.waitSeconds * 2000)).toEqual([]);
  });
});

describe('by the thousand: two lanes in any interleaving', () => {
  const units = Array.from({ length: 14 }, (_, index) => `SN-${index + 1}`);

  /** Merges both lanes; each box label comes after at least `lead` more units than labels. */
  function interleave(boxes: readonly string[], turns: readonly boolean[], lead: number): Scan[] {
    const left = [...units];
    const labels = [...boxes];
    const scans: Scan[] = [];
    let ahead = 0;
    for (let turn = 0; left.length > 0 || labels.length > 0; turn++) {
      const mayBox = labels.length > 0 && (ahead >= lead || left.length === 0);
      if (left.length > 0 && (!mayBox || (turns[turn % turns.length] && ahead < 8))) {
        scans.push(['unit', left.shift() as string]);
        ahead++;
      } else if (labels.length > 0) {
        scans.push(['box', labels.shift() as string]);
        ahead--;
      }
    }
    return scans;
  }
  const turns = fc.array(fc.boolean(), { minLength: 5, maxLength: 40 });
  const place = fc.integer({ min: 1, max: 10 });

  test('all agree', () => {
    fc.assert(
      fc.property(turns, fc.integer({ min: 1, max: 3 }), (order, lead) => {
        expect(line(two, interleave(units, order, lead)).registered).toEqual(units);
      }),
      { numRuns: 200 },
    );
  });

  test('two neighbours swapped: both are named, and neither is registered', () => {
    fc.assert(
      fc.property(turns, place, fc.integer({ min: 2, max: 4 }), (order, at, lead) => {
        const boxes = [...units];
        [boxes[at], boxes[at + 1]] = [boxes[at + 1] as string, boxes[at] as string];
        const done = line(two, interleave(boxes, order, lead));
        expect(done.stopped).toBe(true);
        expect(done.registered).toEqual(units.slice(0, at));
        expect(done.shift).toMatchObject({
          kind: 'swap',
          by: 1,
          units: [units[at], units[at + 1]],
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a box label is missing: all labels from there on run one ahead', () => {
    fc.assert(
      fc.property(turns, place, fc.integer({ min: 2, max: 4 }), (order, at, lead) => {
        const boxes = units.toSpliced(at, 1);
        const done = line(two, interleave(boxes, order, lead));
        expect(done.registered).toEqual(units.slice(0, at));
        expect(done.shift).toMatchObject({ kind: 'ahead', by: 1 });
        expect(done.shift?.units[0]).toBe(units[at]);
        expect(done.shift?.strays[0]).toMatchObject({ unit: units[at], label: units[at + 1] });
      }),
      { numRuns: 300 },
    );
  });

  test('a box label is doubled: all labels from there on run one behind', () => {
    fc.assert(
      fc.property(turns, place, fc.integer({ min: 2, max: 4 }), (order, at, lead) => {
        const boxes = units.toSpliced(at, 0, units[at - 1] as string);
        const done = line(two, interleave(boxes, order, lead));
        expect(done.registered).toEqual(units.slice(0, at));
        expect(done.shift).toMatchObject({ kind: 'behind', by: 1 });
        expect(done.shift?.units[0]).toBe(units[at]);
      }),
      { numRuns: 300 },
    );
  });

  test('whatever is shuffled, doubled and lost: no unit is registered whose codes differ', () => {
    fc.assert(
      fc.property(
        turns,
        fc.array(fc.constantFrom(...units, 'SN-99'), { minLength: 5, maxLength: 16 }),
        (order, boxes) => {
          const scans = interleave(boxes, order, 2);
          const done = line(two, scans);
          expect(done.registered).toEqual(units.slice(0, done.registered.length));
          for (const sn of done.registered) {
            // A label may have been read too early as well, and been refused then.
            const unit = scans.findIndex(([kind, which]) => kind === 'unit' && which === sn);
            const box = scans.findLastIndex(([kind, which]) => kind === 'box' && which === sn);
            expect(unit).toBeGreaterThanOrEqual(0);
            expect(box).toBeGreaterThan(unit);
          }
        },
      ),
      {
        numRuns: 300,
        // SN-4 is scanned before its unit, and once more in its turn.
        examples: [
          [
            [false, false, false, false, false],
            ['SN-4', 'SN-1', 'SN-2', 'SN-3', 'SN-4', 'SN-1', 'SN-1', 'SN-1', 'SN-1', 'SN-1'],
          ],
        ],
      },
    );
  });

  test('one person, any order of any labels: only two of one SN in a row make a unit', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom<'unit' | 'box'>('unit', 'box'),
            fc.constantFrom('1', '2', '3', '4'),
          ),
          { maxLength: 30 },
        ),
        (scans) => {
          const told = { ...one, boxBegins: 'box:' };
          const done = line(told, scans);
          const both = (sn: string) =>
            ['unit', 'box'].every((part) =>
              scans.some(([kind, which]) => kind === part && which === sn),
            );
          expect(done.registered.every(both)).toBe(true);
          expect(new Set(done.registered).size).toBe(done.registered.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
