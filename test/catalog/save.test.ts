import { describe, expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { secretNames } from '../../main/security/vault.ts';
import type { Catalog, RetiredItems } from '../../shared/models/catalog.ts';
import type { CatalogEdit, CatalogSaved } from '../../shared/models/catalog-edit.ts';
import type { Result } from '../../shared/problems.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { journalEvents } from './journal.ts';

const caller = { role: 'engineer' } as const;
const typed = { kind: 'typed', name: '' } as const;

const catalogOf = async (app: App): Promise<Catalog> =>
  must(await app.call('catalog.get', {}, caller)) as Catalog;
const save = async (app: App, edit: unknown, accept = false) =>
  (await app.call('catalog.save', { edit, accept }, caller)) as Result<CatalogSaved>;

/** The item as the editor gets it, and an edit that changes a part of it. */
async function change(
  app: App,
  kind: CatalogEdit['kind'],
  id: string,
  by: object,
  more: object = {},
): Promise<unknown> {
  const lists = {
    environment: 'environments',
    gateway: 'gateways',
    masterDataTemplate: 'masterDataTemplates',
    masterDataGroup: 'masterDataGroups',
    registrationGroup: 'registrationGroups',
  } as const;
  const before = (await catalogOf(app))[lists[kind]].find((each) =>
    Object.values(each).includes(id),
  );
  return { kind, before, body: { ...before, ...by }, ...more };
}

async function withMasterDatum(app: App, ...added: object[]): Promise<unknown> {
  const before = (await catalogOf(app)).masterDataGroups.find(({ id }) => id === 'md-inverter');
  return {
    kind: 'masterDataGroup',
    before,
    body: { ...before, masterData: [...(before?.masterData ?? []), ...added] },
  };
}

const startBatch = async (app: App) =>
  must(
    await app.call(
      'batches.start',
      { groupId: 'INV5K1', tag: 'B-1', target: null, template: null, allocateTo: null },
      caller,
    ),
  );

describe('where there is no cloud for it, the catalog is edited on the station', () => {
  test('a whole catalog is made by hand, and devices are registered under it', async () => {
    const app = await openStation({ catalog: false });
    const edits = [
      { kind: 'gateway', before: null, body: { id: 'gw', name: 'IoT Hub' } },
      {
        kind: 'masterDataGroup',
        before: null,
        body: { id: 'md', name: 'Pumps', assetType: 'Pump', masterData: [] },
      },
      {
        kind: 'registrationGroup',
        before: null,
        body: { groupId: 'PUMP01', name: 'Pump', masterDataGroupId: 'md', gatewayId: 'gw' },
        groupSecret: 'pump-secret',
      },
      {
        kind: 'masterDataTemplate',
        before: null,
        body: { identifier: 'w', name: 'W', type: 'Double' },
      },
      {
        kind: 'environment',
        before: null,
        body: { regionId: 'beta', name: 'Beta', ous: [{ orgId: 'o-1', name: 'One' }] },
      },
    ];
    for (const edit of edits) {
      expect(must(await save(app, edit))).toEqual({ saved: true, uses: [] });
    }
    const catalog = await catalogOf(app);
    expect(catalog).toMatchObject({
      home: 'station',
      registrationGroups: [{ groupId: 'PUMP01', secretHeld: true, autoRegistration: true }],
      masterDataTemplates: [{ identifier: 'w' }],
      environments: [{ regionId: 'beta' }],
    });
    expect(must(app.parts.vault.get(secretNames.group('PUMP01')))).toBe('pump-secret');
    const job = must(
      app.parts.station.prepare({ groupId: 'PUMP01', allocateTo: null, batchId: null }),
    );
    expect(app.parts.station.receiveFor(job, 'P-0001', typed).verdict).toBe('accepted');
  });

  test('a master datum that is added is in the next device at once, with its default', async () => {
    const app = await openStation();
    await startBatch(app);
    expect(app.parts.station.receive('INV-0001', typed).verdict).toBe('accepted');
    const site = {
      identifier: 'site',
      name: 'Site',
      type: 'String',
      required: true,
      default: 'Hall 3',
    };
    must(await save(app, await withMasterDatum(app, site)));
    expect(app.parts.station.receive('INV-0002', typed).verdict).toBe('accepted');
    const { items } = must(await app.call('devices.list', {}, caller)) as {
      items: { deviceSn: string; masterData: object }[];
    };
    expect(items.map(({ deviceSn, masterData }) => [deviceSn, 'site' in masterData])).toEqual([
      ['INV-0002', true],
      ['INV-0001', false],
    ]);
    expect(items[0]?.masterData).toMatchObject({ site: 'Hall 3' });
  });

  test('one that is required and has no default stops the next read by its name', async () => {
    const app = await openStation();
    await startBatch(app);
    app.parts.station.receive('INV-0001', typed);
    const edit = await withMasterDatum(app, {
      identifier: 'site',
      name: 'Building site',
      type: 'String',
      required: true,
    });
    const asked = must(await save(app, edit));
    expect(asked).toEqual({
      saved: false,
      uses: [{ what: 'values-missing', subject: 'site', count: 1, samples: ['INV-0001'] }],
    });
    expect(app.parts.station.receive('INV-0002', typed).verdict).toBe('accepted');
    expect(must(await save(app, edit, true)).saved).toBe(true);
    const refused = app.parts.station.receive('INV-0003', typed);
    expect(refused).toMatchObject({ verdict: 'refused', problem: { code: 'master-data-missing' } });
    expect(refused.problem?.message).toContain('Building site');
  });

  test('an SN rule that is changed holds for the next read of the open batch', async () => {
    const app = await openStation();
    await startBatch(app);
    expect(app.parts.station.receive('INV-0001', typed).verdict).toBe('accepted');
    const snRule = { length: { min: 10, max: 10 } };
    must(await save(app, await change(app, 'registrationGroup', 'INV5K1', { snRule })));
    expect(app.parts.station.receive('INV-0002', typed).problem?.code).toBe('sn-length');
  });
});

describe('what is saved', () => {
  test.for([
    [
      'environment',
      'beta',
      {
        ous: [
          { orgId: 'a', name: 'A' },
          { orgId: 'a', name: 'B' },
        ],
      },
      'OU "a"',
    ],
    [
      'masterDataGroup',
      'md-inverter',
      { masterData: [{ identifier: 'orgId', name: 'X', type: 'String' }] },
      'built in',
    ],
    [
      'masterDataGroup',
      'md-inverter',
      { masterData: [{ identifier: 'x', name: 'X', type: 'Integer', default: 'no' }] },
      'whole number',
    ],
    [
      'masterDataGroup',
      'md-inverter',
      { masterData: [0, 1].map(() => ({ identifier: 'x', name: 'X', type: 'String' })) },
      'twice',
    ],
    [
      'masterDataGroup',
      'md-inverter',
      { masterData: [{ identifier: 'x', name: 'X', type: 'Enum' }] },
      'no items',
    ],
    ['registrationGroup', 'INV5K1', { masterDataGroupId: 'md-nowhere' }, 'md-nowhere'],
    ['registrationGroup', 'INV5K1', { gatewayId: 'gw-nowhere' }, 'gw-nowhere'],
    ['registrationGroup', 'INV5K1', { snRule: { pattern: '(' } }, 'SN rule'],
    ['registrationGroup', 'INV5K1', { groupId: 'OTHER1' }, 'fixed'],
  ] as const)('%s %s with %j is refused with the reason', async ([kind, id, by, why]) => {
    const app = await openStation();
    const before = await catalogOf(app);
    const found = mustFail(await save(app, await change(app, kind, id, by)));
    expect(found.code).toBe('catalog-misfit');
    expect(found.message).toContain(why);
    expect(await catalogOf(app)).toEqual(before);
  });

  test('is never what somebody else changed meanwhile, and saving twice is saving once', async () => {
    const folder = temporaryFolder();
    const app = await openStation({ folder });
    const mine = await change(app, 'registrationGroup', 'INV5K1', { name: 'Mine' });
    const theirs = await change(app, 'registrationGroup', 'INV5K1', { name: 'Theirs' });
    must(await save(app, theirs));
    must(await save(app, theirs));
    expect(mustFail(await save(app, mine))).toMatchObject({
      code: 'catalog-changed',
      params: { subject: 'INV5K1' },
    });
    const again = { kind: 'gateway', before: null, body: { id: 'iot-hub', name: 'Another' } };
    expect(mustFail(await save(app, again)).code).toBe('catalog-changed');
    expect(journalEvents(folder, 'audited')).toEqual([
      expect.objectContaining({
        by: 'engineer',
        what: 'catalog-saved',
        about: 'registrationGroup/INV5K1',
      }),
    ]);
  });

  test('two who save at the same moment: one of them is told', async () => {
    const app = await openStation();
    await startBatch(app);
    app.parts.station.receive('INV-0001', typed);
    // Counting who uses it leaves room for the other one.
    const without = async (identifier: string) => {
      const before = (await catalogOf(app)).masterDataGroups.find(({ id }) => id === 'md-inverter');
      const masterData = before?.masterData.filter((each) => each.identifier !== identifier);
      return { kind: 'masterDataGroup', before, body: { ...before, masterData } };
    };
    const edits = [await without('phase'), await without('ratedPower')];
    const answers = await Promise.all(edits.map((edit) => save(app, edit, true)));
    expect(answers.map((answer) => answer.ok).toSorted()).toEqual([false, true]);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      problem: { code: 'catalog-changed' },
    });
  });

  test('needs an engineer', async () => {
    const app = await openStation();
    const edit = await change(app, 'gateway', 'iot-hub', { name: 'X' });
    const found = await app.call('catalog.save', { edit }, { role: 'line-lead' });
    expect(mustFail(found).code).toBe('role-missing');
  });
});

describe('a group secret', () => {
  test('goes into the vault, is noted without being told, and is nowhere else', async () => {
    const folder = temporaryFolder();
    const app = await openStation({ folder });
    const edit = await change(
      app,
      'registrationGroup',
      'INV5K1',
      {},
      { groupSecret: 'new-fleet-key' },
    );
    must(await save(app, edit));
    expect(must(app.parts.vault.get(secretNames.group('INV5K1')))).toBe('new-fleet-key');
    const events = journalEvents(folder, 'audited');
    expect(events.map((event) => event.what)).toEqual(['catalog-saved', 'group-secret-set']);
    expect(JSON.stringify([events, await catalogOf(app)])).not.toContain('new-fleet-key');
    const rows = app.parts.store.db.prepare('SELECT body FROM catalog_item').all();
    expect(JSON.stringify(rows)).not.toContain('new-fleet-key');
  });

  test('with a locked vault nothing of the edit is saved', async () => {
    const app = await openStation({ passphrase: null, keyring: null });
    const before = await catalogOf(app);
    const edit = await change(
      app,
      'registrationGroup',
      'INV5K1',
      { name: 'New' },
      { groupSecret: 'x' },
    );
    expect(mustFail(await save(app, edit)).code).toBe('vault-locked');
    expect(await catalogOf(app)).toEqual(before);
    // Without a secret the vault is not asked.
    must(await save(app, await change(app, 'registrationGroup', 'INV5K1', { name: 'New' })));
  });
});

describe('what is retired or narrowed', () => {
  test('a group with devices: who they are; accepted, it is closed and they live on', async () => {
    const app = await openStation();
    await startBatch(app);
    for (let n = 1; n <= 25; n++) app.parts.station.receive(`INV-00${n + 10}`, typed);
    const edit = await change(app, 'registrationGroup', 'INV5K1', {}, { retired: true });
    const { saved, uses } = must(await save(app, edit));
    expect(saved).toBe(false);
    expect(uses).toMatchObject([{ what: 'devices', subject: 'INV5K1', count: 25 }]);
    expect(uses[0]?.samples).toHaveLength(20);
    expect(must(await save(app, edit, true)).saved).toBe(true);
    expect(app.parts.station.receive('INV-9999', typed).problem?.code).toBe('group-unknown');
    const { total } = must(await app.call('devices.list', { groupId: 'INV5K1' }, caller)) as {
      total: number;
    };
    expect(total).toBe(25);
  });

  test('a master data group and a gateway: the groups that link; they keep the link', async () => {
    const app = await openStation();
    const { registrationGroups } = await catalogOf(app);
    const linked = registrationGroups.filter((each) => each.masterDataGroupId === 'md-inverter');
    const edit = await change(app, 'masterDataGroup', 'md-inverter', {}, { retired: true });
    expect(must(await save(app, edit)).uses).toEqual([
      {
        what: 'linked-groups',
        subject: 'md-inverter',
        count: linked.length,
        samples: linked.map((each) => each.groupId),
      },
    ]);
    must(await save(app, edit, true));
    const gateway = await change(app, 'gateway', 'iot-hub', {}, { retired: true });
    expect(must(await save(app, gateway)).uses).toMatchObject([
      { what: 'linked-groups', subject: 'iot-hub', count: registrationGroups.length },
    ]);
    must(await save(app, gateway, true));
    // What carries it keeps it: defaults still come, and the group can still be edited ...
    const job = must(
      app.parts.station.prepare({ groupId: 'INV5K1', allocateTo: null, batchId: null }),
    );
    expect(job.masterData).toMatchObject({ ratedPower: 5 });
    must(await save(app, await change(app, 'registrationGroup', 'INV5K1', { name: 'Renamed' })));
    // ... but nobody new may link.
    const body = {
      groupId: 'NEW001',
      name: 'New',
      masterDataGroupId: 'md-inverter',
      gatewayId: 'iot-hub',
    };
    const found = mustFail(await save(app, { kind: 'registrationGroup', before: null, body }));
    expect(found.message).toContain('md-inverter');
  });

  test('values: taken away, not allowed any more; nothing of them is destroyed', async () => {
    const app = await openStation();
    await startBatch(app);
    app.parts.station.receive('INV-0001', typed);
    const before = (await catalogOf(app)).masterDataGroups.find(({ id }) => id === 'md-inverter');
    const masterData = before?.masterData
      .filter((each) => each.identifier !== 'ratedPower')
      .map((each) =>
        each.identifier === 'phase' ? { ...each, items: ['one', 'two'], default: 'one' } : each,
      );
    const edit = { kind: 'masterDataGroup', before, body: { ...before, masterData } };
    expect(must(await save(app, edit)).uses.toSorted((a, b) => (a.what < b.what ? -1 : 1))).toEqual(
      [
        { what: 'values', subject: 'ratedPower', count: 1, samples: ['INV-0001'] },
        { what: 'values-misfit', subject: 'phase', count: 1, samples: ['INV-0001'] },
      ],
    );
    must(await save(app, edit, true));
    const { items } = must(await app.call('devices.list', {}, caller)) as { items: object[] };
    expect(items).toMatchObject([{ masterData: { ratedPower: 5, phase: 'three' } }]);
  });

  test('another master data group for a group: what its devices would lose', async () => {
    const app = await openStation();
    await startBatch(app);
    app.parts.station.receive('INV-0001', typed);
    const edit = await change(app, 'registrationGroup', 'INV5K1', {
      masterDataGroupId: 'md-meter',
    });
    expect(must(await save(app, edit))).toMatchObject({
      saved: false,
      uses: expect.arrayContaining([
        expect.objectContaining({ what: 'values', subject: 'ratedPower' }),
      ]),
    });
  });

  test('an OU: the devices that are meant for it', async () => {
    const app = await openStation();
    const allocateTo = { regionId: 'beta', orgId: 'o-solar' };
    const job = must(app.parts.station.prepare({ groupId: 'INV5K1', allocateTo, batchId: null }));
    app.parts.station.receiveFor(job, 'INV-0001', typed);
    const ous = [{ orgId: 'o-wind', name: 'Wind farms' }];
    expect(must(await save(app, await change(app, 'environment', 'beta', { ous }))).uses).toEqual([
      { what: 'devices', subject: 'beta/o-solar', count: 1, samples: ['INV-0001'] },
    ]);
    // Nobody is in the other one.
    const solar = [{ orgId: 'o-solar', name: 'Solar plants' }];
    must(await save(app, await change(app, 'environment', 'beta', { ous: solar })));
    expect((await catalogOf(app)).environments[0]?.ous).toHaveLength(1);
  });

  test('what was retired can be made again under its identifier', async () => {
    const app = await openStation();
    const edit = (await change(app, 'gateway', 'iot-hub', {}, { retired: true })) as CatalogEdit;
    must(await save(app, edit, true));
    const retired = must(await app.call('catalog.retired', {}, caller)) as RetiredItems;
    expect(retired).toEqual({
      environments: [],
      gateways: [edit.before],
      masterDataTemplates: [],
      masterDataGroups: [],
      registrationGroups: [],
    });
    must(await save(app, { ...edit, before: null, retired: false }));
    expect(must(await app.call('catalog.retired', {}, caller))).toMatchObject({ gateways: [] });
    expect((await catalogOf(app)).gateways).toHaveLength(1);
    const never = { kind: 'gateway', before: null, body: { id: 'x', name: 'X' }, retired: true };
    expect(mustFail(await save(app, never)).code).toBe('catalog-changed');
  });
});
