import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitReadingSchema } from '../../shared/models/unit.ts';
import { readEscapes } from '../../shared/scanners/escapes.ts';
import { unitExamples } from '../../shared/units/examples.ts';
import { UnitLines } from '../../shared/units/lines.ts';
import { type QueryResult, UnitQuery } from '../../shared/units/query.ts';
import { answerReader } from '../../shared/units/reading.ts';

/** A query on a clock of its own: what the unit says when, and what comes of it. */

/** `said` is in ms since the query began; a function hears what was sent, and says more. */
interface Story {
  send?: string;
  reading: object;
  timeoutMs?: number;
  attempts?: number;
  /** What came before the query, and how long before. */
  before?: string;
  said?: [at: number, bytes: string][];
  answers?: (sent: string, attempt: number) => [after: number, bytes: string][];
  lostAt?: number;
}

function tell(story: Story): QueryResult & { sentAt: number[]; endedAt: number } {
  const send = readEscapes(story.send ?? 'GET\\r') as string;
  const reader = answerReader(unitReadingSchema.parse(story.reading), send);
  if (typeof reader === 'string') throw new Error(reader);
  const { timeoutMs = 1000, attempts = 3 } = story;
  const lines = new UnitLines();
  if (story.before) lines.hear(story.before);
  const begun = 10;
  const query = new UnitQuery({ send, reader, timeoutMs, attempts }, lines, begun);
  const coming = (story.said ?? []).map(([at, bytes]) => [begun + at, bytes] as const);
  const lostAt = story.lostAt === undefined ? Number.POSITIVE_INFINITY : begun + story.lostAt;
  const sentAt: number[] = [];
  let now = begun;
  for (;;) {
    const step = query.step(now);
    if (step.do === 'end') return { ...step.result, sentAt, endedAt: now - begun };
    if (step.do === 'send') {
      sentAt.push(now - begun);
      for (const [after, bytes] of story.answers?.(step.bytes, sentAt.length) ?? []) {
        coming.push([now + after, bytes]);
      }
      continue;
    }
    coming.sort(([a], [b]) => a - b);
    const next = coming[0];
    if (lostAt <= Math.min(step.until, next?.[0] ?? lostAt)) {
      now = lostAt;
      query.lost();
    } else if (next && next[0] <= step.until) {
      coming.shift();
      now = next[0];
      query.hear(next[1], now);
    } else now = step.until;
  }
}

const line = (pattern: string) => ({ kind: 'pattern', pattern });
const block = (pattern: string, end: string) => ({ kind: 'pattern', pattern, end });
const sn = line('SN (?P<sn>[A-Z0-9-]+)');
const json = { kind: 'json' };

describe('the examples', () => {
  test('AT+CGSN', () => {
    const found = tell({
      ...unitExamples.at,
      answers: (sent) => [[20, `${sent}\r\n860123456789012\r\n\r\nOK\r\n`]],
    });
    expect(found).toMatchObject({ ok: true, taken: { deviceSn: '860123456789012', facts: [] } });
  });

  test('*IDN?', () => {
    const found = tell({
      ...unitExamples.scpi,
      answers: () => [[20, 'ACME Corp,PSU-30,MY5300123,A.02.17\n']],
    });
    expect(found).toMatchObject({
      taken: {
        deviceSn: 'MY5300123',
        facts: [
          ['maker', 'ACME Corp'],
          ['model', 'PSU-30'],
          ['firmware', 'A.02.17'],
        ],
      },
    });
  });

  test('a line of JSON, after its echo and a log in JSON', () => {
    const found = tell({
      ...unitExamples.json,
      answers: (sent) => [
        [5, `${sent}{"log":"asked","level":3}\n`],
        [9, '{"sn":"AB-0001","MAC":"a0b1c2d3e4f5","firmware":"2.1","uptime":12,"ok":true}\n'],
      ],
    });
    expect(found).toMatchObject({ ok: true, attempts: 1, taken: { deviceSn: 'AB-0001' } });
    const { facts } = (found as Extract<QueryResult, { ok: true }>).taken;
    expect(facts).toContainEqual(['MAC', 'a0b1c2d3e4f5']);
    expect(facts).toContainEqual(['firmware', '2.1']);
  });
});

describe('half an answer is never taken', () => {
  test('an answer in pieces is taken when its line is whole', () => {
    const found = tell({
      reading: sn,
      answers: () => [
        [10, 'SN AB'],
        [400, '-00'],
        [800, '01'],
        [900, '\r\n'],
      ],
    });
    expect(found).toMatchObject({ taken: { deviceSn: 'AB-0001' }, endedAt: 960 });
  });

  test('one that is still coming is waited for, beyond its time', () => {
    const found = tell({
      reading: sn,
      attempts: 1,
      answers: () => [
        [900, 'SN AB-'],
        [1150, '0001\r\n'],
      ],
    });
    expect(found).toMatchObject({ ok: true, taken: { deviceSn: 'AB-0001' }, attempts: 1 });
  });

  test('one that stops is not', () => {
    const found = tell({ reading: sn, attempts: 1, answers: () => [[10, 'SN AB-00']] });
    expect(found).toMatchObject({ ok: false, problem: { code: 'read-unit-unlike' } });
  });

  test('the end of a line that began before the question', () => {
    const reading = line('(?P<sn>[A-Z0-9-]+)');
    const found = tell({ reading, before: 'SN AB-00', said: [[80, '01\r\nCD-0002\r\n']] });
    expect(found).toMatchObject({ ok: true, taken: { deviceSn: 'CD-0002' } });
  });

  test('a prompt before the answer is not the beginning of one', () => {
    for (const before of ['\r\n> ', 'root@unit:~# ', 'ready>']) {
      const found = tell({ reading: sn, before, answers: () => [[10, 'SN AB-0001\r\n']] });
      expect(found).toMatchObject({ ok: true, taken: { deviceSn: 'AB-0001' }, attempts: 1 });
    }
  });

  test('what was cut by a long pause is not glued: another unit may speak by now', () => {
    const found = tell({
      reading: line('(?P<sn>[A-Z0-9-]+)'),
      timeoutMs: 5000,
      attempts: 1,
      answers: () => [
        [10, 'AB-'],
        [1200, 'CD-0002\r\n'],
        [1300, 'CD-0002\r\n'],
      ],
    });
    expect(found).toMatchObject({ ok: true, taken: { deviceSn: 'CD-0002' } });
  });

  test('what an attempt left is not glued to the next', () => {
    const found = tell({
      reading: line('(?P<sn>[A-Z0-9-]+)'),
      answers: (_, attempt) => (attempt === 1 ? [[690, 'AB-00']] : [[10, 'AB-0001\r\n']]),
    });
    // The rest of the line that was torn goes with it; the third attempt is clean.
    expect(found).toMatchObject({ ok: true, attempts: 3, taken: { deviceSn: 'AB-0001' } });
  });

  test('noise in an answer is no SN', () => {
    for (const noise of ['SN AB\xff-0001\r', 'SN AB\x00-0001\r', 'SN AB\x1b[0m1\r']) {
      const reading = line('SN (?P<sn>.+)');
      const found = tell({ reading, attempts: 1, answers: () => [[10, noise]] });
      expect(found).toMatchObject({ ok: false, problem: { code: 'read-unit-unlike' } });
    }
  });

  test('however it is cut, only the whole SN comes out', () => {
    const whole = 'boot 1.0\r\n> GET\r\nSN AB-0001\r\nOK\r\n';
    fc.assert(
      fc.property(
        fc.array(fc.nat(whole.length), { maxLength: 6 }),
        fc.array(fc.nat(950), { minLength: 8, maxLength: 8 }),
        fc.nat(whole.length),
        (cuts, gaps, until) => {
          const places = [0, ...cuts.filter((cut) => cut < until).toSorted((a, b) => a - b), until];
          let at = 0;
          const found = tell({
            reading: line('(?:SN )?(?P<sn>[A-Z0-9]+-[0-9]*)'),
            attempts: 1,
            answers: () =>
              places.slice(1).map((end, index) => {
                at += gaps[index] ?? 0;
                return [at, whole.slice(places[index], end)];
              }),
          });
          if (found.ok) expect(found.taken.deviceSn).toBe('AB-0001');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a block of lines', () => {
  const lines = block('SN: (?P<sn>\\S+)[\\s\\S]*MAC: (?P<MAC>[0-9A-F:]+)', 'OK\\r\\n');
  const whole = 'INFO\r\nSN: AB-0001\r\nMAC: A0:B1:C2:D3:E4:F5\r\nOK\r\n';

  test('is read as one answer when its end has come', () => {
    const found = tell({ send: 'INFO\\r', reading: lines, answers: () => [[10, whole]] });
    expect(found).toMatchObject({
      taken: { deviceSn: 'AB-0001', facts: [['MAC', 'A0:B1:C2:D3:E4:F5']] },
    });
  });

  test('a part of it that matches is not enough', () => {
    const reading = block('SN: (?P<sn>\\S+)', 'OK\\r\\n');
    const found = tell({ reading, attempts: 1, answers: () => [[10, 'SN: AB-0001\r\nMAC:']] });
    expect(found).toMatchObject({ ok: false });
  });

  test('what the attempt before left belongs to none', () => {
    const found = tell({
      reading: block('SN: (?P<sn>\\S+)', 'OK\\r\\n'),
      answers: (_, attempt) =>
        attempt === 1 ? [[10, 'SN: AB-']] : [[10, '\r\nSN: CD-0002\r\nOK\r\n']],
    });
    expect(found).toMatchObject({ ok: true, taken: { deviceSn: 'CD-0002' } });
  });

  test('lines of two units are no answer of either', () => {
    const found = tell({
      reading: lines,
      timeoutMs: 5000,
      attempts: 1,
      answers: () => [
        [10, 'SN: AB-0001\r\n'],
        [1500, 'MAC: A0:B1:C2:D3:E4:F5\r\nOK\r\n'],
      ],
    });
    expect(found).toMatchObject({ ok: false, problem: { code: 'read-unit-unlike' } });
  });

  test('one that never ends is bounded', () => {
    const flood = 'x'.repeat(8000);
    const found = tell({
      reading: block('(?P<sn>z)', 'OK'),
      attempts: 1,
      timeoutMs: 3000,
      answers: () => Array.from({ length: 200 }, (_, index) => [10 + index, flood]),
    });
    expect(found).toMatchObject({ ok: false });
    expect(found.heard.length).toBeLessThan(5000);
  });
});

describe('asking', () => {
  test('waits until the unit is quiet: its boot text is no answer', () => {
    const boot = Array.from({ length: 5 }, (_, index): [number, string] => [
      index * 50,
      `SN OLD-000${index}\r\n`,
    ]);
    const found = tell({ reading: sn, said: boot, answers: () => [[10, 'SN AB-0001\r\n']] });
    expect(found).toMatchObject({ ok: true, taken: { deviceSn: 'AB-0001' }, sentAt: [260] });
  });

  test('a unit that is never quiet is asked after a second', () => {
    const noise = Array.from({ length: 100 }, (_, index): [number, string] => [
      index * 30,
      '.\r\n',
    ]);
    const found = tell({ reading: sn, said: noise, answers: () => [[10, 'SN AB-0001\r\n']] });
    expect(found).toMatchObject({ ok: true, sentAt: [1000] });
  });

  test('again, until it answers', () => {
    const found = tell({
      reading: sn,
      answers: (_, attempt) => (attempt === 3 ? [[10, 'SN AB-0001\r\n']] : []),
    });
    expect(found).toMatchObject({ ok: true, attempts: 3, sentAt: [60, 1060, 2060] });
  });

  test('and gives up: silence is one thing, another answer another', () => {
    expect(tell({ reading: sn, attempts: 2 })).toMatchObject({
      ok: false,
      problem: { code: 'read-unit-silent', params: { attempts: 2, seconds: 1 } },
      endedAt: 2060,
    });
    const wrong = tell({ reading: sn, attempts: 2, answers: () => [[10, '\r\nERROR\r\n\x07']] });
    expect(wrong).toMatchObject({
      problem: {
        code: 'read-unit-unlike',
        params: { attempts: 2, answer: 'ERROR\\r\\n\\x07\\r\\nERROR\\r\\n\\x07' },
      },
    });
  });

  test('what it said is shown short, printable and without secrets', () => {
    const said = `${'x'.repeat(5000)}\u202e\r\npassword=hunter2 \u0000\r\n`;
    const bytes = Buffer.from(said).toString('latin1');
    const found = tell({ reading: sn, attempts: 1, answers: () => [[10, bytes]] });
    const answer = String(
      (found as { problem?: { params?: object } }).problem?.params?.['answer' as never],
    );
    expect(answer.length).toBeLessThanOrEqual(120);
    expect(answer).not.toMatch(/[\p{Cc}\p{Cf}]|hunter2/u);
    expect(answer).toContain('password=***');
  });

  test('a unit that goes away in its answer is told as that', () => {
    const found = tell({ reading: sn, lostAt: 90, answers: () => [[10, 'SN AB-00']] });
    expect(found).toMatchObject({
      ok: false,
      problem: { code: 'read-unit-gone', params: { answer: 'SN AB-00', attempts: 1 } },
    });
  });

  test('its own question is nobody’s SN, with a prompt before it or without', () => {
    const reading = line('(?P<sn>.+)');
    for (const prompt of ['', '> ', 'root@unit:~# ']) {
      const found = tell({
        send: 'get sn\\r',
        reading,
        answers: (sent) => [[10, `${prompt}${sent}\nAB-0001\r\n`]],
      });
      expect(found).toMatchObject({ ok: true, taken: { deviceSn: 'AB-0001' } });
    }
  });

  test('JSON that is torn, no object, or names two SNs is no answer', () => {
    for (const said of ['{"sn":"AB-00', '["AB-0001"]', '{"sn":"A1","SN":"A2"}', '{"ok":true}']) {
      const found = tell({ reading: json, attempts: 1, answers: () => [[10, `${said}\n`]] });
      expect(found).toMatchObject({ ok: false, problem: { code: 'read-unit-unlike' } });
    }
  });

  test('patterns without an SN, or that are none, are told', () => {
    expect(unitReadingSchema.safeParse(line('(?P<id>.*)')).success).toBe(false);
    expect(unitReadingSchema.safeParse(line('(?P<sn>[')).success).toBe(false);
    expect(unitReadingSchema.safeParse(line('(?<SN>.+)')).success).toBe(true);
  });
});
