import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Ended,
  freshStation,
  looksLikeStackTrace,
  problemOf,
  run,
  Station,
  sampleCatalog,
  tempFolder,
} from '../support/cli.ts';
import { expectSameSns } from '../support/same-sns.ts';
import { inverterSns } from '../support/serial-numbers.ts';

/** Item 12: what scripts rely on. */

let station: Station & AsyncDisposable;
beforeAll(async () => {
  station = await freshStation();
  await station.register(['KEPT-0001', 'KEPT-0002'], ['--batch', 'B7']);
});
afterAll(() => station[Symbol.asyncDispose]());

/** Whatever fails ends with a problem on stdout's last line, never a stack trace. */
function expectProblem(
  ended: Ended,
  code: number | readonly number[],
  pattern = /^[a-z0-9-]+$/,
  about = '',
): void {
  expect([code].flat(), `${about}\n${ended.stdout}\n${ended.stderr}`).toContain(ended.code);
  const last = ended.json.at(-1);
  expect(Object.keys(last ?? {}), `${ended.stdout}\n${ended.stderr}`).toContain('problem');
  expect(last.problem.code).toMatch(pattern);
  expect(last.problem.message.length).toBeGreaterThan(10);
  expect(looksLikeStackTrace(ended.stdout + ended.stderr), ended.stderr || 'quiet').toBe(false);
}

// Not everywhere there is such a folder, in which nobody makes another.
test.skipIf(process.platform !== 'linux')(
  'a station where no folder can be made says so and ends',
  async () => {
    const data = '/proc/nowhere/station';
    expectProblem(await run(['status', '--data', data]), 3, /^disk-read-only$/);
  },
);

describe('wrong usage', () => {
  test('asking for help is none', async () => {
    for (const word of ['help', '--help', '-h']) {
      const ended = await run([word]);
      expect([word, ended.code]).toEqual([word, 0]);
      expect(ended.json).toMatchObject([{ commands: expect.arrayContaining(['register', 'act']) }]);
    }
  });

  test.for([
    [[]],
    [['dance']],
    [['register']],
    [['register', '--group']],
    [['register', '--group', 'INV5K1', '--colour', 'red']],
    [['catalog']],
    [['catalog', 'burn']],
    [['catalog', 'import']],
    [['connect', '--cloud', 'moon', '--url', 'http://127.0.0.1:1', '--app-key', 'a', '--org', 'b']],
    [['connect', '--cloud', 'enos']],
    [['label', '--group', 'INV5K1', '--template', 'l7651']],
    [['ledger', '--group', 'INV5K1']],
    [['listen', '--group', 'INV5K1']],
    [['listen', '--port', 'nowhere', '--group', 'INV5K1', '--terminator', 'bell']],
    [['listen', '--port', 'nowhere', '--group', 'INV5K1', '--count', 'many']],
    [['sync', '--timeout', 'soon']],
    [['act', 'dance', '--group', 'INV5K1', '--sn', 'KEPT-0001']],
    [['act', 'delete', '--group', 'INV5K1']],
    [['act', 'allocate', '--group', 'INV5K1', '--sn', 'KEPT-0001']],
    [['act', 'delete', '--group', 'INV5K1', '--sn', 'KEPT-0001', '--set', 'phase=one']],
    [
      ['act', 'replace', '--group', 'INV5K1', '--sn', 'KEPT-0001', '--sn', 'KEPT-0002'].concat(
        '--replacement',
        'KEPT-0003',
      ),
    ],
  ] as [string[]][])('%s ends with 2 and says why', async ([command]) => {
    expectProblem(await station.run(command), 2);
  });

  test('a secret as an argument is no option', async () => {
    const args = ['--cloud', 'enos', '--url', 'http://127.0.0.1:1', '--app-key', 'a', '--org', 'b'];
    expectProblem(await station.run(['connect', ...args, '--app-secret', 'x']), 2);
  });
});

describe('unknown things are a sentence with a code', () => {
  test.for([
    ['a group', ['register', '--group', 'NOPE99'], /group/],
    ['a group to listen for', ['listen', '--port', '/dev/null', '--group', 'NOPE99'], /group/],
    [
      'a group to label',
      ['label', '--group', 'NOPE99', '--template', 'l7651', '--out', 'x.pdf'],
      /group/,
    ],
    [
      'an environment',
      ['register', '--group', 'INV5K1', '--allocate-to', 'mars/o-solar'],
      /environment/,
    ],
    ['an OU', ['register', '--group', 'INV5K1', '--allocate-to', 'beta/o-nobody'], /environment/],
    [
      'a template',
      ['label', '--group', 'INV5K1', '--template', 'a0', '--out', 'x.pdf'],
      /template/,
    ],
  ] as [string, string[], RegExp][])('%s', async ([, command, pattern]) => {
    const ended = await station.run(command, { input: 'NEW-0001\n' });
    expectProblem(ended, [1, 2, 3], pattern);
  });

  test('an SN to label', async () => {
    const more = ['--template', 'l7651', '--out', join(station.data, '..', 'x.pdf')];
    const ended = await station.run(['label', '--group', 'INV5K1', '--sn', 'NOBODY-1', ...more]);
    expectProblem(ended, [1, 2, 3]);
    const sns = (await station.devices()).map((one) => one.deviceSn);
    expect(sns, 'none of them made a device').not.toContain('NEW-0001');
  });
});

describe('a bad catalog file changes nothing', () => {
  const files: [string, string | Uint8Array][] = [
    ['not JSON', '{"environments": [}'],
    ['empty', ''],
    ['an array', '[]'],
    ['a number', '42'],
    ['null', 'null'],
    ['groups that are no list', '{"registrationGroups": {"groupId": "X"}}'],
    ['a group without its ID', '{"registrationGroups": [{"name": "X"}]}'],
    ['a group without its master data group', group({ masterDataGroupId: 'nowhere' })],
    ['a name that is too long', group({ name: 'x'.repeat(65) })],
    ['a rule that is no rule', group({ snRule: { pattern: '([A-Z' } })],
    ['a check digit nobody knows', group({ snRule: { checkDigit: 'crc' } })],
    ['a method nobody knows', group({ reprovisionMethod: 'explode' })],
    ['the same group twice', twice()],
    ['binary', new Uint8Array([0x00, 0xff, 0x89, 0x50, 0x4e, 0x47, 0xfe, 0x00])],
    ['deep nesting', '['.repeat(200_000)],
    ['40 MB', `{"environments": "${'x'.repeat(40_000_000)}"}`],
  ];
  test('each is a problem with a code', { timeout: 120_000 }, async () => {
    await using folder = await tempFolder();
    const before = (await station.must(['catalog', 'list'])).stdout;
    for (const [name, content] of files) {
      const file = join(folder.path, 'catalog.json');
      await writeFile(file, content);
      expectProblem(await station.run(['catalog', 'import', file]), [1, 2, 3], undefined, name);
    }
    expect((await station.must(['catalog', 'list'])).stdout).toBe(before);
  });

  test('a file that is not there, a folder', async () => {
    expectProblem(await station.run(['catalog', 'import', '/nowhere/catalog.json']), [1, 2, 3]);
    expectProblem(await station.run(['catalog', 'import', station.data]), [1, 2, 3]);
  });

  test('the sample again is no change and no error', async () => {
    const before = (await station.must(['catalog', 'list'])).stdout;
    await station.importCatalog();
    expect((await station.must(['catalog', 'list'])).stdout).toBe(before);
    for (const id of ['INV5K1', 'MTR3P2', 'SNS001']) expect(before).toContain(id);
    expect(before).not.toContain('sampleSecret');
  });
});

describe('what status, devices and doctor print', () => {
  test('status is one object with the queue in it', async () => {
    const { json } = await station.must(['status']);
    expect(json).toHaveLength(1);
    expect(Object.keys(json[0].queue)).toEqual(
      expect.arrayContaining(['queued', 'sending', 'inDoubt', 'parked', 'refused', 'confirmed']),
    );
    for (const key of ['queued', 'sending', 'inDoubt', 'parked', 'refused', 'confirmed']) {
      expect(Number.isInteger(json[0].queue[key]), key).toBe(true);
    }
    expect(json[0].queue.queued).toBeGreaterThanOrEqual(2);
  });

  test('devices gives every match, more than any page holds', async () => {
    await using many = await freshStation();
    const sns = inverterSns(620, 'MANY');
    expect((await many.register(sns, ['--batch', 'B9'])).code).toBe(0);
    const all = await many.devices();
    expectSameSns(
      all.map((one) => one.deviceSn),
      sns,
    );
    for (const one of all) {
      expect(one).toMatchObject({ groupId: 'INV5K1', batchTag: 'B9', status: expect.any(String) });
    }
    // More than a pipe holds (64 KiB), and nobody there to read it at first.
    const slow = await many.run(['devices'], { readAfter: 4_000 });
    expectSameSns(
      slow.json.map((one) => one.deviceSn),
      sns,
    );
    const found = await many.devices(['--search', 'MANY-00001']);
    expect(found.map((one) => one.deviceSn).toSorted()).toEqual(sns.slice(10, 20));
    // A group that was mistyped is not a group without devices.
    const mistyped = await many.run(['devices', '--group', 'MTR3P3']);
    expectProblem(mistyped, 3, /^group-unknown$/);
    expect(await many.devices(['--group', 'MTR3P2'])).toEqual([]);
    expect(await many.devices(['--search', '%'])).toEqual([]);
    expect(await many.devices(['--search', '_'])).toEqual([]);
  });

  test('doctor: one object a check, all well', async () => {
    const { json, code } = await station.run(['doctor']);
    for (const check of json) {
      expect(check).toMatchObject({ check: expect.any(String), detail: expect.any(String) });
      expect(check.ok, `${check.check}: ${check.detail}`).toBe(true);
    }
    expect(json.length).toBeGreaterThan(2);
    expect(code).toBe(0);
  });

  test('through npm, as the documentation says it', async () => {
    const args = station.args(['status']);
    const ended = await run(args, { viaNpm: true });
    expect(ended.code, `${ended.stderr}`).toBe(0);
    expect(ended.json).toHaveLength(1);
    const wrong = await run(station.args(['dance']), { viaNpm: true });
    expect(wrong.code).toBe(2);
    expect(problemOf(wrong)?.code).toMatch(/^[a-z-]+$/);
    const piped = await run(station.args(['register', '--group', 'INV5K1']), {
      viaNpm: true,
      input: 'NPM-0001\nnpm\n',
    });
    expect(piped.json.map((json) => json.verdict)).toEqual(['accepted', 'refused']);
    expect(piped.code).toBe(1);
  });
});

describe('one folder, one station at a time', () => {
  test('a second command gets a problem and status 3, quickly; the first goes on', async () => {
    await using busy = await freshStation();
    const first = busy.start(['register', '--group', 'INV5K1']);
    first.write('FIRST-0001\n');
    await first.lineCount(1);
    for (const command of [
      ['status'],
      ['devices'],
      ['register', '--group', 'INV5K1'],
      ['catalog', 'import', sampleCatalog],
      ['sync'],
    ]) {
      const second = await busy.run(command, { input: 'SECOND-0001\n', within: 15_000 });
      expectProblem(second, 3, /in-use/);
      expect(second.took).toBeLessThan(8_000);
    }
    first.write('FIRST-0002\n');
    await first.lineCount(2);
    first.endInput();
    expect((await first.ended).code).toBe(0);
    const sns = (await busy.devices()).map((one) => one.deviceSn).toSorted();
    expect(sns).toEqual(['FIRST-0001', 'FIRST-0002']);
  });

  test('right after a SIGKILL the next command runs at once', async () => {
    await using killed = await freshStation();
    for (let round = 1; round <= 3; round += 1) {
      const running = killed.start(['register', '--group', 'INV5K1']);
      running.write(`ROUND-000${round}\n`);
      await running.lineCount(1);
      await running.kill();
      const devices = await killed.devices();
      expect(devices).toHaveLength(round);
    }
    const raced = await Promise.all([1, 2, 3, 4].map(() => killed.run(['devices'])));
    for (const ended of raced) {
      if (ended.code === 0) expect(ended.json).toHaveLength(3);
      else expectProblem(ended, 3, /in-use/);
    }
    expect(raced.some((ended) => ended.code === 0)).toBe(true);
  });

  test('right after a SIGKILL of npm alone too: nothing goes on in its shadow', async () => {
    await using killed = await freshStation();
    for (let round = 1; round <= 2; round += 1) {
      const running = killed.start(['register', '--group', 'INV5K1'], { viaNpm: true });
      running.write(`SHADOW-000${round}\n`);
      await running.lineCount(1);
      process.kill(running.child.pid ?? 0, 'SIGKILL');
      const devices = await killed.run(['devices']);
      expect(devices.code, `${devices.stdout}`).toBe(0);
      expect(devices.json).toHaveLength(round);
      await running.ended;
    }
  });

  test('SIGTERM and SIGINT end a register with its accepted units on disk', async () => {
    await using polite = await freshStation();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const running = polite.start(['register', '--group', 'INV5K1']);
      running.write(`${signal}-0001\n`);
      await running.lineCount(1);
      running.signal(signal);
      const ended = await running.ended;
      expect(looksLikeStackTrace(ended.stderr)).toBe(false);
    }
    expect(await polite.devices()).toHaveLength(2);
  });
});

describe('a folder that cannot be one', () => {
  test('a file in its place, a folder below a file', async () => {
    await using folder = await tempFolder();
    const file = join(folder.path, 'file');
    await writeFile(file, 'not a folder');
    expectProblem(await new Station(file).run(['status']), 3);
    expectProblem(await new Station(join(file, 'below')).run(['status']), 3);
  });

  test('sync without a cloud ends with 3', async () => {
    await using lonely = await freshStation();
    await lonely.register(['LONE-0001']);
    expectProblem(await lonely.run(['sync', '--until-empty']), 3);
    expect((await lonely.queue())['queued']).toBeGreaterThan(0);
  });
});

function group(change: object): string {
  return JSON.stringify({
    gateways: [{ id: 'gw', name: 'IoT Hub' }],
    masterDataGroups: [{ id: 'md', name: 'MD', assetType: 'A', masterData: [] }],
    registrationGroups: [
      { groupId: 'BAD001', name: 'Bad', masterDataGroupId: 'md', gatewayId: 'gw', ...change },
    ],
  });
}

function twice(): string {
  const once = JSON.parse(group({}));
  const [only] = once.registrationGroups;
  once.registrationGroups = [only, { ...only, name: 'Another' }];
  return JSON.stringify(once);
}

describe('register --set', () => {
  test('gives each unit its master data; what does not fit registers nothing and says why', async () => {
    const set = ['--set', 'ratedPower=7.5', '--set', 'remark=Hall = 3', '--set', 'timezone=+08:00'];
    expect((await station.register(['SET-0001'], set)).code).toBe(0);
    const [told] = (await station.must(['device', '--group', 'INV5K1', '--sn', 'SET-0001'])).json;
    expect(told.device.masterData).toMatchObject({
      ratedPower: 7.5,
      remark: 'Hall = 3',
      phase: 'three',
      timezone: '+08:00',
    });
    for (const wrong of ['ratedPower=much', 'colour=red', '__proto__=x', 'assetId=mine']) {
      const ended = await station.register(['SET-0002'], ['--set', wrong]);
      expectProblem(ended, 3, /^value-misfit$/, wrong);
    }
    expectProblem(await station.register(['SET-0002'], ['--set', 'ratedPower']), 2);
    expect(await station.devices(['--search', 'SET-0002'])).toEqual([]);
  });
});
