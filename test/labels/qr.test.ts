import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import bwip from 'bwip-js/node';
import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { encodeQr, qrSide } from '../../shared/labels/qr/encode.ts';
import { blocksFor, type QrLevel, qrLevels, sizeOf } from '../../shared/labels/qr/tables.ts';

const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));

/** The `qrcode` package is the oracle: equal text, equal symbol, module by module. */

function oracle(text: string, level: QrLevel): string | null {
  try {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: level });
    return drawn(modules.size, (column, row) => modules.data[row * modules.size + column] === 1);
  } catch (error) {
    if (/too big/.test(String(error))) return null;
    throw error;
  }
}

function ours(text: string, level: QrLevel): string | null {
  const symbol = encodeQr(text, level);
  return symbol && drawn(symbol.size, symbol.isDark);
}

const drawn = (size: number, isDark: (column: number, row: number) => boolean): string =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_one, column) => (isDark(column, row) ? '#' : '.')).join(''),
  ).join('\n');

test.each(qrLevels)('every version at level %s is the one that the oracle makes', (level) => {
  for (let version = 1; version <= 40; version++) {
    // Fills the version to its last byte: count indicator and mode take 12 or 20 bits.
    const bytes = blocksFor(version, level).data - (version < 10 ? 2 : 3);
    const text = Array.from(
      { length: bytes },
      (_, at) => 'lineside{}~'[(at * 7 + version) % 11],
    ).join('');
    const symbol = encodeQr(text, level);
    expect(symbol?.version).toBe(version);
    expect(symbol?.size).toBe(sizeOf(version));
    expect(ours(text, level)).toBe(oracle(text, level));
  }
});

test('any mixture of digits, letters, signs and other languages is cut as the oracle cuts it', () => {
  const run = fc.oneof(
    fc.stringMatching(/^[0-9]{1,40}$/),
    fc.stringMatching(/^[A-Z $%*+\-./:]{1,30}$/),
    fc.stringMatching(/^[a-z{}",;=]{1,30}$/),
    fc.string({
      unit: fc.constantFrom('ä', '中', '文', '𝄞', '\u2028', '\0'),
      minLength: 1,
      maxLength: 6,
    }),
  );
  fc.assert(
    fc.property(
      fc.array(run, { minLength: 1, maxLength: 9 }),
      fc.constantFrom(...qrLevels),
      (runs, level) => {
        const text = runs.join('');
        expect(ours(text, level)).toBe(oracle(text, level));
      },
    ),
    { numRuns: 250 },
  );
});

test('what a text is made into does not depend on what was made before it', () => {
  const like = (sn: string) => `https://units.example.com/inverters-5k/line-3/${sn}`;
  const inTurns = fc.oneof(
    fc.integer({ min: 0, max: 2000 }).map((n) => like(`SN-2025-${String(n).padStart(8, '0')}`)),
    // As long, but of other modes; and shorter, of the same version.
    fc.stringMatching(/^[A-Za-z0-9%ä]{16}$/).map(like),
    fc.stringMatching(/^[A-Z0-9%]{1,40}$/),
  );
  const asked = fc.record({ text: inTurns, level: fc.constantFrom(...qrLevels) });
  fc.assert(
    fc.property(fc.array(asked, { minLength: 2, maxLength: 12 }), (all) => {
      for (const { text, level } of all) {
        encodeQr(text, level, { gs1: true });
        expect(ours(text, level)).toBe(oracle(text, level));
        expect(qrSide(text, level)).toBe(encodeQr(text, level)?.size);
      }
    }),
    { numRuns: 60 },
  );
});

test('one byte more than the largest version holds is no code', () => {
  for (const level of qrLevels) {
    const most = blocksFor(40, level).data - 3;
    expect(encodeQr('x'.repeat(most), level)?.version).toBe(40);
    expect(encodeQr('x'.repeat(most + 1), level)).toBeNull();
    expect(oracle('x'.repeat(most + 1), level)).toBeNull();
  }
});

describe('GS1 QR Code', () => {
  const serial = fc.stringMatching(/^[A-Za-z0-9!"%&'*+,./:;<=>?_-]{1,20}$/);

  test('is read as GS1 by a decoder that is not ours, whatever the serial', async () => {
    const { buffer } = new Uint8Array(readFileSync(wasm));
    await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
    await fc.assert(
      fc.asyncProperty(serial, fc.constantFrom(...qrLevels), async (sn, level) => {
        const text = `010950110153000321${sn}`;
        const symbol = encodeQr(text, level, { gs1: true });
        if (!symbol) throw new Error('none');
        const [read] = await readBarcodes(pictureOf(symbol), {
          formats: ['QRCode'],
          textMode: 'Plain',
        });
        expect([read?.symbologyIdentifier, read?.text]).toEqual([']Q3', text]);
      }),
      { numRuns: 80 },
    );
  });

  test('has the modules that an oracle makes of it', () => {
    let compared = 0;
    for (const sn of ['AB-0001', '1', 'AB0001CD', '12345678901234567890', 'XYZ.99']) {
      for (const [at, level] of qrLevels.entries()) {
        const text = `010950110153000321${sn}`;
        const symbol = encodeQr(text, level, { gs1: true });
        const next = qrLevels[at + 1];
        // The oracle raises the level where the symbol has room for it.
        if (next && encodeQr(text, next, { gs1: true })?.size === symbol?.size) continue;
        const options = {
          bcid: 'gs1qrcode',
          text: `(01)09501101530003(21)${sn}`,
          eclevel: level,
          mask: (symbol?.mask ?? 0) + 1,
        };
        const [made] = bwip.raw(options) as { pixx: number; pixs: number[] }[];
        const { pixx = 0, pixs = [] } = made ?? {};
        const theirs = drawn(pixx, (column, row) => pixs[row * pixx + column] === 1);
        expect(symbol && drawn(symbol.size, symbol.isDark)).toBe(theirs);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });
});

function pictureOf({
  size,
  isDark,
}: {
  size: number;
  isDark(column: number, row: number): boolean;
}) {
  const scale = 3;
  const side = (size + 8) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 4 * scale; y < side - 4 * scale; y++) {
    for (let x = 4 * scale; x < side - 4 * scale; x++) {
      const at = (y * side + x) * 4;
      if (isDark(Math.floor(x / scale) - 4, Math.floor(y / scale) - 4)) data.fill(0, at, at + 3);
    }
  }
  return { data, width: side, height: side, colorSpace: 'srgb' } as ImageData;
}
