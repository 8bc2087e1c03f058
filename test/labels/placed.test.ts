import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openFont } from '../../main/labels/font.ts';
import { renderPdf } from '../../main/labels/pdf.ts';
import { type Raster, rasterise } from '../../main/labels/raster/rasterise.ts';
import { dotOf } from '../../shared/labels/draw/dots.ts';
import { createDrawer, drawLabel } from '../../shared/labels/draw/draw-label.ts';
import { readPng } from '../../shared/labels/draw/elements/png.ts';
import { icons } from '../../shared/labels/draw/icons/icons.ts';
import { papers } from '../../shared/labels/papers.ts';
import { encodePayload } from '../../shared/labels/payload.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import { type LabelDesign, labelDesignSchema } from '../../shared/models/label-design.ts';
import { rasterise as scan, textOf } from './paper.ts';

const font = openFont();
const record = (deviceSn = 'SN-2025-000042'): LabelRecord => ({
  groupId: 'INV-5K',
  deviceSn,
  title: '光伏逆变器 5 kW',
  fields: { 'masterData.MAC': '00:11:22:33:44:55' },
});

function picture({ columns, rows, bits }: Raster): ImageData {
  const data = new Uint8ClampedArray(columns * rows * 4).fill(255);
  const stride = Math.ceil(columns / 8);
  for (let at = 0; at < columns * rows; at++) {
    const [y, x] = [Math.floor(at / columns), at % columns];
    if (((bits[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) {
      data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { data, width: columns, height: rows, colorSpace: 'srgb' } as ImageData;
}

const design = (elements: object[], more: object = {}): LabelDesign =>
  labelDesignSchema.parse({
    id: 'own',
    version: 1,
    name: 'Own',
    paper: { form: 'roll', label: { width: 60, height: 40 } },
    target: { head: 'thermal', dpi: 203 },
    layout: 'placed',
    elements,
    ...more,
  });
const at = { id: 'one', x: 2, y: 2, width: 20, height: 10 };
const own = { kind: 'own' };
const problemOf = (made: ReturnType<typeof drawLabel>) =>
  made.ok ? null : { code: made.problem.code, ...made.problem.params };
const drawn = (element: object, sn?: string) =>
  drawLabel(design([{ ...at, ...element }]), record(sn), font.measure);

beforeAll(async () => {
  const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const { buffer } = new Uint8Array(readFileSync(wasm));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
});

describe('every built-in template', () => {
  test.each(papers)('$id is read back from the dots of its printer', async (paper) => {
    const made = drawLabel(paper, record(), font.measure);
    if (!made.ok) throw new Error(made.problem.message);
    const dots = { dotsPerMm: 1 / dotOf(paper.target), font };
    const read = await readBarcodes(picture(rasterise(made.value, dots)), { tryHarder: true });
    const codes = read.map(({ text }) => text);
    expect(codes).toEqual(Array(paper.parts.length || 1).fill(encodePayload(record())));
    for (const mark of made.value.marks) {
      if (mark.kind !== 'modules') continue;
      expect(mark.module / dotOf(paper.target)).toBeCloseTo(
        Math.round(mark.module / dotOf(paper.target)),
        6,
      );
    }
  });
});

describe('a code', () => {
  test.each([
    ['qr', { level: 'Q', width: 25, height: 25 }],
    ['data-matrix', { width: 20, height: 20 }],
    ['code128', { width: 56, height: 10 }],
  ])('%s that is placed keeps its quiet zone in its box, on whole dots', async (kind, more) => {
    const made = drawn({ kind, payload: { kind: 'sn' }, ...more }, 'SN-42');
    if (!made.ok) throw new Error(made.problem.message);
    const [mark] = made.value.marks;
    if (mark?.kind !== 'modules' && mark?.kind !== 'bars') throw new Error('no code');
    const quiet = { qr: 4, 'data-matrix': 1, code128: 10 }[kind] ?? 0;
    expect(mark.x - quiet * mark.module).toBeGreaterThanOrEqual(2 - 1e-6);
    expect(mark.x * 8).toBeCloseTo(Math.round(mark.x * 8), 6);
    const read = await readBarcodes(picture(rasterise(made.value, { dotsPerMm: 8, font })), {});
    expect(read.map(({ text }) => text)).toEqual(['SN-42']);
  });

  test('that has no room, or letters that it cannot carry, is refused by its name', () => {
    const small = { kind: 'qr', level: 'M', payload: own };
    expect(problemOf(drawn(small))).toMatchObject({
      code: 'label-element-too-small',
      element: 'one',
    });
    const bars = { kind: 'code128', width: 56, payload: { kind: 'sn' } };
    expect(problemOf(drawn(bars, 'é'))).toMatchObject({ code: 'label-code-unfit' });
    const field = { kind: 'template', text: '{masterData.none}' };
    expect(problemOf(drawn({ ...small, payload: field }))).toMatchObject({
      code: 'label-field-empty',
    });
  });
});

describe('a text', () => {
  const text = { kind: 'text', fontSize: 3, text: '{deviceSn}' };
  const said = (made: ReturnType<typeof drawLabel>) =>
    made.ok ? made.value.marks.map((mark) => (mark.kind === 'text' ? mark.text : '')) : [];

  test.each(['shrink', 'wrap', 'shorten'])('never shortens an SN (%s)', (overflow) => {
    const sn = 'SN-2025-ABCDEFGHIJKLMNOP-000042';
    expect(said(drawn({ ...text, overflow }, sn)).join('')).toBe(sn);
    expect(problemOf(drawn({ ...text, overflow }, 'W'.repeat(4000)))).toMatchObject({
      code: 'label-element-too-small',
    });
  });

  test('that is too long is shortened, wrapped, shrunk or refused as the template says', () => {
    const long = { ...text, text: 'A long name of a product' };
    expect(said(drawn({ ...long, overflow: 'shorten', height: 4 })).join('')).toMatch(
      /^A long.*…$/,
    );
    expect(said(drawn({ ...long, overflow: 'wrap' })).join(' ')).toBe('A long name of a product');
    expect(said(drawn({ ...long, overflow: 'shrink', width: 30 }))).toHaveLength(1);
    expect(problemOf(drawn({ ...long, overflow: 'refuse' }))?.code).toBe('label-element-too-small');
    expect(problemOf(drawn({ ...long, overflow: 'shrink', width: 5 }))?.code).toBe(
      'label-element-too-small',
    );
  });

  test.each(['^XZ~JR', '(\\) Tj ET Q', '{deviceSn}'])('with %j in a field is that', (value) => {
    const nasty = { ...record(), fields: { 'masterData.MAC': value } };
    const label = design([{ ...at, ...text, width: 40, text: '<{masterData.MAC}>' }]);
    const made = renderPdf([nasty], label);
    if (!made.ok) throw new Error(made.problem.message);
    expect(textOf(made.value)).toContain(`<${value}>`);
  });

  test.each(['\u202e', '\u0007', '\u{1F600}'])(
    'with %j, which nobody can see, is refused',
    (bad) => {
      const nasty = { ...record(), fields: { 'masterData.MAC': `a${bad}b` } };
      const label = design([{ ...at, ...text, text: '{masterData.MAC}' }]);
      expect(renderPdf([nasty], label)).toMatchObject({ problem: { code: 'label-glyph-missing' } });
    },
  );
});

describe('what lies outside', () => {
  test.each([{ x: 0.5 }, { y: 30 }, { width: 58 }, { x: -50 }])(
    '%o is refused by its name',
    (place) => {
      expect(problemOf(drawn({ kind: 'icon', icon: 'ce', ...place }))).toEqual({
        code: 'label-element-outside',
        element: 'one',
      });
    },
  );

  test('is not what typed numbers and inches were rounded by: what was kept is also drawn', () => {
    expect(drawn({ kind: 'icon', icon: 'ce', x: 0.99 }).ok).toBe(true);
  });

  test('a part of a tag is outside of it', () => {
    const parts = [
      { name: 'unit', x: 0, y: 0, width: 30, height: 40 },
      { name: 'box', x: 30, y: 0, width: 30, height: 40 },
    ];
    const icon = { ...at, kind: 'icon', icon: 'ce' };
    const letters = { measure: font.measure };
    expect(createDrawer(design([icon], { parts }), letters).ok).toBe(true);
    expect(createDrawer(design([{ ...icon, x: 20 }], { parts }), letters).ok).toBe(false);
  });
});

test.each(Object.entries(icons))('the icon %s stays in its box and is not empty', (_, make) => {
  const icon = make();
  let ink = 0;
  for (const [, ...lengths] of icon.path) {
    for (const [at_, length] of lengths.entries()) {
      ink++;
      expect(length).toBeGreaterThan(-8);
      expect(length).toBeLessThan((at_ % 2 === 0 ? icon.width : icon.height) + 8);
    }
  }
  expect(ink).toBeGreaterThan(10);
});

describe('a sheet that was used before', () => {
  const darkest = (skip: number) => {
    const made = renderPdf([record()], 'l7651', { skip });
    if (!made.ok) throw new Error(made.problem.message);
    const [page] = scan(made.value, 50);
    if (!page) throw new Error('no page');
    return Math.floor((page.grey.findIndex((grey) => grey < 128) / page.width / 50) * 25.4);
  };

  test('is used from its first free position, and no further than it goes', () => {
    expect(darkest(0)).toBeLessThan(32);
    expect(darkest(5)).toBeGreaterThanOrEqual(32);
    expect(renderPdf([record()], 'l7651', { skip: 65 })).toMatchObject({
      problem: { code: 'label-skip-wrong', params: { skip: 65, most: 64 } },
    });
  });
});

describe('a PNG', () => {
  const chunk = (type: string, data: Uint8Array) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(type, 4);
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const png = (head: number[], raw: Uint8Array, more: Buffer[] = []) => {
    const size = Buffer.alloc(8);
    size.writeUInt32BE(head[0] ?? 0);
    size.writeUInt32BE(head[1] ?? 0, 4);
    return Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', Buffer.concat([size, Buffer.from([...head.slice(2, 4), 0, 0, head[4] ?? 0])])),
      ...more,
      chunk('IDAT', deflateSync(raw)),
      chunk('IEND', Buffer.alloc(0)),
    ]).toString('base64');
  };

  test.each([
    ['grey', png([2, 1, 8, 0], Uint8Array.of(0, 10, 200))],
    ['grey of one bit', png([2, 1, 1, 0], Uint8Array.of(0, 0x40))],
    ['grey of 16 bits', png([2, 1, 16, 0], Uint8Array.of(0, 10, 0, 200, 0))],
    ['colours', png([2, 1, 8, 2], Uint8Array.of(0, 200, 0, 0, 250, 250, 0))],
    ['colours, filtered', png([2, 1, 8, 2], Uint8Array.of(1, 0, 0, 0, 255, 255, 255))],
    ['clear beside black', png([2, 1, 8, 6], Uint8Array.of(0, 0, 0, 0, 255, 0, 0, 0, 0))],
    [
      'a palette',
      png([2, 1, 8, 3], Uint8Array.of(0, 1, 0), [
        chunk('PLTE', Buffer.from([255, 255, 255, 0, 0, 0])),
      ]),
    ],
  ])('of %s is black, then white', (_, file) => {
    expect(readPng(file)).toEqual({ columns: 2, rows: 1, bits: Uint8Array.of(0x80) });
  });

  test.each([
    ['nothing', '', 'not a PNG'],
    ['no base64', '%%%%', 'not a PNG'],
    ['too few rows', png([2, 9, 8, 0], Uint8Array.of(0, 1, 2)), 'torn'],
    ['more than it says', png([2, 1, 8, 0], new Uint8Array(5_000_000)), 'torn'],
    ['a gigantic size', png([60000, 60000, 8, 0], Uint8Array.of(0)), '60000 × 60000'],
    ['interlaced rows', png([2, 1, 8, 0, 1], Uint8Array.of(0, 1, 2)), 'interlaced'],
    ['an unknown filter', png([2, 1, 8, 0], Uint8Array.of(9, 1, 2)), 'torn'],
  ])('with %s is refused', (_, file, detail) => {
    expect(problemOf(drawn({ kind: 'image', png: file }))).toEqual({
      code: 'label-image-wrong',
      element: 'one',
      detail,
    });
  });

  test('is painted where it stands, on paper too', () => {
    const file = png([2, 1, 8, 0], Uint8Array.of(0, 10, 200));
    const label = design([{ ...at, kind: 'image', png: file }]);
    const made = renderPdf([record(), record()], label);
    if (!made.ok) throw new Error(made.problem.message);
    const [page] = scan(made.value, 254);
    if (!page) throw new Error('no page');
    const dark = (x: number, y: number) => (page.grey[y * 10 * page.width + x * 10] ?? 255) < 128;
    expect([dark(5, 6), dark(15, 6)]).toEqual([true, false]);
  });
});
