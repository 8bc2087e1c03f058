import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshStation, type Running } from '../support/cli.ts';
import type { Json } from '../support/json.ts';
import { PtyScanner } from '../support/pty-scanner.ts';
import { seeded } from '../support/random.ts';
import { pause, until } from '../support/wait.ts';

/** A socat pty pair as the scanner: codes come out exactly as they were scanned, or not at all. */

interface Line extends AsyncDisposable {
  scanner: PtyScanner;
  running: Running;
  station: { devices(more?: readonly string[]): Promise<Json[]> };
  /** Verdicts without those of the probe. */
  verdicts(): Json[];
  /** Waits until verdicts of all these texts are there, in any company. */
  heard(...texts: string[]): Promise<Json[]>;
  ready(): Promise<void>;
}

async function line(more: readonly string[] = [], ending = '\r'): Promise<Line> {
  const station = await freshStation();
  const scanner = await PtyScanner.plugIn(join(station.data, '..', 'scanner'));
  const args = ['listen', '--port', scanner.path, '--group', 'INV5K1', ...more];
  const running = station.start(args);
  let probes = 0;
  const said = (): Json[] => running.json.filter((json) => typeof json.verdict === 'string');
  const made: Line = {
    scanner,
    running,
    station,
    verdicts: () => said().filter((json) => !json.text.includes('PROBE')),
    heard: async (...texts) => {
      await until(
        `verdicts of ${texts.join(', ')}; have ${said()
          .map((json) => json.text)
          .join(', ')}`,
        () => texts.every((text) => said().some((json) => json.text === text)),
        { within: 20_000 },
      );
      return made.verdicts();
    },
    // Bytes that were written before the port was set up are flushed away by it, as on real
    // hardware; so the first code is one that may be lost, sent until it is heard.
    ready: async () => {
      const device = await scanner.device();
      await until(
        'the station to open the port',
        async () => running.over || (await running.openFiles()).includes(device),
        { within: 20_000 },
      );
      probes += 1;
      const probe = `PROBE-${probes}`;
      for (let tries = 0; tries < 10; tries += 1) {
        await scanner.write(probe + ending);
        const heard = await until(
          probe,
          () => running.over || said().some((json) => json.text === probe),
          { within: ending === '' ? 2_500 : 800 },
        ).catch(() => false);
        if (running.over) throw new Error(`listen ended:\n${running.stderr}`);
        if (heard) return;
      }
      throw new Error(`the station never heard ${probe}\n${running.stderr}`);
    },
    [Symbol.asyncDispose]: async () => {
      await running.kill();
      await scanner.unplug();
      await station[Symbol.asyncDispose]();
    },
  };
  return made;
}

const texts = (verdicts: readonly Json[]): string[] => verdicts.map((json) => json.text);

describe('what the scanner sends is what is registered', () => {
  test('one byte at a time with 50 ms between, two codes in one chunk, a repeat', async () => {
    await using made = await line();
    await made.ready();
    await made.scanner.write('SPLIT-0001\r', { size: 1, gap: 50 });
    await made.heard('SPLIT-0001');
    await made.scanner.write('CHUNK-0001\rCHUNK-0002\rCHUNK-0001\r');
    await made.heard('SPLIT-0001', 'CHUNK-0001', 'CHUNK-0002');
    await made.scanner.write('lower-0001\r');
    const verdicts = await made.heard('lower-0001');
    expect(verdicts.map((json) => [json.text, json.verdict])).toEqual([
      ['SPLIT-0001', 'accepted'],
      ['CHUNK-0001', 'accepted'],
      ['CHUNK-0002', 'accepted'],
      ['CHUNK-0001', 'seen'],
      ['lower-0001', 'refused'],
    ]);
  });

  test('cut at every place a random knife finds', async () => {
    const random = seeded();
    await using made = await line();
    await made.ready();
    const sns = Array.from({ length: 40 }, (_, index) => `KNIFE-${1000 + index}`);
    const stream = sns.map((sn) => `${sn}\r`).join('');
    for (let at = 0; at < stream.length; ) {
      const size = random.int(1, 25);
      await made.scanner.write(stream.slice(at, at + size));
      at += size;
      if (random.chance(0.5)) await pause(random.int(1, 40));
    }
    const verdicts = await made.heard(...sns);
    expect(texts(verdicts)).toEqual(sns);
    expect(new Set(verdicts.map((json) => json.verdict))).toEqual(new Set(['accepted']));
  });

  test.for([
    ['cr', '\r'],
    ['lf', '\n'],
    ['crlf', '\r\n'],
  ] as const)('terminator %s', async ([terminator, ending]) => {
    await using made = await line(['--terminator', terminator], ending);
    await made.ready();
    await made.scanner.write(`TERM-0001${ending}TERM-0002${ending}`, { size: 3, gap: 10 });
    const verdicts = await made.heard('TERM-0001', 'TERM-0002');
    expect(texts(verdicts)).toEqual(['TERM-0001', 'TERM-0002']);
  });

  test('no terminator: silence ends a code, pauses of 50 ms do not', async () => {
    await using made = await line(['--terminator', 'none'], '');
    await made.ready();
    await made.scanner.write('QUIET-0001', { size: 2, gap: 50 });
    await made.heard('QUIET-0001');
    await made.scanner.write('QUIET-0002');
    const verdicts = await made.heard('QUIET-0002');
    expect(texts(verdicts)).toEqual(['QUIET-0001', 'QUIET-0002']);
  });

  test('--count counts verdicts and then ends', async () => {
    await using made = await line(['--count', '4']);
    await made.ready();
    await made.scanner.write('COUNT-0001\rCOUNT-0001\rbad\rCOUNT-0002\rCOUNT-0003\r');
    const ended = await made.running.ended;
    expect(ended.json.filter((json) => json.verdict)).toHaveLength(4);
    expect(ended.code).toBe(1);
  });
});

describe('noise and torn codes are never glued to a good one', () => {
  test('noise without terminator, then silence, then a good code', async () => {
    await using made = await line();
    await made.ready();
    await made.scanner.write('N01SE');
    await pause(1600);
    await made.scanner.write('GOOD-0001\r');
    await made.heard('GOOD-0001');
    await made.scanner.write(new Uint8Array([0xff, 0x00, 0xfe, 0x80, 0x0d]));
    await made.scanner.write('GOOD-0002\r');
    const verdicts = await made.heard('GOOD-0001', 'GOOD-0002');
    const accepted = verdicts.filter((json) => json.verdict === 'accepted');
    expect(texts(accepted)).toEqual(['GOOD-0001', 'GOOD-0002']);
    for (const json of verdicts) expect(json.text).not.toMatch(/N01SE.*GOOD/);
  });

  test('a megabyte of noise without terminator neither stops nor fools the station', async () => {
    await using made = await line();
    await made.ready();
    await made.scanner.write('X'.repeat(1_048_576));
    await pause(1600);
    const from = performance.now();
    await made.scanner.write('GOOD-0003\r');
    const verdicts = await made.heard('GOOD-0003');
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(texts(verdicts.filter((json) => json.verdict === 'accepted'))).toEqual(['GOOD-0003']);
    expect(verdicts.length).toBeLessThan(1000);
  });

  test('unplugged in the middle of a code and plugged in again: the halves never meet', async () => {
    await using made = await line();
    await made.ready();
    await made.scanner.write('WHOLE-0001\r');
    await made.heard('WHOLE-0001');
    for (let round = 1; round <= 3; round += 1) {
      await made.scanner.write(`TORN-${round}`);
      await made.scanner.unplug();
      await made.scanner.replug();
      const from = performance.now();
      await made.ready();
      expect(performance.now() - from, 'reopened by itself within 3 s').toBeLessThan(5_000);
      await made.scanner.write(`AFTER-000${round}\r`);
      await made.heard(`AFTER-000${round}`);
    }
    const all = made.running.json.filter((json) => json.verdict === 'accepted');
    expect(texts(all)).toEqual([
      'PROBE-1',
      'WHOLE-0001',
      'PROBE-2',
      'AFTER-0001',
      'PROBE-3',
      'AFTER-0002',
      'PROBE-4',
      'AFTER-0003',
    ]);
    const ended = await made.running.stop();
    expect(ended.signal, 'SIGTERM ends it, not SIGKILL').not.toBe('SIGKILL');
    const devices = await made.station.devices();
    expect(devices.map((one) => one.deviceSn).toSorted()).toEqual(texts(all).toSorted());
  });

  test('the scanner may be plugged in after the station was started', async () => {
    await using station = await freshStation();
    const path = join(station.data, '..', 'late');
    const running = station.start(['listen', '--port', path, '--group', 'INV5K1', '--count', '1']);
    await pause(1500);
    expect(running.over, `${running.stderr}`).toBe(false);
    const scanner = await PtyScanner.plugIn(path);
    try {
      const device = await scanner.device();
      await until('the port to be opened', async () =>
        (await running.openFiles()).includes(device),
      );
      for (let tries = 0; tries < 10 && !running.over; tries += 1) {
        await scanner.write('LATE-0001\r');
        await until('a verdict', () => running.over, { within: 1_000 }).catch(() => false);
      }
      const ended = await running.ended;
      expect(ended.json.at(-1)).toMatchObject({ text: 'LATE-0001', verdict: 'accepted' });
      expect(ended.code).toBe(0);
    } finally {
      await running.kill();
      await scanner.unplug();
    }
  });
});
