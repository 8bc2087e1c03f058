import { describe, expect, test } from 'vitest';
import { putItem } from '../../main/catalog/catalog.ts';
import type { Outcome } from '../../main/sync/clouds/cloud.ts';
import type { ActionName, DeviceAction } from '../../shared/models/action.ts';
import { must } from '../support/station.ts';
import { scripted } from '../sync/scripted-cloud.ts';
import { Bench, grid, solar, wind } from './support.ts';

/** What is said beforehand is what happens: each action on a device in each state. */

const nowhere = { regionId: 'moon', orgId: 'o-crater' };
const refusing: Outcome = { kind: 'refused', problem: { code: 'internal', message: 'no' } };
const willing = scripted(({ kind }) => ({
  kind: 'done',
  sn: 'S',
  ...(kind === 'allocate' ? { assetId: 'A-1' } : {}),
})).cloud;

/** Ways for a device to be there, by name. */
const states: Record<string, (bench: Bench, groupId: string, sn: string) => Promise<unknown>> = {
  unknown: async () => {},
  unsent: async (bench, groupId, sn) => bench.register(groupId, [sn]),
  'unsent with a place': async (bench, groupId, sn) => bench.register(groupId, [sn], solar),
  created: async (bench, groupId, sn) => {
    bench.register(groupId, [sn]);
    await bench.rounds(willing);
  },
  'to be allocated': async (bench, groupId, sn) => {
    await states['created']?.(bench, groupId, sn);
    await act(bench, { action: 'allocate', groupId, sn, to: solar });
  },
  allocated: async (bench, groupId, sn) => {
    bench.register(groupId, [sn], solar);
    await bench.rounds(willing, 2);
  },
  'in doubt': async (bench, groupId, sn) => {
    bench.register(groupId, [sn]);
    await bench.rounds(scripted(() => 'lost').cloud);
  },
  parked: async (bench, groupId, sn) => {
    bench.register(groupId, [sn]);
    await bench.rounds(scripted(() => refusing).cloud);
  },
  leaving: async (bench, groupId, sn) => {
    await states['created']?.(bench, groupId, sn);
    await act(bench, { action: 'delete', groupId, sn });
  },
  'being replaced': async (bench, groupId, sn) => {
    bench.register(groupId, [sn, `${sn}-NEW`]);
    await bench.rounds(willing);
    await bench.act({
      action: 'replace',
      groupId,
      deviceSn: sn,
      replacementSn: `${sn}-NEW`,
      allocate: true,
    });
  },
  deleted: async (bench, groupId, sn) => {
    await states['leaving']?.(bench, groupId, sn);
    await bench.rounds(willing);
  },
  'of a retired group': async (bench, groupId, sn) => {
    await states['allocated']?.(bench, groupId, sn);
    const group = bench.app.parts.store.db
      .prepare("SELECT body FROM catalog_item WHERE kind = 'registrationGroup' AND id = ?")
      .pluck()
      .get(groupId) as string;
    must(
      bench.app.parts.store.write(() =>
        putItem(bench.db, 'registrationGroup', groupId, JSON.parse(group), true),
      ),
    );
  },
};

interface Wish {
  action: ActionName;
  groupId: string;
  sn: string;
  to?: typeof solar | null;
  allocate?: boolean;
}

function wishOf({ action, groupId, sn, to = null, allocate = true }: Wish): DeviceAction {
  const devices = [{ groupId, deviceSn: sn }];
  if (action === 'allocate') return { action, devices, target: to ?? solar };
  if (action === 'edit') return { action, devices, change: { masterData: { remark: 'seen to' } } };
  if (action === 'reprovision') return { action, devices, target: to };
  if (action === 'delete') return { action, devices };
  return { action, groupId, deviceSn: sn, replacementSn: 'SPARE', allocate };
}

const act = (bench: Bench, wish: Wish) => bench.act(wishOf(wish));

const away = ['disconnected', 'asset-lost', 'credentials-lost'];

/** State, action, what is said: effects, or the code why not. Then what is owed for it. */
const table: [string, Partial<Wish> & { action: ActionName }, string[] | string, string[]][] = [
  ['unknown', { action: 'allocate' }, 'device-unknown', []],
  ['deleted', { action: 'edit' }, 'device-unknown', []],
  ['unsent', { action: 'allocate' }, ['gets-credentials', 'waits-for-earlier'], ['allocate']],
  ['unsent', { action: 'allocate', to: nowhere }, 'environment-unknown', []],
  ['unsent', { action: 'edit' }, ['only-here', 'values-change'], []],
  ['unsent', { action: 'reprovision', to: grid }, 'not-allocated', []],
  ['unsent', { action: 'delete' }, ['only-here', 'removed'], []],
  ['unsent with a place', { action: 'allocate' }, 'nothing-to-change', []],
  [
    'unsent with a place',
    { action: 'allocate', to: wind },
    ['gets-credentials', 'waits-for-earlier'],
    ['allocate'],
  ],
  [
    'unsent with a place',
    { action: 'reprovision', to: grid },
    ['only-here', 'gets-credentials'],
    ['allocate'],
  ],
  ['unsent with a place', { action: 'reprovision' }, ['only-here'], []],
  ['created', { action: 'allocate' }, ['gets-credentials'], ['allocate']],
  ['created', { action: 'edit' }, ['values-change'], ['update']],
  ['created', { action: 'delete' }, ['removed', 'looked-at-first'], ['delete']],
  ['created', { action: 'reprovision', to: grid }, 'not-allocated', []],
  ['to be allocated', { action: 'edit' }, ['values-change', 'waits-for-earlier'], ['update']],
  ['to be allocated', { action: 'delete' }, ['removed', 'looked-at-first'], ['delete']],
  ['allocated', { action: 'allocate' }, 'nothing-to-change', []],
  ['allocated', { action: 'allocate', to: grid }, 'already-allocated', []],
  ['allocated', { action: 'edit' }, ['values-change'], ['update']],
  [
    'allocated',
    { action: 'reprovision', to: grid },
    [...away, 'master-data-kept', 'gets-credentials', 'looked-at-first'],
    ['reset', 'allocate'],
  ],
  [
    'allocated',
    { action: 'reprovision' },
    [...away, 'master-data-kept', 'looked-at-first'],
    ['reset'],
  ],
  [
    'allocated',
    { action: 'reprovision', to: grid, groupId: 'INI' },
    [...away, 'master-data-cleared', 'gets-credentials', 'looked-at-first'],
    ['reset', 'allocate'],
  ],
  [
    'allocated',
    { action: 'reprovision', to: grid, groupId: 'NON' },
    'reprovision-not-supported',
    [],
  ],
  [
    'allocated',
    { action: 'reprovision', to: grid, groupId: 'PRV' },
    'reprovision-private-model',
    [],
  ],
  ['allocated', { action: 'delete' }, ['removed', ...away, 'looked-at-first'], ['delete']],
  [
    'allocated',
    { action: 'replace' },
    [
      'data-moves',
      'old-discarded',
      ...away,
      'replacement-allocated',
      'gets-credentials',
      'looked-at-first',
    ],
    ['replace', 'allocate'],
  ],
  [
    'allocated',
    { action: 'replace', allocate: false },
    ['data-moves', 'old-discarded', ...away, 'looked-at-first'],
    ['replace'],
  ],
  [
    'created',
    { action: 'replace' },
    ['data-moves', 'old-discarded', 'looked-at-first'],
    ['replace'],
  ],
  ['in doubt', { action: 'edit' }, ['values-change'], ['update']],
  [
    'in doubt',
    { action: 'delete' },
    ['removed', 'looked-at-first', 'waits-for-earlier'],
    ['delete'],
  ],
  ['parked', { action: 'edit' }, 'device-parked', []],
  ['parked', { action: 'delete' }, 'device-parked', []],
  ['leaving', { action: 'allocate' }, 'device-leaving', []],
  ['being replaced', { action: 'edit' }, 'device-leaving', []],
  ['of a retired group', { action: 'edit' }, ['values-change'], ['update']],
  [
    'of a retired group',
    { action: 'reprovision', to: grid },
    [...away, 'master-data-kept', 'gets-credentials', 'looked-at-first'],
    ['reset', 'allocate'],
  ],
];

test.for(table)('%s: %o', async ([state, change, said, owed]) => {
  const wish = { groupId: 'MIG', sn: 'X-1', ...change };
  const bench = await Bench.open();
  if (wish.action === 'replace') bench.register(wish.groupId, ['SPARE']);
  await states[state]?.(bench, wish.groupId, wish.sn);
  const subject = wish.action === 'replace' ? 'SPARE' : wish.sn;
  const before = bench.lane(wish.groupId, subject).length;
  const plan = await bench.plan(wishOf(wish));
  expect(bench.lane(wish.groupId, subject), 'a plan changes nothing').toHaveLength(before);
  if (typeof said === 'string') {
    expect(plan.refused).toMatchObject([{ problem: { code: said }, count: 1, samples: [subject] }]);
    expect(plan.effects).toEqual([]);
  } else {
    expect(plan.effects.map(({ effect }) => effect).toSorted()).toEqual(said.toSorted());
    expect(plan.refused).toEqual([]);
  }
  const job = await act(bench, wish);
  expect(job).toMatchObject({ total: 1, refused: typeof said === 'string' ? 1 : 0 });
  const added = bench.lane(wish.groupId, subject).slice(before);
  expect(added.map(({ kind, state: is }) => `${kind} ${is}`)).toEqual(
    owed.map((kind) => `${kind} queued`),
  );
  await bench.rounds(scripted(() => ({ kind: 'absent' })).cloud);
  await bench.rounds(willing, 4);
  expect(await bench.job(job.id)).toMatchObject({ state: 'done', waiting: 0 });
  await bench.expectSound();
});

describe('a plan for many', () => {
  test('counts devices by effect and the others by reason, with samples', async () => {
    const bench = await Bench.open();
    await states['allocated']?.(bench, 'MIG', 'M-1');
    await states['allocated']?.(bench, 'INI', 'I-1');
    await states['allocated']?.(bench, 'NON', 'N-1');
    const devices = [
      ...['M-1', 'M-2', 'M-3', 'M-1'].map((deviceSn) => ({ groupId: 'MIG', deviceSn })),
      { groupId: 'INI', deviceSn: 'I-1' },
      { groupId: 'NON', deviceSn: 'N-1' },
    ];
    const plan = await bench.plan({ action: 'reprovision', devices, target: grid });
    expect(plan.devices).toBe(5);
    expect(plan.effects).toContainEqual({ effect: 'asset-lost', count: 2 });
    expect(plan.effects).toContainEqual({ effect: 'master-data-kept', count: 1 });
    expect(plan.effects).toContainEqual({ effect: 'master-data-cleared', count: 1 });
    expect(
      plan.refused.map(({ problem, count, samples }) => [problem.code, count, samples]),
    ).toEqual([
      ['device-unknown', 2, ['M-2', 'M-3']],
      ['reprovision-not-supported', 1, ['N-1']],
    ]);
  });

  test('leaves nobody out, however many reasons there are', async () => {
    const bench = await Bench.open();
    const devices = Array.from({ length: 60 }, (_, n) => ({ groupId: `G-${n}`, deviceSn: 'X' }));
    for (const { groupId } of devices) {
      const body = {
        ...JSON.parse(
          bench.db
            .prepare(
              "SELECT body FROM catalog_item WHERE kind = 'registrationGroup' AND id = 'NON'",
            )
            .pluck()
            .get() as string,
        ),
        groupId,
      };
      must(
        bench.app.parts.store.write(() => putItem(bench.db, 'registrationGroup', groupId, body)),
      );
      bench.register(groupId, ['X']);
    }
    const plan = await bench.plan({ action: 'reprovision', devices, target: grid });
    expect(plan.refused.reduce((sum, { count }) => sum + count, 0)).toBe(60);
  });
});

test('a technician may act, look and cancel; what takes back or decides is for a line lead', async () => {
  const bench = await Bench.open();
  bench.register('MIG', ['X-1']);
  const devices = [{ groupId: 'MIG', deviceSn: 'X-1' }];
  const action = { action: 'allocate', devices, target: solar };
  await bench.call('devices.plan', action, 'technician');
  const { id } = await bench.call<{ id: string }>('devices.act', action, 'technician');
  await bench.call('jobs.move', { id, to: 'cancel' }, 'technician');
  for (const taken of [
    { action: 'delete', devices },
    { action: 'reprovision', devices, target: null },
    { action: 'replace', groupId: 'MIG', deviceSn: 'X-1', replacementSn: 'X-2' },
  ]) {
    expect((await bench.refused('devices.act', taken, 'technician')).code).toBe('role-missing');
  }
  const ends = await bench.call<{ id: string }>(
    'devices.act',
    { action: 'delete', devices },
    'line-lead',
  );
  const stop = { id: ends.id, to: 'cancel' };
  expect((await bench.refused('jobs.move', stop, 'technician')).code).toBe('role-missing');
  bench.register('MIG', ['X-3']);
  const { seq } = bench.operation('MIG', 'X-3', 'create');
  const reason = 'because';
  for (const [name, input] of [
    ['sync.undo', { seq, reason }],
    ['sync.retry', { seq }],
    ['sync.discard', { seq, reason }],
    ['conflicts.resolve', { seq, way: 'retry', reason }],
  ] as const) {
    const problem = await bench.refused(name, input, 'technician');
    expect([name, problem.code]).toEqual([name, 'role-missing']);
  }
  expect(await bench.job(id)).toMatchObject({ by: 'technician', state: 'cancelled' });
});
