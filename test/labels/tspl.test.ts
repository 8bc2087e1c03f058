import { describe, expect, test } from 'vitest';
import { headOf } from '../../main/labels/dots/head.ts';
import { proveTspl, proveZpl } from '../../main/labels/proof/proof.ts';
import { readTspl } from '../../main/labels/proof/tspl.ts';
import { type TsplOptions, writeTspl } from '../../main/labels/tspl/label.ts';
import { writeZpl } from '../../main/labels/zpl/label.ts';
import type { Drawing, Mark } from '../../shared/labels/draw/drawing.ts';
import { barsMark, iconMark, plantLabel, qrMark, textMark } from './drawings.ts';
import { expectGolden } from './golden.ts';
import { jobOf } from './proof-jobs.ts';
import { mixed, stories, times } from './records.ts';

const thermal: TsplOptions = { dpi: 203 };
const head = headOf(203);
const whole = { mode: 'whole' } as const;

function tspl(drawing: Drawing, options = thermal): Buffer {
  const made = writeTspl(drawing, options);
  if (!made.ok) throw new Error(`${made.problem.code}: ${made.problem.message}`);
  return Buffer.from(made.value);
}

const label = (...marks: Mark[]): Drawing => ({ width: 50, height: 30, marks });
const codeOf = (drawing: Drawing, options = thermal) => {
  const made = writeTspl(drawing, options);
  return made.ok ? null : made.problem.code;
};

const proofOf = async (piece: Uint8Array, drawing: Drawing, at = head) => {
  const job = { count: 1, head: at, expected: () => ({ deviceSn: 'SN', drawing }) };
  const proof = await proveTspl([piece], job, whole);
  return proof.ok ? 'good' : proof.problem.code;
};

describe('bytes that somebody has looked at', () => {
  test.each<[string, Drawing, TsplOptions]>([
    ['plant-203', plantLabel('SN-2025-000123'), { dpi: 203, feed: { sensing: 'gap', gap: 3 } }],
    ['plant-300-offset', plantLabel('SN-2025-000123'), { dpi: 300, offset: { x: 0.5, y: -0.25 } }],
    [
      'chinese-cut',
      plantLabel('SN-2025-000123', '光伏逆变器'),
      {
        dpi: 203,
        after: 'cut',
        density: 5,
        speed: 4,
        feed: { sensing: 'mark', gap: 2.5 },
      },
    ],
    [
      'code128-peel',
      label(barsMark('SN-2025-000123', { x: 3, y: 3, module: 0.25 })),
      { dpi: 203, after: 'peel', feed: { sensing: 'continuous', gap: 0 } },
    ],
  ])('%s', async (name, drawing, options) => {
    const bytes = tspl(drawing, options);
    expectGolden(`${name}.tspl`, bytes);
    expect(await proofOf(bytes, drawing, headOf(options.dpi, options.offset))).toBe('good');
  });
});

describe('a job passes the proof', () => {
  test.each(Object.entries({ ...stories, 'all kinds': mixed }))('%s', async (_, story) => {
    const job = jobOf(times(4, story), 'roll-50x30');
    const pieces = times(4, (at) => tspl(job.expected(at).drawing));
    expect(await proveTspl(pieces, { ...job, head }, whole)).toMatchObject({ ok: true });
  });

  test('not with a label of another, a hole in its code, or a command that the writer has not', async () => {
    const drawing = plantLabel('SN-2025-000123');
    const good = tspl(drawing);
    expect(await proofOf(tspl(plantLabel('SN-2025-000124')), drawing)).toBe('label-proof-failed');
    // In the code: the fifth picture, behind the sides of the frame.
    const holed = Buffer.from(good);
    const code = good.toString('latin1').split('BITMAP').slice(0, 5).join('BITMAP').length;
    holed.fill(0xff, code + 60, code + 64);
    expect(await proofOf(holed, drawing)).toBe('label-proof-failed');
    for (const line of ['TEXT 0,0,"1",0,1,1,"x"', 'DIRECTION 1,0', 'SHIFT 9', 'DOWNLOAD "A.BAS"']) {
      const other = Buffer.from(good.toString('latin1').replace('CLS', `${line}\r\nCLS`), 'latin1');
      expect(await proofOf(other, drawing)).toBe('label-proof-unreadable');
    }
  });
});

describe('data never becomes a command', () => {
  const lines = (bytes: Buffer) =>
    bytes.toString('latin1').match(/^(?:SIZE|GAP|CLS|PRINT|DIRECTION|REFERENCE).*/gm);

  test.each(['"\r\nPRINT 9', '\u001b!R', '~!@', '","1",0', 'SN\u202e321', '\u0000'])(
    '%j is refused, or dots',
    (hostile) => {
      const saying = (text: string) => label(textMark(text, { x: 1, baseline: 6, size: 2 }));
      const made = writeTspl(saying(`SN${hostile}`), thermal);
      if (!made.ok) expect(made.problem.code).toBe('label-glyph-missing');
      else expect(lines(Buffer.from(made.value))).toEqual(lines(tspl(saying('SN'))));
    },
  );

  test('dots that would read as an immediate command are sent in pieces without it', () => {
    for (const [first, second] of [
      [0x1b, 0x21],
      [0x7e, 0x21],
    ] as const) {
      // Beside each other, over two rows, and twice.
      for (const bits of [
        [first, second, 0xff, 0xff, 0xff, 0xff],
        [0xff, first, second, 0xff, 0xff, 0xff],
        [first, second, 0xff, 0xff, first, second],
      ]) {
        const at = { x: 2, y: 2, width: 2, height: 3 / 8, columns: 16, rows: 3 };
        const mark: Mark = { kind: 'bitmap', ...at, bits: Buffer.from(bits.map((bit) => ~bit)) };
        const frame: Mark = { kind: 'rectangle', x: 2, y: 3, width: 2, height: 1 };
        const drawing = label(mark, frame);
        const bytes = tspl(drawing);
        expect(bytes.toString('latin1')).not.toMatch(/[\x1b~]!/);
        const { canvas } = readTspl(bytes, head);
        const seen = [16, 17, 18].flatMap((row) => [
          ...canvas.bits.subarray(row * 50 + 2, row * 50 + 4),
        ]);
        expect(seen.map((byte) => ~byte & 0xff)).toEqual(bits);
      }
    }
  });
});

describe('nothing is cut', () => {
  const code = (x: number) => label(qrMark('SN', { x, y: 5, module: 0.5 }));

  test('a code that would lie in part beside the label is refused, also where an offset puts it', () => {
    expect(codeOf(code(39.5))).toBe(null);
    expect(codeOf(code(40))).toBe('label-does-not-fit');
    expect(codeOf(code(39.5), { dpi: 203, offset: { x: 0.5, y: 0 } })).toBe('label-does-not-fit');
    expect(codeOf(code(1), { dpi: 203, offset: { x: -1.2, y: 0 } })).toBe('label-does-not-fit');
  });

  test('what stands four dots from a code, or around it, hides nothing of it, in both languages', async () => {
    const crowded = label(
      qrMark('SN', { x: 5, y: 5, module: 0.5 }),
      { kind: 'rectangle', x: 4.25, y: 4.5, width: 0.25, height: 12 },
      { kind: 'rectangle', x: 16, y: 4.5, width: 0.25, height: 12 },
      { kind: 'frame', x: 1, y: 1, width: 48, height: 28, thickness: 0.5, radius: 2 },
      iconMark(30, 10, 8),
    );
    expect(await proofOf(tspl(crowded), crowded)).toBe('good');
    const zpl = writeZpl(crowded, { dpi: 203 });
    if (!zpl.ok) throw new Error(zpl.problem.code);
    const job = { count: 1, head, expected: () => ({ deviceSn: 'SN', drawing: crowded }) };
    expect(await proveZpl([zpl.value], job, whole)).toMatchObject({ ok: true });
  });
});
