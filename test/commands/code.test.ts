import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type CommandKey, openCommandKey } from '../../main/commands/key.ts';
import { fromBase32, toBase32 } from '../../shared/commands/base32.ts';
import { cardArgument, readCardArgument } from '../../shared/commands/card.ts';
import { coveredCommand, maxCodeLength, readCommand } from '../../shared/commands/code.ts';
import { type CommandWord, commandWords, sheetWords } from '../../shared/commands/words.ts';
import type { BatchStart } from '../../shared/models/batch.ts';
import { plainLine } from '../../shared/models/line.ts';
import { must, mustFail } from '../support/must.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** The text of a command: nothing else can be one. */

const keyIn = (folder: string): CommandKey =>
  openCommandKey(folder, (bytes) => Uint8Array.from(randomBytes(bytes)));

const folder = mkdtempSync(join(tmpdir(), 'lineside-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = keyIn(folder);
const start: BatchStart = {
  groupId: 'INV5K1',
  tag: 'WO-2025-1147 批次',
  target: 500,
  template: 'l7651',
  allocateTo: { regionId: 'beta', orgId: 'o-solar' },
  masterData: { firmware: '2.1', line: 3 },
  line: { ...plainLine, firstArticle: true },
  makes: false,
};
const argument = cardArgument(start) as string;
const codeOf = (word: CommandWord, by = key): string =>
  must(by.seal({ word, argument: word === 'BATCH' ? argument : null }));
const codes = commandWords.map((word) => codeOf(word));

/** What the station would say of a text; null: it is no command. */
function judge(text: string, by = key): 'genuine' | string | null {
  const read = readCommand(text);
  if (!read) return null;
  if (read.kind !== 'sealed') return read.kind;
  const verified = by.verify(read.command);
  return verified.ok ? 'genuine' : verified.problem.code;
}

describe('a code as it was printed', () => {
  test.each(commandWords)('%s is genuine, with and without an AIM identifier', (word) => {
    const code = codeOf(word);
    expect(judge(code)).toBe('genuine');
    expect(judge(`]Q1${code}`)).toBe('genuine');
    expect(judge(` ${code}\r\n`)).toBe('genuine');
    expect(readCommand(code)).toMatchObject({ kind: 'sealed', command: { word } });
  });

  test('is of QR alphanumeric mode and short enough for any scanner', () => {
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
      expect(code.length).toBeLessThanOrEqual(maxCodeLength);
    }
  });

  test('carries a batch whole, whatever is in it', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    const anyStart = fc.record({
      groupId: text.filter((one) => one.length <= 64),
      tag: text.map((one) => one.trim()).filter((one) => one !== '' && one.length <= 64),
      target: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
      template: fc.option(text.filter((one) => one.length <= 64)),
      allocateTo: fc.option(fc.record({ regionId: fc.constant('beta'), orgId: fc.constant('o1') })),
      masterData: fc.dictionary(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.oneof(fc.boolean(), fc.integer(), fc.constant('值')),
        { maxKeys: 3 },
      ),
      makes: fc.boolean(),
      line: fc.boolean().map((firstArticle) => ({ ...plainLine, firstArticle })),
    });
    fc.assert(
      fc.property(anyStart, (wish) => {
        const made = cardArgument(wish);
        if (made !== null) expect(readCardArgument(made)).toEqual(wish);
      }),
    );
  });

  test('a batch of too many values makes no card', () => {
    expect(cardArgument({ ...start, masterData: { remark: 'x'.repeat(400) } })).toBeNull();
  });

  test('base32 comes back as it was, and nothing that it would not write is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(fromBase32(toBase32(bytes))).toEqual(bytes);
      }),
    );
    for (const odd of ['A', 'AB1', 'ab', 'AB=', 'AF']) expect(fromBase32(odd)).toBeNull();
  });
});

describe('anything else', () => {
  test('a changed, added or missing character is never genuine, and never a unit', () => {
    const edit = fc.record({
      code: fc.constantFrom(...codes),
      at: fc.nat(),
      with: fc.string({ unit: 'binary-ascii', maxLength: 2 }),
      cut: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(edit, ({ code, at, with: put, cut }) => {
        const place = at % (code.length + 1);
        const made = code.slice(0, place) + put + code.slice(place + cut);
        // Blanks and line ends at the edges are the scanner's.
        fc.pre(made.trim() !== code);
        expect(judge(made)).not.toBe('genuine');
        // Which of the two guards sees it depends on where it was hurt; one always does.
        expect(judge(made)).not.toBeNull();
      }),
      { numRuns: 4000 },
    );
  });

  test('another case is none', () => {
    for (const code of codes) {
      expect(judge(code.toLowerCase())).toBe('damaged');
      const half = code.replace(/[A-Z]/g, (letter, at: number) =>
        at % 2 ? letter.toLowerCase() : letter,
      );
      expect(judge(half)).toBe('damaged');
    }
  });

  /** What a keyboard of this layout makes of the keys that an American one would press. */
  const layouts: Record<string, [from: string, to: string]> = {
    German: ['YZ-/:', 'ZYß-Ö'],
    French: ['AQWZM.1234567', 'QAZW?:&é"\'(-è'],
    Turkish: ['I./', 'ıç.'],
    Dvorak: ['ELNSID.', '.NBO CEV'.slice(0, 7)],
  };
  test.each(Object.entries(layouts))('a keyboard set to %s makes none', (name, [from, to]) => {
    for (const code of codes) {
      const typed = [...code].map((c) => (from.includes(c) ? to[from.indexOf(c)] : c)).join('');
      // A code without those keys is typed as it is printed.
      if (typed === code) continue;
      expect(judge(typed)).not.toBe('genuine');
      // Neither moves a letter of our name: what they make of it is no unit's either.
      if (name === 'German' || name === 'French') expect(judge(typed)).not.toBeNull();
    }
  });

  test('no code of a product is one, nor begins like one', () => {
    const product = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.stringMatching(/^[0-9A-Z $%*+./:-]{1,120}$/),
      fc.stringMatching(/^\]C1(01\d{14})(21[A-Z0-9]{1,20})$/),
      fc.stringMatching(/^https:\/\/id\.example\/01\/\d{14}\/21\/[A-Z0-9]{1,20}$/),
      fc.stringMatching(/^LS:[A-Z0-9]{1,10}\/[A-Z0-9]{1,20}$/),
    );
    fc.assert(
      fc.property(product, (text) => {
        expect(judge(text)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('a made up seal is forged, whatever it is made over', () => {
    const seal = fc.stringMatching(/^[A-Z2-7]{20}$/);
    fc.assert(
      fc.property(fc.constantFrom(...codes), seal, (code, made) => {
        fc.pre(!code.endsWith(made));
        expect(judge(code.slice(0, -20) + made)).toBe('command-forged');
      }),
      { numRuns: 2000 },
    );
    // The seal of one command does not fit another, nor a card another batch.
    const swapped = codeOf('NEXT').replace('.NEXT.', '.UNDO.');
    expect(judge(swapped)).toBe('command-forged');
    const other = cardArgument({ ...start, tag: 'WO-2' }) as string;
    expect(judge(codeOf('BATCH').replace(argument, other))).toBe('command-forged');
  });

  test('a code in another symbology is none of ours', () => {
    for (const aim of [']C0', ']d1', ']E0', ']A0']) expect(judge(aim + codes[0])).toBe('damaged');
  });

  test('one of a newer Lineside is told as such', () => {
    expect(judge((codes[0] as string).replace('LINESIDE.1.', 'LINESIDE.2.'))).toBe('newer');
    expect(judge((codes[0] as string).replace('.NEXT.', '.DANCE.'))).toBe('newer');
  });

  test('what is shown of one cannot be printed again', () => {
    for (const code of codes) expect(coveredCommand(code)).toMatch(/^[A-Z]+ \*\*\*$/);
    expect(coveredCommand('LINESIDE-')).toBe('***');
  });
});

describe('the key', () => {
  test('is made once, and the same after a restart', () => {
    const own = temporaryFolder();
    const code = codeOf('UNDO', keyIn(own));
    expect(judge(code, keyIn(own))).toBe('genuine');
  });

  test('another station does not obey, until it has the key', () => {
    const other = keyIn(temporaryFolder());
    expect(judge(codeOf('UNDO'), other)).toBe('command-other-station');
    must(other.use(must(key.show())));
    expect(judge(codeOf('UNDO'), other)).toBe('genuine');
    expect(mustFail(other.use('LINESIDE-COMMAND-KEY-AAAA')).code).toBe('command-key-unfit');
    expect(judge(codeOf('UNDO'), other)).toBe('genuine');
  });

  test('a new one makes what was printed void', () => {
    const own = keyIn(temporaryFolder());
    const code = codeOf('UNDO', own);
    must(own.renew());
    expect(judge(code, own)).toBe('command-other-station');
  });

  test('a damaged file is left as it is, and nothing acts', () => {
    const own = temporaryFolder();
    writeFileSync(join(own, 'commands.key'), 'torn\0');
    const damaged = keyIn(own);
    expect(judge(codeOf('UNDO'), damaged)).toBe('command-key-damaged');
    expect(mustFail(damaged.seal({ word: 'UNDO', argument: null })).code).toBe(
      'command-key-damaged',
    );
  });
});

test('each command of the sheet has a code of its own', () => {
  expect(new Set(codes).size).toBe(sheetWords.length + 1);
});
