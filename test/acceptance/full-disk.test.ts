import { join } from 'node:path';
import { expect, test } from 'vitest';
import { looksLikeStackTrace, problemOf, Station } from '../support/cli.ts';
import { expectHealthy } from '../support/killed-line.ts';
import { expectSameSns } from '../support/same-sns.ts';
import { inverterSns } from '../support/serial-numbers.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';

/** P4: a full disk is told with a code, loses nothing, and work goes on when there is space again. */

const probe = await smallDisk('1m');
await probe?.[Symbol.asyncDispose]();
const mayNot = probe === null ? 'only root may mount a small disk' : '';

const disk = async (size: string): Promise<SmallDisk> => {
  const made = await smallDisk(size);
  if (!made) throw new Error(mayNot);
  return made;
};

test.skipIf(mayNot)(
  'full in the middle of a shift: refused with a code, then goes on',
  async () => {
    await using small = await disk('24m');
    const station = new Station(join(small.path, 'station'));
    await station.importCatalog();
    const running = station.start(['register', '--group', 'INV5K1', '--batch', 'B1']);
    running.write('BEFORE-0001\nBEFORE-0002\n');
    await running.lineCount(2);
    await small.fill();

    const during = inverterSns(40, 'FULL');
    for (const [index, sn] of during.entries()) {
      if (running.over) break;
      running.write(`${sn}\n`);
      await running.lineCount(3 + index).catch(() => running.ended);
    }
    const codes = running.json.map((json) => json.problem?.code).filter((code) => code);
    expect(codes.join(' '), `${running.stderr}`).toMatch(/disk-full/);
    expect(looksLikeStackTrace(running.lines.join('\n') + running.stderr)).toBe(false);

    await small.free();
    if (!running.over) {
      running.write('SPACE-0001\n');
      await running.line((json) => json.text === 'SPACE-0001', 'a verdict with space again');
      running.endInput();
    }
    const ended = await running.ended;
    const green = ended.json.filter((json) => json.verdict === 'accepted').map((json) => json.text);
    expect(green).toEqual(expect.arrayContaining(['BEFORE-0001', 'BEFORE-0002']));

    const again = await station.register([...during, 'SPACE-0001', 'SPACE-0002']);
    expect(again.code, `${again.stdout.slice(-500)} ${again.stderr}`).toBe(0);
    for (const json of again.json) {
      const expected = green.includes(json.text) ? 'seen' : 'accepted';
      expect([json.text, json.verdict]).toEqual([json.text, expected]);
    }
    const sns = (await station.devices()).map((one) => one.deviceSn);
    expectSameSns(sns, ['BEFORE-0001', 'BEFORE-0002', ...during, 'SPACE-0001', 'SPACE-0002']);
    await expectHealthy(station);
  },
);

test.skipIf(mayNot)(
  'full at start: a code with disk-full, and everything is there afterwards',
  async () => {
    await using small = await disk('24m');
    const station = new Station(join(small.path, 'station'));
    await station.importCatalog();
    await station.register(['THERE-0001', 'THERE-0002']);
    await small.fill();
    for (const command of [
      ['register', '--group', 'INV5K1'],
      ['register', '--group', 'INV5K1', '--batch', 'NEW'],
      ['catalog', 'import', 'resources/samples/catalog.json'],
    ]) {
      const ended = await station.run(command, { input: 'NEW-0001\n' });
      expect(looksLikeStackTrace(ended.stdout + ended.stderr), ended.stderr || 'quiet').toBe(false);
      if (command[0] === 'register') {
        expect([1, 3], `${ended.stdout} ${ended.stderr}`).toContain(ended.code);
        expect(ended.json.filter((json) => json.verdict === 'accepted')).toEqual([]);
      }
      if (ended.code !== 0) expect(problemOf(ended)?.code, `${ended.stdout}`).toMatch(/disk-full/);
    }
    await small.free();
    expect((await station.devices()).map((one) => one.deviceSn).toSorted()).toEqual([
      'THERE-0001',
      'THERE-0002',
    ]);
    expect((await station.register(['NEW-0001'])).code).toBe(0);
    await expectHealthy(station);
  },
);

test.skipIf(mayNot).for(['64k', '256k', '1m'])(
  'a disk of %s from the beginning: it works or it says disk-full, nothing else',
  async (size) => {
    await using small = await disk(size);
    const station = new Station(join(small.path, 'station'));
    const imported = await station.run(['catalog', 'import', 'resources/samples/catalog.json']);
    const registered = await station.run(['register', '--group', 'INV5K1'], {
      input: inverterSns(400).join('\n'),
    });
    const green = registered.json.filter((json) => json.verdict === 'accepted');
    for (const ended of [imported, registered]) {
      expect(looksLikeStackTrace(ended.stdout + ended.stderr), ended.stderr || 'quiet').toBe(false);
    }
    const codes = [imported, registered]
      .flatMap((ended) => ended.json.map((json) => json.problem?.code))
      .filter((code) => code && code !== 'group-unknown');
    if (imported.code !== 0 || green.length < 400) expect(codes.join(' ')).toMatch(/disk-full/);
    for (const code of codes) expect(code).toMatch(/disk-full/);
    if (green.length > 0) {
      const devices = await station.run(['devices']);
      if (devices.code === 0) {
        const sns = devices.json.map((json) => json.deviceSn);
        expectSameSns(
          sns,
          green.map((json) => json.deviceSn),
        );
      } else expect(problemOf(devices)?.code).toMatch(/disk-full/);
    }
  },
);
