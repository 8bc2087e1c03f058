import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mappingSchema } from '../../../shared/import/mapping/mapping.ts';
import { columnName, resolveMapping } from '../../../shared/import/mapping/resolve.ts';
import { headSignature, suggestMapping } from '../../../shared/import/mapping/suggest.ts';
import { readValue } from '../../../shared/import/mapping/value.ts';
import { type MasterDatum, masterDatumSchema } from '../../../shared/models/catalog.ts';
import { must, mustFail } from '../../support/must.ts';

const datum = (about: Partial<MasterDatum>): MasterDatum =>
  masterDatumSchema.parse({ identifier: 'x', name: 'X', type: 'String', ...about });

const group = {
  id: 'md',
  name: 'Inverters',
  assetType: 'Inverter',
  description: '',
  masterData: [
    datum({
      identifier: 'ratedPower',
      name: 'Rated power',
      names: { 'zh-CN': '额定功率' },
      type: 'Double',
    }),
    datum({ identifier: 'siteName', name: 'Site', type: 'StringI18n' }),
  ],
};

const suggested = (...head: string[]) =>
  suggestMapping(head, group).map(
    ({ to, from }) => `${to} <- ${'column' in from ? from.column : ''}`,
  );

test('a mapping in a file says all that it said, split columns too', () => {
  const mapping = [
    { to: 'deviceSn', from: { column: 'SN' } },
    { to: 'description', from: { column: 'Type', split: '/', part: -1 } },
    { to: 'batchTag', from: { columns: ['A', 'B'], with: '-' } },
    { to: 'masterData.x', from: { constant: 5 } },
  ];
  expect(mappingSchema.parse(mapping)).toEqual(mapping);
});

describe('what names of columns suggest', () => {
  test.each(['SN', 'Serial No.', 'serial_number', 'ＳＮ', '序列号', ' Device SN '])(
    '%s is the SN',
    (name) => {
      expect(suggested('Palette', name)).toEqual([`deviceSn <- ${name}`]);
    },
  );

  test('data go by identifier, by name and by its translations; languages by ours', () => {
    expect(suggested('SN', '额定功率', 'site', 'masterData.siteName@zh-CN', '备注')).toEqual([
      'deviceSn <- SN',
      'description <- 备注',
      'masterData.ratedPower <- 额定功率',
      'masterData.siteName <- site',
      'masterData.siteName@zh-CN <- masterData.siteName@zh-CN',
    ]);
  });

  test('reasons of an earlier round are nobody’s data, and names of JavaScript are names', () => {
    expect(suggested('lineside.reason', '__proto__', 'constructor', 'toString', 'SN')).toEqual([
      'deviceSn <- SN',
    ]);
  });

  test('of two columns of one name the first is taken, by its letters', () => {
    expect(suggested('SN', 'Note', 'Note')).toEqual(['deviceSn <- SN', 'description <- =B']);
  });

  test('headings are the same however they are spelled', () => {
    expect(headSignature(['Serial No.', 'Lot'])).toBe(headSignature(['serial_no', 'LOT ']));
    expect(headSignature(['a', 'b'])).not.toBe(headSignature(['b', 'a']));
  });
});

describe('columns of a mapping', () => {
  const head = ['SN', 'Building', 'Floor', 'Place', 'Place'];
  const cells = ['A1', 'B7', '', 'x / y', 'z'];
  const read = (from: Parameters<typeof resolveMapping>[0][number]['from']) =>
    must(
      resolveMapping(
        [
          { to: 'deviceSn', from: { column: 'SN' } },
          { to: 'description', from },
        ],
        head,
      ),
    )
      .plain.get('description')
      ?.text(cells);

  test('are joined without what is empty, split from either end, and the same for all', () => {
    expect(read({ columns: ['Building', 'Floor', '=D'], with: ', ' })).toBe('B7, x / y');
    expect(read({ column: '=D', split: '/', part: 1 })).toBe('x');
    expect(read({ column: '=D', split: '/', part: -1 })).toBe('y');
    expect(read({ column: '=D', split: '/', part: 9 })).toBe('');
    expect(read({ constant: 'Hall 3' })).toBe('Hall 3');
  });

  test.each([
    ['import-map-column', [{ to: 'deviceSn', from: { column: 'Serial' } }]],
    ['import-map-column', [{ to: 'deviceSn', from: { column: 'Place' } }]],
    ['import-map-column', [{ to: 'deviceSn', from: { column: '=F' } }]],
    ['import-map-no-sn', [{ to: 'description', from: { column: 'SN' } }]],
    ['import-map-fixed-sn', [{ to: 'deviceSn', from: { constant: 'A1' } }]],
    [
      'import-map-twice',
      [
        { to: 'deviceSn', from: { column: 'SN' } },
        { to: 'deviceSn', from: { column: '=B' } },
      ],
    ],
  ] as const)('%s', (code, mapping) => {
    expect(mustFail(resolveMapping([...mapping], head)).code).toBe(code);
  });

  test('however a column is called, its name in a mapping leads back to it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 4 }), { minLength: 1, maxLength: 40 }),
        (names) => {
          for (const at of names.keys()) {
            const mapping = [{ to: 'deviceSn', from: { column: columnName(names, at) } }];
            expect(must(resolveMapping(mapping, names)).snColumn).toBe(at);
          }
        },
      ),
    );
  });
});

describe('a cell as a value', () => {
  test.each([
    [{ type: 'Integer' }, ' 12 ', 12],
    [{ type: 'Integer' }, '１２', 12],
    [{ type: 'Double' }, '5.50', 5.5],
    [{ type: 'Double' }, '', null],
    [{ type: 'Boolean' }, '是', true],
    [{ type: 'Boolean' }, 'No', false],
    [{ type: 'Enum', items: ['one', 'three'] }, 'THREE', 'three'],
    [{ type: 'Date' }, '2026/3/4', '2026-03-04'],
    [{ type: 'Date' }, '2026年3月4日', '2026-03-04'],
    [{ type: 'StringI18n' }, 'Roof', { defaultValue: 'Roof' }],
    [
      { type: 'StringI18n' },
      '{"defaultValue":"Roof","i18nValue":{"zh-CN":"屋顶"}}',
      { defaultValue: 'Roof', i18nValue: { 'zh-CN': '屋顶' } },
    ],
    [{ type: 'StringI18n' }, '{"defaultValue":1}', { defaultValue: '{"defaultValue":1}' }],
    [{ type: 'String' }, '=1+1', '=1+1'],
  ] as const)('%j takes %j', (about, text, value) => {
    expect(readValue(datum(about as Partial<MasterDatum>), text)).toEqual({ ok: true, value });
  });

  test.each([
    [{ type: 'Integer' }, '1.5', 'not-whole'],
    [{ type: 'Integer' }, '123456789012345678901', 'not-whole'],
    [{ type: 'Double' }, '1,5', 'not-number'],
    [{ type: 'Double' }, '1.234,5', 'not-number'],
    [{ type: 'Double' }, '1e999', 'not-number'],
    [{ type: 'Boolean' }, 'maybe', 'not-boolean'],
    [{ type: 'Enum', items: ['A', 'a'] }, ' A', 'not-item'],
    [{ type: 'Date' }, '03/04/2026', 'not-date'],
    [{ type: 'Date' }, '2026-02-30', 'not-date'],
    [{ type: 'String', maxLength: 2 }, '屋顶上', 'too-long'],
  ] as const)('%j does not guess at %j', (about, text, why) => {
    const read = readValue(datum(about as Partial<MasterDatum>), text);
    expect(read).toMatchObject({ ok: false, misfit: { why } });
  });
});
