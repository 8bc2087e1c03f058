import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardArgument } from '../../shared/commands/card.ts';
import { type CommandWord, commandWords } from '../../shared/commands/words.ts';
import { plainLine } from '../../shared/models/line.ts';
import { must } from '../support/must.ts';
import { GS, gtin14 } from '../support/serial-numbers.ts';
import { Desk } from './station-of.ts';

/**
 * At the station's door: whatever a scanner may bring that is not the very code, in a group whose rule takes
 * any text. It never acts; and what is made of a real code never becomes an SN either.
 */

const argument = cardArgument({
  groupId: 'MIG',
  tag: 'WO-CARD',
  target: null,
  template: null,
  allocateTo: null,
  masterData: {},
  line: plainLine,
  makes: false,
}) as string;

const codesOf = (desk: Desk) =>
  commandWords.map((word: CommandWord) =>
    must(desk.key.seal({ word, argument: word === 'BATCH' ? argument : null })),
  );

const aims = [']C0', ']C1', ']d1', ']d2', ']E0', ']A0', ']Q0', ']Q1', ']Q3', ']e0'] as const;
/** How a code comes when it is not as it was printed, and stays recognisable. */
const spoilt = {
  case: (code: string) =>
    fc
      .constantFrom(code.toLowerCase(), swapped(code, 0), swapped(code, 1))
      .chain((text) => fc.constantFrom(text, `]Q1${text}`)),
  aim: (code: string) =>
    fc.constantFrom(...aims.filter((aim) => aim[1] !== 'Q')).map((a) => a + code),
  changed: (code: string) =>
    fc
      .record({ at: fc.nat(code.length - 1), put: fc.constantFrom(...'ABZ27019.-_/ÄЖ') })
      .filter(({ at, put }) => code[at] !== put)
      .map(({ at, put }) => code.slice(0, at) + put + code.slice(at + 1)),
  cut: (code: string) =>
    fc
      .record({ front: fc.nat(code.indexOf('.', 12) + 1), back: fc.nat(6) })
      .filter(({ front, back }) => front + back > 0)
      .map(({ front, back }) => code.slice(front, code.length - back)),
  gs1: (code: string) =>
    fc.constantFrom(
      `]d201${gtin14}21${code}`,
      `]C101${gtin14}21${code}${GS}10LOT`,
      `https://id.example/01/${gtin14}/21/${code}`,
      `(01)${gtin14}(21)${code}`,
      `[)>\u001e06${GS}S${code}\u001e\u0004`,
      `{"sn":"${code}"}`,
      `SN=${code}`,
      `LS:MIG/${code}`,
    ),
  twice: (code: string) => fc.constantFrom(`${code}${code}`, `X-1${code}`, `${code}\tX-1`),
};

function swapped(code: string, odd: 0 | 1): string {
  return [...code].map((c, at) => (at % 2 === odd ? c.toLowerCase() : c)).join('');
}

/** All that a command could move. */
const picture = (desk: Desk) => ({
  batch: desk.batch,
  duty: desk.app.parts.operators.onDuty(),
  destroying: desk.app.parts.destroying.on(),
  units: desk.db.prepare('SELECT group_id, device_sn, gone FROM device ORDER BY id').all(),
  owed: desk.db.prepare('SELECT count(*) AS n FROM operation').get(),
  batches: desk.db.prepare('SELECT id, state FROM batch ORDER BY id').all(),
});

async function anyText(): Promise<Desk> {
  const desk = await Desk.open();
  await desk.start({});
  desk.scan('X-1');
  return desk;
}

test.each(Object.keys(spoilt) as (keyof typeof spoilt)[])(
  'a real command code, %s, does nothing and is no unit',
  async (how) => {
    const desk = await anyText();
    const before = picture(desk);
    const made = fc.constantFrom(...codesOf(desk)).chain((code) => spoilt[how](code));
    fc.assert(
      fc.property(made, (text) => {
        const { verdict } = desk.scan(text);
        expect([text, verdict]).toEqual([text, 'refused']);
        // Beside the count of refused reads all is as it was.
        expect(still(picture(desk))).toEqual(still(before));
      }),
      { numRuns: 150 },
    );
    await desk.expectSound();
  },
);

const still = ({ batch, ...rest }: ReturnType<typeof picture>) => ({
  ...rest,
  inWork: [batch?.id, batch?.state, batch?.accepted],
});

test('a real code of another station does nothing, and is told as such', async () => {
  const desk = await anyText();
  const before = picture(desk);
  for (const code of codesOf(await Desk.open())) {
    for (const text of [code, `]Q1${code}`]) {
      expect(desk.scan(text).problem?.code).toBe('command-other-station');
    }
  }
  expect(picture(desk)).toEqual(before);
});

test('any text of a product is a unit’s or refused, and never acts', async () => {
  const desk = await anyText();
  const word = fc.constantFrom(...commandWords);
  const any = fc.oneof(
    word,
    word.map((one) => one.toLowerCase()),
    word.map((one) => `LINESIDE${one}`),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.stringMatching(/^[0-9A-Z $%*+./:-]{1,60}$/),
    fc.tuple(word, fc.stringMatching(/^[A-Z2-7]{1,20}$/)).map((parts) => parts.join('.')),
  );
  const text = fc.tuple(fc.constantFrom('', ...aims), any).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (product) => {
      const before = picture(desk);
      const { verdict } = desk.scan(product);
      expect(['accepted', 'seen', 'refused'], product).toContain(verdict);
      const after = picture(desk);
      // Of all that could move only a unit more may have come.
      const more = verdict === 'accepted' ? 1 : 0;
      expect(after.units.slice(0, before.units.length)).toEqual(before.units);
      expect(after.units).toHaveLength(before.units.length + more);
      expect(after.batches).toEqual(before.batches);
      expect(after.destroying).toBe(false);
      expect(after.batch).toMatchObject({
        state: 'open',
        accepted: (before.batch?.accepted ?? 0) + more,
      });
    }),
    { numRuns: 300 },
  );
});

test('while labels are destroyed nothing that looks like a command ticks one off or ends it', async () => {
  const desk = await anyText();
  desk.command('DESTROY');
  const made = fc
    .tuple(fc.constantFrom(...codesOf(desk)), fc.constantFrom(...Object.values(spoilt)))
    .chain(([code, spoil]) => spoil(code) as fc.Arbitrary<string>);
  fc.assert(
    fc.property(made, (text) => {
      expect([text, desk.scan(text).verdict]).toEqual([text, 'refused']);
      expect(desk.app.parts.destroying.on()).toBe(true);
    }),
    { numRuns: 150 },
  );
});
