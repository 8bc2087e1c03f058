import { expect, test } from 'vitest';
import { findAnyItem, putItem } from '../../main/catalog/catalog.ts';
import { takeCatalogFile } from '../../main/catalog/import-in-cloud.ts';
import { createEnosSession } from '../../main/sync/clouds/enos-session.ts';
import { createLinesideCloud } from '../../main/sync/clouds/lineside.ts';
import type { HttpReply } from '../../main/world.ts';
import { catalogBodies } from '../../shared/models/catalog-edit.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { scripted } from '../sync/scripted-cloud.ts';

/** What the station does around the cloud's answer; the cloud itself is proved in `test/cloud`. */

const gateway = (name: string) => catalogBodies.gateway.parse({ id: 'gw', name });
const text = JSON.stringify({ gateways: [{ id: 'gw', name: 'File' }] });
const groups = JSON.stringify({
  registrationGroups: [{ groupId: 'G', name: 'G', masterDataGroupId: 'm', gatewayId: 'g' }],
});

type Send = (file: object, accept: boolean) => Promise<Result<never>>;

/** A station whose catalog lives in a cloud that answers as told. `pulls` are what each pull brings. */
async function station(
  answer: Result<unknown>,
  pulls: ((put: (name: string) => void) => void)[] = [],
  world: object = {},
) {
  const app = await openStation({ catalog: false, ...world });
  const { db } = app.parts.store;
  const seen: unknown[] = [];
  const put = (name: string) => putItem(db, 'gateway', 'gw', gateway(name));
  const importCatalog = (async (file: object, accept: boolean) => {
    seen.push({ file, accept });
    return answer;
  }) as Send;
  const { cloud } = scripted(() => 'lost', { importCatalog });
  const sync = {
    ...app.parts.sync,
    cloud: () => ok(cloud),
    pull: async () => {
      seen.push('pull');
      pulls.shift()?.(put);
      return ok({ changed: 1, knownDevices: 0 });
    },
  };
  const link = { kind: 'lineside', url: 'http://cloud', appKey: 'k', orgId: 'o' } as const;
  const settings = {
    ...app.parts.settings,
    get: () => ({ ...app.parts.settings.get(), cloud: link }),
  };
  const needs = { ...app.parts, sync, settings };
  return { needs, seen, put, name: () => findAnyItem(db, 'gateway', 'gw')?.body.name };
}

test('the file goes as it was written, and what came of it is fetched', async () => {
  const { needs, seen, name } = await station(ok({ saved: true, uses: [] }), [
    (put) => put('File'),
  ]);
  expect(must(await takeCatalogFile(needs, { text: `\ufeff${text}`, accept: true }))).toEqual({
    saved: true,
    uses: [],
    groups: 0,
    secretsRefused: [],
  });
  expect(seen).toEqual([{ file: JSON.parse(text), accept: true }, 'pull']);
  expect(name()).toBe('File');
});

test('what the cloud had already, and is otherwise here, is fetched anew', async () => {
  const { needs, seen, put, name } = await station(ok({ saved: true, uses: [] }), [
    () => {},
    (bring) => bring('File'),
  ]);
  put('Stale');
  must(await takeCatalogFile(needs, { text, accept: false }));
  expect(seen.slice(1)).toEqual(['pull', 'pull']);
  expect(name()).toBe('File');
});

test('what is in use is asked about; nothing is fetched or changed here', async () => {
  const uses = [{ what: 'devices' as const, subject: 'x', count: 1, samples: ['A'] }];
  const { needs, seen, name } = await station(ok({ saved: false, uses }));
  const asked = must(await takeCatalogFile(needs, { text, accept: false }));
  expect(asked).toEqual({ saved: false, uses, groups: 0, secretsRefused: [] });
  expect(seen).toHaveLength(1);
  expect(name()).toBeUndefined();
});

test('without a network nothing changes here either; what the cloud refuses is told as it is', async () => {
  const away = await station(fail('cloud-unreachable', { detail: 'ECONNREFUSED' }));
  const found = mustFail(await takeCatalogFile(away.needs, { text, accept: false }));
  expect(found).toMatchObject({ code: 'catalog-needs-cloud', params: { detail: 'ECONNREFUSED' } });
  expect(away.name()).toBeUndefined();
  expect(away.seen).toHaveLength(1);
  const no = await station(fail('cloud-refused', { code: 99400, message: 'no' }));
  expect(mustFail(await takeCatalogFile(no.needs, { text, accept: false })).code).toBe(
    'cloud-refused',
  );
});

test('a file that is none, or with groups for a locked vault, is not sent', async () => {
  const open = await station(ok({ saved: true, uses: [] }));
  for (const bad of ['', '[', 'null', '{}', '{"gateways":[{}]}']) {
    expect(mustFail(await takeCatalogFile(open.needs, { text: bad, accept: false })).code).toMatch(
      /^catalog-(not-json|invalid)$/,
    );
  }
  const locked = await station(ok({ saved: true, uses: [] }), [], {
    passphrase: null,
    keyring: null,
  });
  expect(mustFail(await takeCatalogFile(locked.needs, { text: groups, accept: false })).code).toBe(
    'vault-locked',
  );
  expect([...open.seen, ...locked.seen]).toEqual([]);
});

test('the cloud’s word on what cannot be is the same as the station’s own, and it is given its time', async () => {
  const patience: number[] = [];
  const link = { kind: 'lineside', url: 'http://cloud', appKey: 'k', orgId: 'o' } as const;
  const session = createEnosSession({
    link,
    appSecret: 's',
    now: () => 1_790_000_000_000,
    steady: () => 0,
    http: async ({ url, timeoutMs }): Promise<HttpReply> => {
      patience.push(timeoutMs);
      const said = new URL(url).pathname.includes('token')
        ? { code: 0, data: { accessToken: 't', expire: 7200 } }
        : { code: 99400, msg: 'Invalid Argument file:"x" is there twice' };
      return { ok: true, status: 200, headers: () => null, body: JSON.stringify(said) };
    },
  });
  const cloud = createLinesideCloud(session, () => ({ id: 'id', epoch: 1, name: 'ST' }));
  const found = mustFail((await cloud.importCatalog?.({}, false)) ?? fail('cloud-no-catalog'));
  expect(found).toMatchObject({
    code: 'catalog-invalid',
    params: { detail: '"x" is there twice' },
  });
  expect(patience).toEqual([20_000, 300_000]);
});
