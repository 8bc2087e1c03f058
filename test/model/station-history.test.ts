import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { freshStation, type Json, type Station, sampleCatalog } from '../support/cli.ts';
import { type Fault, startEnosServer } from '../support/enos-server.ts';
import { expectHealthy } from '../support/killed-line.ts';
import { type Random, seeded } from '../support/random.ts';
import { expectSameSns } from '../support/same-sns.ts';
import { inverterSns, meterSn, misreadMeterSn } from '../support/serial-numbers.ts';
import { until } from '../support/wait.ts';

/**
 * P1 to P4 over a random history: scans in two groups, batches, kills, lost replies, an EnOS that
 * somebody else filled before. After each step the station must say what the model says.
 */

interface Model {
  /** `GROUP SN` -> batch tag, for everything that was ever answered with accepted. */
  accepted: Map<string, string>;
  /** Fed to a process that was killed before it answered: either is right until it is asked again. */
  unknown: Map<string, string>;
  /** In the cloud under somebody else's batch from the beginning. */
  foreign: Set<string>;
}

const catalog = JSON.parse(await readFile(sampleCatalog, 'utf8'));
const groups = catalog.registrationGroups.map((group: Json) => ({
  groupId: group.groupId,
  masterData: catalog.masterDataGroups.find((one: Json) => one.id === group.masterDataGroupId)
    .masterData,
}));
const pools: Record<string, { good: string[]; bad: string[] }> = {
  INV5K1: {
    good: inverterSns(60, 'MDL'),
    bad: ['mdl-1', 'X', '-A-1234', 'TOO-LONG-FOR-THIS-RULE'],
  },
  MTR3P2: {
    good: Array.from({ length: 60 }, (_, index) => meterSn(index)),
    bad: [misreadMeterSn(1), misreadMeterSn(7), '47', 'INV-000001'],
  },
};

const steps = Number(process.env['LINESIDE_STEPS'] ?? 14);

test('P1 P2 P3 P4: a random history of a shift agrees with a model of it', {
  timeout: 60_000 + steps * 15_000,
}, async () => {
  const random = seeded();
  const server = await startEnosServer({ groups });
  await using station = await freshStation();
  const model: Model = { accepted: new Map(), unknown: new Map(), foreign: new Set() };
  const history: string[] = [];
  try {
    for (const sn of ['MDL-000003', 'MDL-000017']) {
      const body = { groupId: 'INV5K1', count: 1, deviceData: { deviceSn: sn } };
      const batchTag = { defaultValue: 'SOMEBODY-ELSE' };
      server.devices.call('create', { orgId: server.orgId }, { ...body, batchTag });
      model.foreign.add(`INV5K1 ${sn}`);
    }
    await station.connect(server, 'enos');
    for (let step = 0; step < steps; step += 1) {
      const done = await random.pick([scan, scan, scanAndKill, syncUnderFaults, syncAndKill])(
        station,
        model,
        random,
        server,
      );
      history.push(`${step}: ${done}`);
      await expectAgreement(station, model, server, history);
    }
    server.fault = () => undefined;
    await settleUnknown(station, model);
    const conflicts = [...model.foreign].filter((key) => model.accepted.has(key));
    const synced = await station.run(['sync', '--until-empty']);
    expect(synced.code, `${history.join('\n')}\n${synced.stdout}`).toBe(
      conflicts.length > 0 ? 1 : 0,
    );
    await expectEverythingSent(station, model, server, conflicts);
  } catch (error) {
    process.stderr.write(`history:\n${history.join('\n')}\n`);
    throw error;
  } finally {
    await server.close();
  }
});

type Step = (
  station: Station,
  model: Model,
  random: Random,
  server: Awaited<ReturnType<typeof startEnosServer>>,
) => Promise<string>;

interface Shift {
  group: string;
  batch: string;
  texts: string[];
  command: string[];
}

function shiftOf(random: Random): Shift {
  const group = random.pick(Object.keys(pools));
  const pool = pools[group] ?? { good: [], bad: [] };
  const batch = `${group}-B${random.int(1, 2)}`;
  const texts = Array.from({ length: random.int(1, 25) }, () =>
    random.pick(random.chance(0.15) ? pool.bad : pool.good),
  );
  const target = ['--allocate-to', 'beta/o-solar'];
  return {
    group,
    batch,
    texts,
    command: ['register', '--group', group, '--batch', batch, ...target],
  };
}

/** What one answer must be, given all that was answered before; then remembers it. */
function judge(model: Model, shift: Shift, json: Json): void {
  const key = `${shift.group} ${json.text}`;
  const good = pools[shift.group]?.good.includes(json.text);
  const wanted = !good
    ? ['refused']
    : model.accepted.has(key)
      ? ['seen']
      : model.unknown.has(key)
        ? ['seen', 'accepted']
        : ['accepted'];
  expect(wanted, `${key}: ${JSON.stringify(json)}`).toContain(json.verdict);
  if (!good) return;
  const before = model.accepted.get(key) ?? model.unknown.get(key);
  model.accepted.set(key, json.verdict === 'seen' && before ? before : shift.batch);
  model.unknown.delete(key);
}

const scan: Step = async (station, model, random) => {
  const shift = shiftOf(random);
  const ended = await station.run(shift.command, { input: shift.texts.join('\n') });
  expect(ended.json.map((json) => json.text)).toEqual(shift.texts);
  for (const json of ended.json) judge(model, shift, json);
  const refused = ended.json.some((json) => json.verdict === 'refused');
  expect(ended.code).toBe(refused ? 1 : 0);
  return `scan ${shift.texts.length} into ${shift.batch}`;
};

const scanAndKill: Step = async (station, model, random) => {
  const shift = shiftOf(random);
  const running = station.start(shift.command);
  running.write(shift.texts.map((text) => `${text}\n`).join(''));
  const answers = random.int(0, shift.texts.length);
  await until('the moment', () => running.over || running.lines.length >= answers, { every: 1 });
  const ended = await running.kill();
  for (const json of ended.json) judge(model, shift, json);
  for (const text of shift.texts.slice(ended.json.length)) {
    const key = `${shift.group} ${text}`;
    if (model.accepted.has(key) || !pools[shift.group]?.good.includes(text)) continue;
    if (!model.unknown.has(key)) model.unknown.set(key, shift.batch);
  }
  return `scan ${shift.texts.length} into ${shift.batch}, killed after ${ended.json.length}`;
};

const someFault = (random: Random): Fault | undefined =>
  random.chance(0.75)
    ? undefined
    : random.pick<Fault>([
        { kind: 'drop-reply' },
        { kind: 'cut-before' },
        { kind: 'truncated' },
        { kind: 'status', status: 503, commit: false },
        { kind: 'status', status: 500, commit: true },
        { kind: 'captive-portal' },
      ]);

const syncUnderFaults: Step = async (station, _model, random, server) => {
  server.fault = ({ action }) => (action.startsWith('token') ? undefined : someFault(random));
  const ended = await station.run(['sync', '--until-empty', '--timeout', String(random.int(1, 8))]);
  server.fault = () => undefined;
  expect([0, 1, 3]).toContain(ended.code);
  return `sync under faults, ended with ${ended.code}`;
};

const syncAndKill: Step = async (station, _model, random, server) => {
  const moment = server.requests.length + random.int(1, 10);
  const running = station.start(['sync', '--until-empty']);
  let killed = false;
  server.fault = (seen) => {
    if (seen.n < moment) return undefined;
    if (!killed) running.signal('SIGKILL');
    killed = true;
    return random.chance(0.5) ? { kind: 'drop-reply' } : { kind: 'cut-before' };
  };
  await running.ended;
  server.fault = () => undefined;
  return `sync, ${killed ? 'killed' : 'finished'}`;
};

async function expectAgreement(
  station: Station,
  model: Model,
  server: Awaited<ReturnType<typeof startEnosServer>>,
  history: string[],
): Promise<void> {
  const devices = await station.devices();
  const found = devices.map((one) => `${one.groupId} ${one.deviceSn}`);
  // What nobody was told about may be there or not; asked for again it must not be new twice.
  const told = found.filter((key) => !model.unknown.has(key));
  expectSameSns(told, [...model.accepted.keys()]);
  for (const one of devices) {
    const batch = model.accepted.get(`${one.groupId} ${one.deviceSn}`);
    if (batch) expect([one.deviceSn, one.batchTag]).toEqual([one.deviceSn, batch]);
  }
  expect(server.blindResends(), history.at(-1) ?? '').toEqual([]);
  for (const device of server.devices.all()) {
    const key = `${device.groupId} ${device.deviceData['deviceSn']}`;
    if (model.foreign.has(key)) continue;
    expect(found, `${key} is in the cloud but not on the station`).toContain(key);
  }
}

async function settleUnknown(station: Station, model: Model): Promise<void> {
  for (const key of [...model.unknown.keys()]) {
    const [group = '', text = ''] = key.split(' ');
    const batch = model.unknown.get(key) ?? '';
    const shift = { group, batch, texts: [text], command: [] };
    const target = ['--allocate-to', 'beta/o-solar'];
    const ended = await station.run(['register', '--group', group, '--batch', batch, ...target], {
      input: text,
    });
    judge(model, shift, ended.json[0]);
  }
}

async function expectEverythingSent(
  station: Station,
  model: Model,
  server: Awaited<ReturnType<typeof startEnosServer>>,
  conflicts: string[],
): Promise<void> {
  const ours = server.devices
    .all()
    .filter((device) => device.batchTag?.defaultValue !== 'SOMEBODY-ELSE');
  const keys = ours.map((device) => `${device.groupId} ${device.deviceData['deviceSn']}`);
  expectSameSns(
    keys,
    [...model.accepted.keys()].filter((key) => !model.foreign.has(key)),
  );
  for (const device of ours) {
    expect([device.regionId, device.orgId]).toEqual(['beta', 'o-solar']);
    const key = `${device.groupId} ${device.deviceData['deviceSn']}`;
    expect([key, device.batchTag?.defaultValue]).toEqual([key, model.accepted.get(key)]);
  }
  const queue = await station.queue();
  expect(queue).toMatchObject({ queued: 0, sending: 0, inDoubt: 0 });
  // The create is parked for its conflict, and the allocation waits behind it.
  expect((queue['parked'] ?? 0) > 0).toBe(conflicts.length > 0);
  await expectHealthy(station);
}
