import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type Dropped,
  endingSilence,
  Framer,
  type FramerOptions,
  quietAtStart,
} from '../../main/intake/framer.ts';
import { type Terminator, terminators } from '../../shared/models/scanner.ts';
import { pause } from '../support/wait.ts';

/** Everything that one connection's framer said, in order. */
function hear(terminator: Terminator, more: Partial<FramerOptions> = {}) {
  const said: (string | Dropped)[] = [];
  const framer = new Framer({
    terminator,
    onText: (text) => said.push(text),
    onDropped: (dropped) => said.push(dropped),
    ...more,
  });
  const feed = (bytes: string | Uint8Array) => framer.feed(Buffer.from(bytes as string));
  return { framer, said, feed };
}

/** A station that is busy: nothing else happens meanwhile. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

const dropped = (length: number, reason: Dropped['reason']): Dropped => ({ length, reason });
const endings: [Terminator, string][] = [
  ['any', '\r'],
  ['any', '\n'],
  ['any', '\r\n'],
  ['cr', '\r'],
  ['cr', '\r\n'],
  ['lf', '\n'],
  ['crlf', '\r\n'],
];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe.each(endings)('a scanner set to "%s" that sends %j', (terminator, ending) => {
  test('one code in one chunk', () => {
    const { feed, said } = hear(terminator);
    feed(`AB-0001${ending}`);
    expect(said).toEqual(['AB-0001']);
  });

  test('two codes in a chunk, the third in two', () => {
    const { feed, said } = hear(terminator);
    feed(`AB-0001${ending}AB-0002${ending}AB-`);
    expect(said).toEqual(['AB-0001', 'AB-0002']);
    feed(`0003${ending}`);
    expect(said).toEqual(['AB-0001', 'AB-0002', 'AB-0003']);
  });

  test('byte by byte with 50 ms between, and nothing is left over to be reported', async () => {
    const { feed, said } = hear(terminator);
    for (const byte of Buffer.from(`AB-0001${ending}AB-0002${ending}`)) {
      feed(Uint8Array.of(byte));
      await vi.advanceTimersByTimeAsync(50);
    }
    await vi.advanceTimersByTimeAsync(5000);
    expect(said).toEqual(['AB-0001', 'AB-0002']);
  });

  test('an empty code says nothing', async () => {
    const { feed, said } = hear(terminator);
    feed(ending + ending + ending);
    await vi.advanceTimersByTimeAsync(5000);
    expect(said).toEqual([]);
  });
});

describe('CR and LF', () => {
  test('that were cut apart by a chunk end one code, not two', () => {
    for (const terminator of ['any', 'crlf', 'cr'] as const) {
      const { feed, said } = hear(terminator);
      feed('AB-0001\r');
      feed('\nAB-0002\r');
      feed('\n');
      expect(said, terminator).toEqual(['AB-0001', 'AB-0002']);
    }
  });

  test('a lone CR is data where only both end a code', async () => {
    const { feed, said } = hear('crlf');
    feed('AB\r0001\r\r\n');
    expect(said).toEqual(['AB\r0001\r']);
    feed('AB-0002\r');
    await vi.advanceTimersByTimeAsync(1500);
    expect(said.slice(1)).toEqual([dropped(8, 'silence')]);
    feed('\nAB-0003\r\n');
    expect(said.at(-1)).toBe('\nAB-0003');
  });
});

describe('silence', () => {
  test.each(terminators.filter((each) => each !== 'none'))(
    '%s: an incomplete code is gone after 1.5 s, told, and never joined to the next',
    async (terminator) => {
      const { feed, said } = hear(terminator);
      feed('AB-00');
      await vi.advanceTimersByTimeAsync(1500);
      expect(said).toEqual([dropped(5, 'silence')]);
      feed('CD-0001\r\n');
      expect((said[1] as string).trim()).toBe('CD-0001');
    },
  );

  test('pauses below it never cut a code, however many there are', async () => {
    const { feed, said } = hear('cr');
    for (const piece of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.repeat(4)) {
      feed(piece);
      await vi.advanceTimersByTimeAsync(50);
    }
    feed('\r');
    expect(said).toEqual(['ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.repeat(4)]);
  });

  test('alone ends a code where nothing else does; 50 ms do not', async () => {
    const { feed, said } = hear('none');
    for (const piece of ['AB', '-0', '00', '1']) {
      feed(piece);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    feed('AB-0002');
    await vi.advanceTimersByTimeAsync(1000);
    expect(said).toEqual(['AB-0001', 'AB-0002']);
  });

  test('of a station that was busy is not the scanner’s: the waiting half still belongs to its code', async () => {
    vi.useRealTimers();
    const { feed, said } = hear('cr');
    feed('AB-0');
    block(1200);
    // Bytes that waited for the station come a few turns of the loop after it is free again.
    await turn();
    await pause(15);
    feed('001\r');
    expect(said).toEqual(['AB-0001']);
  });

  test('counts from the end of a turn, however long the turn was', async () => {
    vi.useRealTimers();
    const { feed, said } = hear('cr', {
      onText(text) {
        said.push(text);
        block(900);
      },
    });
    feed('AB-0001\rAB-0');
    await turn();
    await pause(200);
    feed('002\r');
    expect(said).toEqual(['AB-0001', 'AB-0002']);
  });

  test('in real time: a partial code is told within 1.5 s', async () => {
    vi.useRealTimers();
    const from = performance.now();
    const told = new Promise<Dropped>((onDropped) => {
      hear('any', { onDropped }).feed('AB-00');
    });
    expect(await told).toEqual(dropped(5, 'silence'));
    // A timer may be a millisecond early.
    expect(performance.now() - from).toBeGreaterThan(790);
    expect(performance.now() - from).toBeLessThan(1500);
  });
});

describe('the end of a connection', () => {
  test.each(terminators)(
    '%s: gives up what is held, says so once, and stays silent',
    async (terminator) => {
      const { framer, feed, said } = hear(terminator);
      feed('AB-00');
      framer.end();
      framer.end();
      await vi.advanceTimersByTimeAsync(5000);
      expect(said).toEqual([dropped(5, 'disconnected')]);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test('with nothing held is no news', () => {
    const { framer, feed, said } = hear('any');
    feed('AB-0001\r');
    framer.end();
    expect(said).toEqual(['AB-0001']);
  });
});

describe('noise', () => {
  test('longer than any code is dropped up to the next end, and the code behind it is whole', () => {
    for (const [terminator, ending] of endings) {
      const { feed, said } = hear(terminator, { maxLength: 64 });
      feed('X'.repeat(1000));
      feed(`${'X'.repeat(10)}${ending}AB-0001${ending}`);
      expect(said, terminator).toEqual([
        expect.objectContaining({ reason: 'too-long' }),
        'AB-0001',
      ]);
    }
  });

  test('is dropped after silence too, and what follows is a code of its own', async () => {
    for (const terminator of terminators) {
      const { feed, said } = hear(terminator, { maxLength: 64 });
      feed('X'.repeat(1000));
      await vi.advanceTimersByTimeAsync(1500);
      feed('AB-0001\r\n');
      await vi.advanceTimersByTimeAsync(1500);
      expect(said, terminator).toHaveLength(2);
      expect(said[0], terminator).toEqual(dropped(1000, 'too-long'));
      expect((said[1] as string).trim(), terminator).toBe('AB-0001');
    }
  });

  test('a code as long as QR’s longest is no noise', () => {
    const { feed, said } = hear('any');
    feed(`${'7'.repeat(7089)}\r`);
    expect(said).toEqual(['7'.repeat(7089)]);
  });

  test('a megabyte of it, in chunks and byte by byte, holds nothing up and nothing in memory', () => {
    // Pretend timers are slow enough to be all that is measured.
    vi.useRealTimers();
    const noise = Buffer.alloc(1024 * 1024, 'X');
    for (const size of [noise.length, 4096, 64, 1]) {
      const { feed, said } = hear('any');
      const from = process.cpuUsage();
      for (let at = 0; at < noise.length; at += size) feed(noise.subarray(at, at + size));
      const { user, system } = process.cpuUsage(from);
      feed('\rAB-0001\r');
      expect(said).toEqual([dropped(noise.length + 1, 'too-long'), 'AB-0001']);
      console.info(
        `1 MB of noise in pieces of ${size}: ${Math.round((user + system) / 1000)} ms of CPU`,
      );
    }
  });
});

describe('bytes that are no text', () => {
  test.each([
    ['a lone continuation byte', [0x80]],
    ['a cut sequence', [0xc3]],
    ['an overlong NUL', [0xc0, 0x80]],
    ['half a surrogate pair', [0xed, 0xa0, 0xbd]],
    ['latin-1', [0xe9]],
    ['above Unicode', [0xf5, 0x80, 0x80, 0x80]],
  ])('%s becomes U+FFFD, which no SN may hold', (_name, bytes) => {
    const { feed, said } = hear('cr');
    feed(Uint8Array.from([0x41, ...bytes, 0x42, 0x0d]));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('\ufffd');
  });

  test('a character that came in two chunks is one character', () => {
    const { feed, said } = hear('cr');
    for (const byte of Buffer.from('序列号-😀\r')) feed(Uint8Array.of(byte));
    expect(said).toEqual(['序列号-😀']);
  });

  test('a byte order mark is kept: what was sent is what is told', () => {
    const { feed, said } = hear('cr');
    feed('\ufeffAB\r');
    expect(said).toEqual(['\ufeffAB']);
  });
});

test('the port’s buffer may be used again at once', () => {
  const { framer, said } = hear('cr');
  const buffer = Buffer.from('AB-0');
  framer.feed(buffer);
  buffer.fill('X');
  framer.feed(Buffer.from('001\r'));
  expect(said).toEqual(['AB-0001']);
});

describe('any stream, however it is cut', () => {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('AB-0001', 'C', '序', 'X'.repeat(70)) },
    { weight: 4, arbitrary: fc.constantFrom('\r', '\n', '\r\n', '\r\r\n', '\n\r') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
  );
  const stream = fc.array(piece, { maxLength: 20 }).map((parts) => Buffer.from(parts.join('')));
  const cuts = fc.array(fc.nat(), { maxLength: 30 });

  test('gives the same codes and the same losses', () => {
    fc.assert(
      fc.property(fc.constantFrom(...terminators), stream, cuts, (terminator, bytes, places) => {
        const whole = hear(terminator, { maxLength: 64 });
        whole.framer.feed(bytes);
        whole.framer.end();
        const cut = hear(terminator, { maxLength: 64 });
        const at = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length];
        at.sort((a, b) => a - b);
        for (const [index, from] of at.entries())
          cut.framer.feed(bytes.subarray(from, at[index + 1]));
        cut.framer.end();
        expect(cut.said).toEqual(whole.said);
      }),
      { numRuns: 3000 },
    );
  });

  test('neither loses nor makes up a byte', () => {
    fc.assert(
      fc.property(fc.constantFrom('any' as const, 'lf' as const), stream, (terminator, bytes) => {
        const { framer, said } = hear(terminator, { maxLength: 64 });
        framer.feed(bytes);
        framer.end();
        const end = terminator === 'any' ? /[\r\n]/ : /\n/;
        const codes = bytes.toString('utf8').split(end);
        const rest = codes.pop() ?? '';
        const short = codes.filter((code) => code !== '' && Buffer.byteLength(code) < 64);
        expect(said.filter((each) => typeof each === 'string')).toEqual(short);
        const lost = said.filter((each) => typeof each !== 'string');
        const long = codes.filter((code) => Buffer.byteLength(code) >= 64);
        expect(lost).toHaveLength(long.length + (rest === '' ? 0 : 1));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a connection that may begin inside a code', () => {
  const begin = (terminator: Terminator, more: Partial<FramerOptions> = {}) => {
    const certain = vi.fn();
    const made = hear(terminator, { mayBeginInside: true, onCertain: certain, ...more });
    made.framer.opened();
    return { ...made, certain };
  };

  test.each(endings)('drops the rest of one and keeps the next: %s, %j', (terminator, ending) => {
    const { framer, feed, said, certain } = begin(terminator);
    feed(`0120${ending}`);
    expect(said).toEqual([dropped(4 + (terminator === 'crlf' ? 2 : 1), 'begun-before')]);
    expect(certain).toHaveBeenCalledOnce();
    expect(framer.inside).toBe(false);
    feed(`AB-0001${ending}`);
    expect(said.slice(1)).toEqual(['AB-0001']);
  });

  test('a rest that comes in pieces, and before the opening is told', () => {
    const { framer, feed, said } = hear('cr', { mayBeginInside: true });
    feed('01');
    framer.opened();
    vi.advanceTimersByTime(300);
    feed('20\rAB-0001\r');
    expect(said).toEqual([dropped(5, 'begun-before'), 'AB-0001']);
  });

  test('an end alone leaves nothing in doubt', () => {
    const { framer, feed, said } = begin('cr');
    feed('\r');
    expect(framer.inside).toBe(false);
    feed('AB-0001\r');
    expect(said).toEqual(['AB-0001']);
  });

  test('once it was quiet, the first byte is the first of a code', () => {
    const { framer, feed, said, certain } = begin('cr');
    vi.advanceTimersByTime(quietAtStart - 1);
    expect(framer.inside).toBe(true);
    vi.advanceTimersByTime(1);
    expect(certain).toHaveBeenCalledOnce();
    feed('AB-0001\r');
    expect(said).toEqual(['AB-0001']);
  });

  test('where silence ends a code, the rest is dropped by it', () => {
    const { feed, said } = begin('none');
    feed('0120');
    vi.advanceTimersByTime(endingSilence);
    feed('AB-0001');
    vi.advanceTimersByTime(endingSilence);
    expect(said).toEqual([dropped(4, 'begun-before'), 'AB-0001']);
  });

  test('quiet is not what a reader that is held up, or a busy station, hears', async () => {
    let awake = 0;
    const held = begin('cr', { awakeAt: () => awake });
    vi.advanceTimersByTime(800);
    expect(held.framer.inside).toBe(true);
    awake = performance.now();
    vi.advanceTimersByTime(50);
    expect(held.framer.inside).toBe(false);

    vi.useRealTimers();
    const { framer } = begin('cr');
    block(quietAtStart + 60);
    await turn();
    await turn();
    expect(framer.inside).toBe(true);
  });
});
