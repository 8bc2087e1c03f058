import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMasterDataCsv, writeMasterDataCsv } from '../../shared/catalog-csv.ts';
import { datumMisfit } from '../../shared/catalog-rules.ts';
import {
  builtInMasterData,
  type MasterDatum,
  masterDataTypes,
  masterDatumSchema,
} from '../../shared/models/catalog.ts';
import { must, mustFail } from '../support/must.ts';

const read = (text: string) => must(readMasterDataCsv(text));

describe('a file from a spreadsheet', () => {
  test('headings in any order and case, semicolons, a BOM, words of people for yes', () => {
    const file =
      '\ufeffType;Identifier;NAME;name_zh-CN;required;default;items;tags;unit\r\n' +
      'double;ratedPower;Rated power;额定功率;YES;5.5;;DPS=true|shown=a\\|b;kW\r\n' +
      'ENUM;phase;Phases;;0;three;one|three;;\r\n' +
      ';;;;;;;;\r\n' +
      'StringI18N;title;Title;;false;Inverter;;;\r\n';
    expect(read(file)).toEqual([
      {
        identifier: 'ratedPower',
        name: 'Rated power',
        names: { 'zh-CN': '额定功率' },
        type: 'Double',
        required: true,
        default: 5.5,
        unit: 'kW',
        tags: { DPS: 'true', shown: 'a|b' },
        description: '',
      },
      {
        identifier: 'phase',
        name: 'Phases',
        type: 'Enum',
        required: false,
        default: 'three',
        items: ['one', 'three'],
        tags: {},
        description: '',
      },
      {
        identifier: 'title',
        name: 'Title',
        type: 'StringI18n',
        required: false,
        default: { defaultValue: 'Inverter' },
        tags: {},
        description: '',
      },
    ]);
  });

  test('what is written has the documented columns, and a formula is a text', () => {
    const datum = masterDatumSchema.parse({
      identifier: 'x',
      name: '=1+1',
      type: 'String',
      default: '-5',
    });
    expect(must(writeMasterDataCsv([datum]))).toBe(
      '\ufeffidentifier,name,name_zh-CN,type,required,default,maxLength,items,unit,tags,description\r\n' +
        "x,'=1+1,,String,false,'-5,,,,,\r\n",
    );
  });

  test.for([
    ['', 1, 'heading'],
    ['identifier,name\nx,X', 1, '"type" is missing'],
    ['identifier,name,type,colour\nx,X,String,red', 1, '"colour"'],
    ['identifier,name,type,Name\nx,X,String,Y', 1, '"name" is there twice'],
    ['identifier,name,type\nx,X,Sting', 2, 'type'],
    ['identifier,name,type\n\nx,X,String,stray', 3, 'cell 4'],
    ['identifier,name,type,required\nx,X,String,maybe', 2, 'true or false'],
    ['identifier,name,type,default\nx,X,Integer,1.5', 2, 'whole number'],
    ['identifier,name,type,default\nx,X,Integer,0x10', 2, 'not a number'],
    ['identifier,name,type,default,items\nx,X,Enum,c,a|b', 2, 'one of its items'],
    ['identifier,name,type\nx,X,Enum', 2, 'no items'],
    ['identifier,name,type,default\nx,X,StringI18n,{oops', 2, 'JSON'],
    ['identifier,name,type,tags\nx,X,String,DPS', 2, 'key=value'],
    ['identifier,name,type,maxLength\nx,X,String,-1', 2, 'whole number'],
    ['identifier,name,type\norgId,OU,String', 2, 'built in'],
    [`identifier,name,type\n${'x'.repeat(65)},X,String`, 2, 'identifier'],
    ['identifier,name,type\nx,X,String\n"a\nb",Y,String\nx,Z,String', 5, 'line 2'],
    ['identifier,name,type\nx,"X,String', 2, 'not closed'],
  ] as const)('%j: line %i, %s', ([text, line, why]) => {
    const found = mustFail(readMasterDataCsv(text));
    expect(found).toMatchObject({ code: 'csv-invalid', params: { line } });
    expect(found.message).toContain(why);
  });

  test('several bad lines are told at once, the first one first', () => {
    const bad = Array.from({ length: 9 }, (_, n) => `x${n},X,Sting`).join('\n');
    const { params, message } = mustFail(readMasterDataCsv(`identifier,name,type\n${bad}`));
    expect(params).toMatchObject({ line: 2 });
    expect(message).toMatch(/line 3: .*line 6: .*and 4 more/);
  });

  test('more than a group carries, and more than 2 MB, are refused; 2 MB are not', () => {
    const rows = Array.from({ length: 501 }, (_, n) => `x${n},X,String`).join('\n');
    const many = mustFail(readMasterDataCsv(`identifier,name,type\n${rows}`));
    expect(many).toMatchObject({ code: 'csv-invalid', params: { line: 502 } });
    const head = 'identifier,name,type\n';
    const full = head + '\n'.repeat(2 * 1024 * 1024 - head.length);
    expect(read(full)).toEqual([]);
    expect(mustFail(readMasterDataCsv(`${full}\n`))).toMatchObject({
      code: 'csv-too-large',
      params: { max: 2 },
    });
    // Chinese takes three bytes a character.
    expect(mustFail(readMasterDataCsv(`${head}x,${'电'.repeat(700_000)},String`)).code).toBe(
      'csv-too-large',
    );
    const items = Array.from({ length: 1000 }, (_, n) => `${n}`.padEnd(64, 'x'));
    const data = Array.from({ length: 40 }, (_, n) =>
      masterDatumSchema.parse({ identifier: `x${n}`, name: 'X', type: 'Enum', items }),
    );
    expect(mustFail(writeMasterDataCsv(data)).code).toBe('csv-too-large');
  });
});

const text = (min: number, max: number) =>
  fc
    .oneof(
      fc.stringMatching(/^['"=+\-@,;|\\\t\r\n{} a]{1,20}$/),
      fc.string({ unit: 'grapheme', minLength: min, maxLength: 20 }),
    )
    // A cell of blanks is an empty one.
    .filter((one) => one.length >= min && one.length <= max && (one === '' || one.trim() !== ''));
const locale = fc.constantFrom('zh-CN', 'de', 'pt-BR');

const datum: fc.Arbitrary<MasterDatum> = fc
  .constantFrom(...masterDataTypes)
  .chain((type) =>
    fc.record(
      {
        identifier: text(1, 64),
        name: text(1, 64),
        names: fc.dictionary(locale, text(1, 64), { minKeys: 1, noNullPrototype: true }),
        type: fc.constant(type),
        required: fc.boolean(),
        default: {
          Integer: fc.maxSafeInteger(),
          Double: fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
          Boolean: fc.boolean(),
          String: text(1, 100),
          Enum: fc.constantFrom('one', 't|w\\o='),
          Date: fc.constantFrom('2026-11-24', '2026-11-24T08:00:00Z'),
          StringI18n: fc.record(
            {
              defaultValue: text(0, 50),
              i18nValue: fc.dictionary(locale, text(0, 50), { noNullPrototype: true }),
            },
            { requiredKeys: ['defaultValue'], noNullPrototype: true },
          ),
        }[type] as fc.Arbitrary<never>,
        maxLength: fc.integer({ min: 101, max: 4096 }),
        items: fc.constant(['one', 't|w\\o=', '=3']),
        unit: text(1, 32),
        tags: fc.dictionary(text(1, 20), text(0, 20), { noNullPrototype: true }),
        description: text(0, 512),
        descriptions: fc.dictionary(locale, text(1, 64), { minKeys: 1, noNullPrototype: true }),
      },
      {
        requiredKeys: ['identifier', 'name', 'type', 'required', 'tags', 'description', 'items'],
        noNullPrototype: true,
      },
    ),
  )
  .map((one) => masterDatumSchema.safeParse(one).data)
  .filter((one) => one !== undefined)
  .filter((one) => datumMisfit(one) === null);

test('whatever fits is written and read back the same', () => {
  const lists = fc.uniqueArray(datum, { selector: (one) => one.identifier, maxLength: 6 });
  fc.assert(
    fc.property(lists, (masterData) => {
      expect(read(must(writeMasterDataCsv(masterData)))).toEqual(masterData);
    }),
    { numRuns: 300 },
  );
});

test('junk never gets through as master data that break the rules', () => {
  const cell = fc.oneof(
    text(0, 30),
    fc.constantFrom(
      'Enum',
      'String',
      'Integer',
      'true',
      '1',
      'a|b',
      ...builtInMasterData.map((one) => one.identifier),
    ),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { maxLength: 8 }).map((cells) => cells.join(','))),
      (lines) => {
        const found = readMasterDataCsv(
          ['identifier,name,type,required,default,items', ...lines].join('\n'),
        );
        if (found.ok) expect(found.value.map(datumMisfit)).toEqual(found.value.map(() => null));
        else expect(found.problem.code).toBe('csv-invalid');
      },
    ),
    { numRuns: 500 },
  );
});
