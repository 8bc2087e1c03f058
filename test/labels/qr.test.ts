import fc from 'fast-check';
import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { encodeQr } from '../../shared/labels/qr/encode.ts';
import { blocksFor, type QrLevel, qrLevels, sizeOf } from '../../shared/labels/qr/tables.ts';

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

test('one byte more than the largest version holds is no code', () => {
  for (const level of qrLevels) {
    const most = blocksFor(40, level).data - 3;
    expect(encodeQr('x'.repeat(most), level)?.version).toBe(40);
    expect(encodeQr('x'.repeat(most + 1), level)).toBeNull();
    expect(oracle('x'.repeat(most + 1), level)).toBeNull();
  }
});
