import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommand } from '../../shared/commands/code.ts';
import { type Collector, createCollector } from '../../shared/handover/collector.ts';
import { crc32 } from '../../shared/handover/crc32.ts';
import { createSolver, partOf } from '../../shared/handover/fountain.ts';
import { framePrefix, frameSizes, frameText, readFrame } from '../../shared/handover/frame.ts';
import { frameAt, framesNeeded } from '../../shared/handover/show.ts';
import { encodeQr } from '../../shared/labels/qr/encode.ts';

const id = '00112233445566778899';
const bytesOf = (length: number, seed = 1): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (Math.imul(at + seed, 2654435761) >>> 11) & 255);

/** A pretend fate, the same for the same seed. */
function luck(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Shows frames from `from` on, loses each with `loss`, shows some twice, until it is whole; how many arrived. */
function scan(
  collector: Collector,
  file: Uint8Array,
  { loss, seed, from = 0 }: { loss: number; seed: number; from?: number },
): { file: Uint8Array; arrived: number } {
  const next = luck(seed);
  let arrived = 0;
  let held: string[] = [];
  for (let turn = from; turn < from + 40_000; turn++) {
    if (next() >= loss) held.push(frameAt(file, { id, size: 'small', turn }));
    if (held.length < 7) continue;
    // Handed on in any order, and some of them twice.
    for (const text of held.toSorted(() => next() - 0.5)) {
      arrived++;
      const taken = collector.take(text, 0);
      if (next() < 0.2) collector.take(text, 0);
      if (taken?.kind === 'whole') return { file: taken.file, arrived };
    }
    held = [];
  }
  throw new Error('it never became whole');
}

describe('frames that are lost', () => {
  const loss = fc.constantFrom(0, 0.3, 0.6);
  test('30 or 60 % lost, doubled, in any order, begun anywhere: the same bytes from about as many frames as there are blocks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30_000 }),
        loss,
        fc.nat(),
        fc.nat(5000),
        (length, lost, seed, from) => {
          const file = bytesOf(length, seed);
          const found = scan(createCollector(), file, { loss: lost, seed, from });
          expect(Buffer.compare(found.file, file)).toBe(0);
          const blocks = Math.max(1, Math.ceil(length / frameSizes.small));
          expect(found.arrived).toBeLessThanOrEqual(Math.ceil(blocks * 1.05) + 20);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('two thousand blocks are solved too', () => {
    const file = bytesOf(2000 * frameSizes.small - 11);
    const found = scan(createCollector(), file, { loss: 0.3, seed: 5 });
    expect(Buffer.compare(found.file, file)).toBe(0);
    expect(found.arrived).toBeLessThan(2000 * 1.02);
  });

  test('sums alone, without one block as it is, give the file', () => {
    const file = bytesOf(4000);
    const solver = createSolver(40, 100);
    let index = 40;
    while (solver.rank() < 40) solver.add(index, partOf(file, 100, index++));
    expect(index - 40).toBeLessThan(60);
    expect(Buffer.compare(solver.solve() as Uint8Array, file)).toBe(0);
  });
});

describe('a frame', () => {
  const text = frameAt(bytesOf(5000), { id, size: 'medium', turn: 3 });

  test('is capital letters and the digits 2 to 7, in one alphanumeric QR code', () => {
    expect(text).toMatch(/^LINESIDEX[A-Z2-7]+$/);
    expect(encodeQr(text, 'L')?.version).toBe(13);
    expect(encodeQr(frameAt(bytesOf(5000), { id, size: 'small', turn: 0 }), 'L')?.version).toBe(8);
    expect(encodeQr(frameAt(bytesOf(5000), { id, size: 'large', turn: 0 }), 'L')?.version).toBe(20);
  });

  test('is no command, and what a command is is no frame', () => {
    expect(readCommand(text)).toBeNull();
    expect(readFrame('LINESIDE.1.ABCD.NEXT.ABCDEFGHABCDEFGHABCD')).toBeNull();
    expect(readFrame('INV5K1-000121')).toBeNull();
    expect(readFrame(`]Q1${text}\r`)?.kind).toBe('frame');
    expect(readFrame(`]d1${text}`)?.kind).toBe('damaged');
  });

  test('with one character changed, lost or added is dropped', () => {
    const at = fc.integer({ min: framePrefix.length, max: text.length - 1 });
    const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
    fc.assert(
      fc.property(at, letter, (place, other) => {
        const [before, after] = [text.slice(0, place), text.slice(place + 1)];
        if (text[place] !== other) expect(readFrame(before + other + after)?.kind).toBe('damaged');
        expect(readFrame(before + after)?.kind).toBe('damaged');
        expect(readFrame(before + other + text.slice(place))?.kind).toBe('damaged');
      }),
    );
    expect(readFrame(text.toLowerCase())?.kind).toBe('damaged');
  });

  test('of junk is never one', () => {
    fc.assert(
      fc.property(fc.string(), (junk) => {
        const read = readFrame(framePrefix + junk);
        expect(read?.kind).not.toBe('frame');
        expect(createCollector().take(junk, 0)).toBeNull();
      }),
    );
  });

  test('that claims more blocks than its length has, or no end of them, is dropped', () => {
    const part = new Uint8Array(100);
    expect(readFrame(frameText({ id, length: 2 ** 32 - 1, index: 0, part }))?.kind).toBe('damaged');
    expect(readFrame(frameText({ id, length: 10, index: 0, part: part.slice(0, 10) }))?.kind).toBe(
      'damaged',
    );
  });
});

test('frames of two hand-overs, and of two sizes of one, do not mix', () => {
  const [one, other] = [bytesOf(3000, 1), bytesOf(3000, 2)];
  const collector = createCollector();
  const otherId = 'ffeeddccbbaa';
  for (let turn = 0; turn < 10; turn++) {
    collector.take(frameAt(one, { id, size: 'small', turn }), 0);
    collector.take(frameAt(other, { id: otherId, size: 'small', turn }), 0);
  }
  expect(collector.progress()).toMatchObject({ have: 10, of: 21 });
  collector.take(frameAt(one, { id, size: 'medium', turn: 0 }), 0);
  expect(collector.progress()).toMatchObject({ have: 1, of: 9 });
  const found = scan(collector, one, { loss: 0, seed: 3 });
  expect(Buffer.compare(found.file, one)).toBe(0);
  // Whoever goes on showing it begins nothing anew.
  expect(collector.take(frameAt(one, { id, size: 'small', turn: 77 }), 0)?.kind).toBe('again');
});

test('misread frames are counted', () => {
  const collector = createCollector();
  const text = frameAt(bytesOf(3000), { id, size: 'small', turn: 0 });
  collector.take(text, 9);
  collector.take(`${text}A`, 9);
  expect(collector.progress()).toEqual({ have: 1, of: 21, dropped: 1, at: 9 });
});

test('what is too large for a screen says so by size', () => {
  expect(framesNeeded(1000, 'medium')).toBe(3);
  expect(framesNeeded(2_000_000, 'small')).toBeNull();
  expect(framesNeeded(2_000_000, 'large')).toBe(2660);
});

test('the CRC is the one of zip', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
