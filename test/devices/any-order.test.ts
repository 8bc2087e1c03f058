import { expect, test } from 'vitest';
import type { Outcome } from '../../main/sync/clouds/cloud.ts';
import type { DeviceAction } from '../../shared/models/action.ts';
import type { OperationKind } from '../../shared/models/operation.ts';
import { problem } from '../../shared/problems.ts';
import { type Random, seeded } from '../support/random.ts';
import { scripted } from '../sync/scripted-cloud.ts';
import { Bench, grid, solar, wind } from './support.ts';

/** Any sequence of actions, undo, decisions, answers, lost replies and refusals: nothing gets stuck. */

const sns = ['U-1', 'U-2', 'U-3', 'U-4'];
const runs = Number(process.env['LINESIDE_RUNS'] ?? 3);
const steps = Number(process.env['LINESIDE_STEPS'] ?? 60);

/** What the cloud has carried out, by key: a key that comes again after `done` has been sent twice. */
class Ledger {
  readonly done = new Map<string, OperationKind>();
  readonly twice: string[] = [];

  carryOut(key: string, kind: OperationKind): Outcome {
    if (this.done.has(key)) this.twice.push(`${kind} ${key}`);
    this.done.set(key, kind);
    return { kind: 'done', sn: 'S', ...(kind === 'allocate' ? { assetId: key } : {}) };
  }
}

function cloudOf(ledger: Ledger, random: Random, luck: number) {
  const whole = random.chance(0.5);
  return scripted(
    (item, ask) => {
      if (ask === 'lookUp') {
        if (!ledger.done.has(item.key)) return { kind: 'absent' };
        return {
          kind: 'done',
          sn: 'S',
          ...(item.kind === 'allocate' ? { assetId: item.key } : {}),
        };
      }
      if (random.chance(luck)) return ledger.carryOut(item.key, item.kind);
      const fate = random.int(0, 3);
      if (fate === 0) {
        ledger.carryOut(item.key, item.kind);
        return 'lost';
      }
      if (fate === 1) return 'lost';
      const why = problem('cloud-unreachable', { detail: 'test' });
      if (fate === 2) return { kind: 'again', problem: why };
      const code = random.pick(['cloud-refused', 'cloud-device-changed'] as const);
      return { kind: 'refused', problem: problem(code, { code: 1, message: 'no' }) };
    },
    whole ? { batch: 10, wholeLanes: true } : { batch: 1 },
  ).cloud;
}

function anyAction(random: Random): DeviceAction {
  const devices = sns
    .filter(() => random.chance(0.5))
    .map((deviceSn) => ({ groupId: 'MIG', deviceSn }));
  if (devices.length === 0) devices.push({ groupId: 'MIG', deviceSn: 'U-1' });
  const target = random.pick([solar, wind, grid]);
  switch (random.int(0, 5)) {
    case 0:
      return { action: 'allocate', devices, target };
    case 1:
    case 2: {
      const remark = random.chance(0.2) ? null : `r${random.int(0, 9)}`;
      return { action: 'edit', devices, change: { masterData: { remark } } };
    }
    case 3:
      return { action: 'reprovision', devices, target: random.chance(0.3) ? null : target };
    case 4:
      return { action: 'delete', devices: devices.slice(0, 1) };
    default:
      return {
        action: 'replace',
        groupId: 'MIG',
        deviceSn: random.pick(sns),
        replacementSn: random.pick(sns),
        allocate: random.chance(0.5),
      };
  }
}

test('P2 P3 P4: whatever the order, nothing is sent twice, stuck, uncounted or told otherwise by the journal', {
  timeout: 60_000 + runs * 120_000,
}, async () => {
  const random = seeded();
  for (let run = 0; run < runs; run++) {
    const bench = await Bench.open();
    const ledger = new Ledger();
    const told: string[] = [];
    const tryCall = async (name: string, input: object) => {
      const reply = await bench.app.call(name, input, { role: 'admin' });
      told.push(`${name} ${JSON.stringify(input)} -> ${reply.ok ? 'ok' : reply.problem.code}`);
      if (!reply.ok)
        expect(['internal', 'bad-input'], told.at(-1)).not.toContain(reply.problem.code);
    };
    const jobIds = async () =>
      (await bench.call<{ items: { id: string }[] }>('jobs.list', { limit: 500 })).items;
    const read = (sn: string) => {
      const { station } = bench.app.parts;
      const job = station.prepare({
        groupId: 'MIG',
        allocateTo: random.chance(0.5) ? solar : null,
        batchId: null,
        masterData: {},
      });
      if (job.ok) station.receiveFor(job.value, sn, { kind: 'typed', name: '' });
      told.push(`read ${sn}`);
    };
    try {
      for (let step = 0; step < steps; step++) {
        const lane = bench.lane('MIG', random.pick(sns));
        const some = lane.length > 0 ? random.pick(lane) : null;
        const [parked] = bench.parked();
        switch (random.int(0, 7)) {
          case 0:
            read(random.pick(sns));
            break;
          case 1:
          case 2:
            await tryCall('devices.act', anyAction(random));
            break;
          case 3:
            if (some) await tryCall('sync.undo', { seq: some.seq, reason: 'any' });
            break;
          case 4:
            if (parked) {
              const way = random.pick(['retry', 'discard', 'void', 'let-go']);
              await tryCall('conflicts.resolve', { seq: parked.seq, way, reason: 'any' });
            }
            break;
          case 5: {
            const jobs = await jobIds();
            const to = random.pick(['pause', 'resume', 'cancel']);
            if (jobs.length > 0) await tryCall('jobs.move', { id: random.pick(jobs).id, to });
            break;
          }
          default:
            told.push('round');
            await bench.rounds(cloudOf(ledger, random, 0.6));
        }
        await bench.app.parts.actions.settled();
        await bench.expectSound();
        // A round that has ended leaves nothing on the wire.
        expect(
          bench.db.prepare("SELECT count(*) FROM operation WHERE state = 'sending'").pluck().get(),
        ).toBe(0);
      }
      // Good weather, and a person who lets everything go: all of it comes to an end.
      for (const { id } of await jobIds()) {
        await bench.app.call('jobs.move', { id, to: 'resume' }, { role: 'admin' });
      }
      for (let round = 0; round < 60; round++) {
        await tryCall('sync.retry', {});
        await bench.rounds(cloudOf(ledger, random, 1));
      }
      const left = bench.db
        .prepare(
          "SELECT kind, device_sn, state, problem FROM operation WHERE state NOT IN ('confirmed','refused','withdrawn')",
        )
        .all();
      expect(left).toEqual([]);
      expect(ledger.twice).toEqual([]);
      const confirmed = bench.db
        .prepare("SELECT key FROM operation WHERE state = 'confirmed'")
        .pluck()
        .all() as string[];
      expect(confirmed.filter((key) => !ledger.done.has(key))).toEqual([]);
      await bench.expectSound();
      for (const { id } of await jobIds()) {
        const { waiting, state } = await bench.job(id);
        expect([waiting, ['done', 'cancelled'].includes(state)]).toEqual([0, true]);
      }
    } catch (error) {
      process.stderr.write(`${told.join('\n')}\n`);
      throw error;
    }
  }
});
