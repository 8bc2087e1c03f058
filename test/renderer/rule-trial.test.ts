import { describe, expect, it } from 'vitest';
import { ruleDraft } from '../../renderer/groups/draft/rule.ts';
import { tryExamples, tryGroups, tryReads } from '../../renderer/groups/draft/trial.ts';
import type { SnRule } from '../../shared/models/catalog.ts';
import type { Read } from '../../shared/models/read.ts';
import { problem } from '../../shared/problems.ts';
import { compileRule } from '../../shared/serial/rule.ts';
import { must } from '../support/station.ts';

/** A rule that is being typed, tried on examples, on the last reads and beside other groups. */

const of = { groupId: 'INV5K1', modelId: 'M5' };
const draft = (rule: Partial<SnRule>) => ruleDraft({ checkDigit: 'none', ...rule });
let id = 0;
const read = (text: string, change: Partial<Read> = {}): Read => ({
  id: ++id,
  at: Date.parse('2026-06-15T10:00:00Z'),
  source: { kind: 'serial', name: '' },
  text,
  verdict: 'accepted',
  groupId: 'INV5K1',
  batchTag: 'B1',
  by: null,
  ...change,
});
const refused = (text: string, code: 'sn-length' | 'no-batch' = 'sn-length') =>
  read(text, { verdict: 'refused', problem: problem(code, {}) });

describe('examples', () => {
  it('each line once, without blanks around it, as it was meant or not', () => {
    const check = must(compileRule({ pattern: '[0-9]{4}', checkDigit: 'none' }));
    const tried = tryExamples(check, ' 1234 \n\n12A4\r\n1234\n', 'good');
    expect(tried.map(({ deviceSn, asMeant }) => [deviceSn, asMeant])).toEqual([
      ['1234', true],
      ['12A4', false],
    ]);
    expect(tried[1]?.problem?.message).toContain('Character 3 is "A"');
    expect(tryExamples(check, '1234\n12A4', 'bad').map(({ asMeant }) => asMeant)).toEqual([
      false,
      true,
    ]);
  });
});

describe('the last reads', () => {
  it('what would be lost and won, each SN once, and what other groups have', () => {
    const reads = [
      read('1234'),
      read(']Q1{"sn":"1235"}', { aim: ']Q1' }),
      read('12345'),
      read('12345', { verdict: 'seen' }),
      refused('9999'),
      refused('8888', 'no-batch'),
      refused('XX'),
      read('7777', { groupId: 'MTR3P2' }),
      read('METER', { groupId: 'MTR3P2' }),
      read('LS:MTR3P2/7778', { groupId: 'MTR3P2' }),
      read('6666', { groupId: null, verdict: 'refused' }),
    ];
    expect(tryReads(draft({ pattern: '[0-9]{4}' }), of, reads)).toMatchObject({
      own: 7,
      taken: 4,
      lost: [{ deviceSn: '12345', problem: { code: 'sn-pattern' } }],
      won: ['9999'],
      others: [{ deviceSn: '7777', groupId: 'MTR3P2' }],
    });
  });

  it('a week is judged by the day of the read, not by today', () => {
    const rule = draft({
      pattern: '(?P<w>[0-9]{4})X',
      parts: [{ name: 'w', date: { form: 'YYWW', maxAgeDays: 7 } }],
    });
    const at = (day: string) => ({ at: Date.parse(`${day}T12:00:00Z`) });
    const reads = [read('2425X', at('2024-06-20')), read('2426X', at('2024-06-13'))];
    expect(tryReads(rule, of, reads)?.lost).toMatchObject([
      { deviceSn: '2426X', problem: { code: 'sn-part-late' } },
    ]);
  });

  it('a rule that is broken itself says nothing', () => {
    expect(tryReads(draft({ pattern: '(' }), of, [read('1')])).toBeNull();
    expect(tryGroups(draft({ pattern: '(' }), of, [])).toBeNull();
  });
});

describe('other groups', () => {
  const group = (groupId: string, rule: Partial<SnRule>) => ({
    groupId,
    modelId: 'M',
    snRule: { checkDigit: 'none' as const, ...rule },
  });
  it('names those that could take the same SN, not itself', () => {
    const tried = tryGroups(draft({ pattern: 'INV[0-9]{4}' }), of, [
      group('INV5K1', { pattern: 'INV[0-9]{4}' }),
      group('A', { pattern: 'INV[0-9]+' }),
      group('B', { pattern: 'MTR[0-9]+' }),
      group('C', { pattern: '(?i)inv.*' }),
      group('D', { pattern: '(' }),
    ]);
    expect(tried).toMatchObject({ compared: 3, left: 1 });
    expect(tried?.found.map(({ groupId, overlap }) => `${groupId} ${overlap.kind}`)).toEqual([
      'A both',
      'C both',
    ]);
  });

  it('ten thousand groups are compared as far as there is time, and the rest is told', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => group(`G${index}`, {}));
    const tried = tryGroups(draft({}), of, many);
    expect(tried?.left).toBeGreaterThan(0);
    expect((tried?.left ?? 0) + (tried?.compared ?? 0)).toBe(10_000);
  });
});
