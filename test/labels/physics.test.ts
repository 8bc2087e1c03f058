import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { rasterise } from '../../main/labels/raster/rasterise.ts';
import { dataMatrix } from '../../shared/labels/data-matrix.ts';
import { dotOf } from '../../shared/labels/draw/dots.ts';
import type { Drawing } from '../../shared/labels/draw/drawing.ts';
import { checkDesign } from '../../shared/labels/physics/check-design.ts';
import { type CodeAsked, fitCode } from '../../shared/labels/physics/fit.ts';
import { waysOut } from '../../shared/labels/physics/ways-out.ts';
import { encodeQr, qrSide } from '../../shared/labels/qr/encode.ts';
import { qrLevels } from '../../shared/labels/qr/tables.ts';
import { labelRecordSchema } from '../../shared/models/label.ts';
import { type LabelDesign, labelDesignSchema } from '../../shared/models/label-design.ts';

const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));

const thermal203 = { head: 'thermal', dpi: 203 } as const;
const thermal300 = { head: 'thermal', dpi: 300 } as const;
const laser600 = { head: 'laser', dpi: 600 } as const;
const targets = [thermal203, thermal300, laser600];

const asked = (about: Partial<CodeAsked>): CodeAsked => ({
  symbology: 'qr',
  text: 'AB-000000001',
  level: 'M',
  gs1: false,
  room: { width: 100, height: 100 },
  target: thermal203,
  ...about,
});

const sn = 'AB1234567890';
const matter = `MT:${'Y3.13OTB00KA0648G00'}`;
const link = 'HTTPS://L.EXAMPLE/unit/AB12CD34EF5GH';
const digital = `HTTPS://ID.EXAMPLE.COM/01/09501101530003/21/AB-00012`;
const json = '{"groupId":"GRP-000001","sn":"AB-000000001","ver":"1"}';
// The example of TR005 itself.
const tr005 =
  'LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:CAF2C';

describe('the table of sizes: side with quiet zone, mm', () => {
  test.each([
    [sn, 12, 'M', [14.5, 9.8, 7.4]],
    [sn, 12, 'Q', [14.5, 9.8, 7.4]],
    [matter, 22, 'M', [16.5, 11.2, 8.4]],
    [link, 36, 'M', [18.5, 12.5, 9.4]],
    [link, 36, 'Q', [18.5, 12.5, 9.4]],
    [digital, 52, 'M', [18.5, 12.5, 9.4]],
    [digital, 52, 'Q', [20.5, 13.9, 10.4]],
    [json, 54, 'M', [20.5, 13.9, 10.4]],
    [json, 54, 'Q', [22.5, 15.2, 11.4]],
    [tr005, 88, 'M', [20.5, 13.9, 10.4]],
    [tr005, 88, 'Q', [22.5, 15.2, 11.4]],
  ] as const)('%s (%i) at level %s', (text, length, level, sides) => {
    expect(text).toHaveLength(length);
    for (const [at, target] of targets.entries()) {
      const side = sides[at] as number;
      const fit = fitCode(asked({ text, level, target }));
      expect(fit?.least.width).toBeCloseTo(side, 1);
      const room = (more: number) => ({ width: side + more, height: side + more });
      expect(fitCode(asked({ text, level, target, room: room(0.05) }))?.dots).toBeGreaterThan(0);
      expect(fitCode(asked({ text, level, target, room: room(-0.06) }))?.dots).toBe(0);
    }
  });

  test('thermal heads never get less than four dots a module, nothing less than 0.25 mm', () => {
    for (const dpi of [203, 300, 600, 1200] as const) {
      for (const head of ['thermal', 'laser'] as const) {
        const target = { head, dpi };
        const fit = fitCode(asked({ target }));
        const dot = dpi === 203 ? 1 / 8 : 25.4 / dpi;
        const module = (fit?.least.width ?? 0) / (fit?.modules.width ?? 1);
        expect(module).toBeGreaterThanOrEqual(0.25 - 1e-9);
        expect(module / dot).toBeCloseTo(Math.round(module / dot), 6);
        if (head === 'thermal') expect(module / dot).toBeGreaterThanOrEqual(4 - 1e-9);
      }
    }
  });

  test('the quick reckoning of a side is that of the symbol', () => {
    for (let length = 1; length < 400; length += 3) {
      for (const level of qrLevels) {
        const text = 'Ab-0001/中X9'.repeat(40).slice(0, length);
        expect(qrSide(text, level)).toBe(encodeQr(text, level)?.size);
      }
    }
    expect(qrSide('x'.repeat(5000), 'L')).toBeNull();
  });
});

/** The code as the head prints it, in the middle of its room, as a scanner sees it. */
async function printed(code: CodeAsked) {
  const fit = fitCode(code);
  const dot = dotOf(code.target);
  const symbol = code.symbology === 'qr' ? encodeQr(code.text, code.level) : dataMatrix(code.text);
  if (!fit || !symbol) throw new Error('no code');
  const module = fit.dots * dot;
  const drawing: Drawing = {
    ...fit.taken,
    marks: [
      {
        kind: 'modules',
        symbology: code.symbology === 'qr' ? 'qr' : 'data-matrix',
        x: fit.quiet * module,
        y: fit.quiet * module,
        module,
        columns: fit.modules.width - 2 * fit.quiet,
        rows: fit.modules.height - 2 * fit.quiet,
        isDark: symbol.isDark,
        text: code.text,
      },
    ],
  };
  const { columns, rows, bits } = rasterise(drawing, {
    dotsPerMm: 1 / dot,
    font: { file: {} as never },
  });
  const data = new Uint8ClampedArray(columns * rows * 4).fill(255);
  const stride = Math.ceil(columns / 8);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const dark = (bits[y * stride + (x >> 3)] as number) & (0x80 >> (x & 7));
      if (dark) data.fill(0, (y * columns + x) * 4, (y * columns + x) * 4 + 3);
    }
  }
  const image = { data, width: columns, height: rows, colorSpace: 'srgb' } as ImageData;
  const formats = code.symbology === 'qr' ? (['QRCode'] as const) : (['DataMatrix'] as const);
  const [read] = await readBarcodes(image, { formats: [...formats], tryHarder: true });
  return read?.text;
}

test('everything that is allowed is read from the dots that the head would print', async () => {
  const { buffer } = new Uint8Array(readFileSync(wasm));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  let allowed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.stringMatching(/^[A-Za-z0-9:/.-]{1,80}$/),
      fc.constantFrom(...qrLevels),
      fc.constantFrom(...targets),
      fc.constantFrom('qr' as const, 'data-matrix' as const),
      fc.double({ min: 5, max: 30, noNaN: true }),
      async (text, level, target, symbology, side) => {
        const code = asked({ text, level, target, symbology, room: { width: side, height: side } });
        if ((fitCode(code)?.dots ?? 0) === 0) return;
        allowed++;
        expect(await printed(code)).toBe(text);
      },
    ),
    { numRuns: 120 },
  );
  expect(allowed).toBeGreaterThan(20);
}, 180_000);

describe('ways out lead out', () => {
  const room = (side: number) => ({ width: side, height: side });
  test.each([
    // v4 does not fit 40 x 20 at 203 dpi (18 mm between the drifts), v3 fits 18.5.
    [{ text: json, room: room(18.5) }, 'fix-level fix-drop fix-data-matrix fix-dpi fix-room'],
    [{ text: sn, room: room(8), level: 'L' }, 'fix-data-matrix fix-dpi fix-room'],
    [{ text: sn, room: room(10) }, 'fix-data-matrix fix-dpi fix-room'],
    [{ text: sn, room: room(3) }, 'fix-room'],
    [
      { symbology: 'code128', text: sn, room: { width: 30, height: 10 } },
      'fix-drop fix-data-matrix fix-room',
    ],
  ] as const)('%j: %s', (about, keys) => {
    const code = asked(about as Partial<CodeAsked>);
    const { explain, params } = waysOut(code, 4);
    expect(explain).toBe(keys);
    const fits = (changed: Partial<CodeAsked>) => (fitCode({ ...code, ...changed })?.dots ?? 0) > 0;
    expect(fits({})).toBe(false);
    const { drop, level, needWidth, needHeight } = params as Record<string, number>;
    if (keys.includes('fix-level')) expect(fits({ level: level as never })).toBe(true);
    if (drop !== undefined) {
      expect(fits({ text: code.text.slice(0, -drop) })).toBe(true);
      expect(fits({ text: code.text.slice(0, code.text.length - drop + 1) })).toBe(false);
    }
    if (keys.includes('fix-data-matrix')) expect(fits({ symbology: 'data-matrix' })).toBe(true);
    expect(fits({ room: { width: needWidth ?? 0, height: needHeight ?? 0 } })).toBe(true);
  });
});

const box = { width: 18, height: 18 };
const designOf = (
  elements: Record<string, unknown>[],
  more: Record<string, unknown> = {},
): LabelDesign =>
  labelDesignSchema.parse({
    id: 'test',
    version: 1,
    name: 'Test',
    paper: { form: 'roll', label: { width: 40, height: 20 } },
    target: thermal203,
    layout: 'placed',
    elements,
    ...more,
  });
const qr = (more: Record<string, unknown> = {}) => ({
  id: 'code',
  kind: 'qr',
  level: 'M',
  payload: { kind: 'sn' },
  x: 1,
  y: 1,
  ...box,
  ...more,
});
const recordOf = (deviceSn: string) =>
  labelRecordSchema.parse({ groupId: 'GW-1', deviceSn, title: 'Gateway' });
const told = (design: LabelDesign, deviceSn = 'AB-0001') =>
  checkDesign(design, recordOf(deviceSn)).map(({ element, weight, problem }) => [
    element,
    weight,
    problem.code,
  ]);

describe('a design', () => {
  test('that is sound has no findings', () => {
    expect(told(designOf([qr()]))).toEqual([]);
  });

  test('with a longest SN that makes the code too fine', () => {
    const [finding] = checkDesign(designOf([qr()]), recordOf('A'.repeat(64)));
    expect(finding).toMatchObject({
      element: 'code',
      weight: 'refused',
      problem: { code: 'label-code-unreadable' },
    });
    expect(finding?.problem.message).toContain('A Data Matrix fits.');
    expect(finding?.problem.params?.['explain']).not.toContain('fix-drop');
  });

  test('with an automatic layout on a label of 10 mm is told what would do', () => {
    const small = { form: 'roll', label: { width: 25.4, height: 10 } };
    const design = designOf([], { layout: 'automatic', paper: small });
    expect(told(design)).toEqual([[null, 'refused', 'label-code-unreadable']]);
  });

  test.each([
    ['on the edge', [qr({ x: -1 })], 'label-code-edge'],
    ['over the edge', [qr({ x: 25 })], 'label-code-edge'],
    [
      'a line through it',
      [qr(), { id: 'line', kind: 'line', x: 0, y: 10, width: 40, height: 0, thickness: 0.3 }],
      'label-code-crowded',
    ],
    [
      'a text in its quiet zone',
      [
        qr(),
        { id: 'text', kind: 'text', text: 'x', fontSize: 2, x: 17, y: 5, width: 10, height: 4 },
      ],
      'label-code-crowded',
    ],
    [
      'a code that cannot be written',
      [qr({ payload: { kind: 'gs1', gtin: '1', serial: 'x' } })],
      'payload-part-unfit',
    ],
    [
      'a field that no record has',
      [qr({ payload: { kind: 'template', text: '{masterData.MAC}' } })],
      'label-field-empty',
    ],
    [
      'a secret',
      [qr({ payload: { kind: 'template', text: '{masterData.appKey|"-"}' } })],
      'label-secret',
    ],
  ])('%s', (_what, elements, code) => {
    expect(told(designOf(elements))[0]).toEqual(['code', 'refused', code]);
  });

  test('a box around it is no crowd, one through it is', () => {
    const frame = { id: 'box', kind: 'box', x: 0.5, y: 0.5, width: 39, height: 19, thickness: 0.3 };
    expect(told(designOf([qr(), frame]))).toEqual([]);
    expect(told(designOf([qr(), { ...frame, x: 10 }]))[0]?.[2]).toBe('label-code-crowded');
  });

  test('a code in one part of a tag keeps away from where it is torn', () => {
    const parts = [
      { name: 'unit', x: 0, y: 0, width: 20, height: 20 },
      { name: 'box', x: 20, y: 0, width: 20, height: 20 },
    ];
    expect(told(designOf([qr()], { parts }))).toEqual([]);
    expect(told(designOf([qr({ x: 10 })], { parts }))[0]?.[2]).toBe('label-code-edge');
  });

  test('neighbours that a scanner could take for one another are warned of', () => {
    const sheet = (pitch: number) => ({
      form: 'sheet',
      page: { width: 210, height: 297 },
      label: { width: 20, height: 20 },
      columns: 3,
      rows: 3,
      origin: { x: 5, y: 5 },
      pitch: { x: pitch, y: 30 },
    });
    const matrix = qr({ kind: 'data-matrix' });
    expect(told(designOf([matrix], { paper: sheet(20) }), 'AB'.repeat(20))).toEqual([
      ['code', 'warned', 'label-neighbours-near'],
    ]);
    expect(told(designOf([matrix], { paper: sheet(30) }), 'AB'.repeat(20))).toEqual([]);
  });
});
