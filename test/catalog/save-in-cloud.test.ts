import { expect, test } from 'vitest';
import { putItem } from '../../main/catalog/catalog.ts';
import { saveInCloud } from '../../main/catalog/save.ts';
import { createEnosSession } from '../../main/sync/clouds/enos-session.ts';
import { createLinesideCloud } from '../../main/sync/clouds/lineside.ts';
import type { HttpReply, HttpRequest } from '../../main/world.ts';
import { type CatalogEdit, catalogBodies } from '../../shared/models/catalog-edit.ts';
import { fail, ok } from '../../shared/problems.ts';
import { must, mustFail, openStation } from '../support/station.ts';

/** What the station does around the cloud's answer; the cloud itself is proved in `test/cloud`. */

const gateway = (name: string) => catalogBodies.gateway.parse({ id: 'gw', name });
const edit: CatalogEdit = { kind: 'gateway', before: null, body: gateway('Mine'), retired: false };

async function station(
  pulled: (put: (name: string) => void) => void = () => {},
  world: object = {},
) {
  const app = await openStation(world);
  const seen: string[] = [];
  const put = (name: string) => putItem(app.parts.store.db, 'gateway', 'gw', gateway(name));
  const sync = {
    ...app.parts.sync,
    pull: async () => {
      seen.push('pull');
      pulled(put);
      return ok({ changed: 1, knownDevices: 0 });
    },
  };
  return { needs: { ...app.parts, sync }, seen };
}

test('what the cloud saved is fetched at once', async () => {
  const { needs, seen } = await station((put) => put('Mine'));
  const send = async (sent: CatalogEdit, accept: boolean) => {
    seen.push(`${sent.kind} ${accept}`);
    return ok({ saved: true, uses: [] });
  };
  expect(must(await saveInCloud(needs, send, { edit, accept: true }))).toEqual({
    saved: true,
    uses: [],
  });
  expect(seen).toEqual(['gateway true', 'pull']);
});

test('what is in use is asked about again; nothing is fetched', async () => {
  const { needs, seen } = await station();
  const uses = [{ what: 'devices', subject: 'x', count: 1, samples: ['A'] }] as const;
  const send = async () =>
    ok({ saved: false, uses: uses.map((use) => ({ ...use, samples: ['A'] })) });
  expect(must(await saveInCloud(needs, send, { edit, accept: false })).saved).toBe(false);
  expect(seen).toEqual([]);
});

test('changed meanwhile by ourselves, and only the answer was lost: it is saved', async () => {
  const send = async () => fail('catalog-changed', { subject: 'gw' });
  const ours = await station((put) => put('Mine'));
  expect(must(await saveInCloud(ours.needs, send, { edit, accept: false })).saved).toBe(true);
  const theirs = await station((put) => put('Theirs'));
  const found = mustFail(await saveInCloud(theirs.needs, send, { edit, accept: false }));
  expect(found.code).toBe('catalog-changed');
});

test('without a network it says that nothing waits for one; what the cloud refuses is told as it is', async () => {
  const { needs, seen } = await station();
  const away = async () => fail('cloud-unreachable', { detail: 'ECONNREFUSED' });
  const found = mustFail(await saveInCloud(needs, away, { edit, accept: false }));
  expect(found).toMatchObject({ code: 'catalog-needs-cloud', params: { detail: 'ECONNREFUSED' } });
  const no = async () => fail('cloud-refused', { code: 99400, message: 'no' });
  expect(mustFail(await saveInCloud(needs, no, { edit, accept: false })).code).toBe(
    'cloud-refused',
  );
  expect(seen).toEqual([]);
});

test('a group is not sent while the vault could not take its secret back', async () => {
  const { needs, seen } = await station(() => {}, { passphrase: null, keyring: null });
  const body = catalogBodies.registrationGroup.parse({
    groupId: 'G',
    name: 'G',
    masterDataGroupId: 'm',
    gatewayId: 'g',
  });
  const group: CatalogEdit = { kind: 'registrationGroup', before: null, body, retired: false };
  const send = async () => {
    seen.push('sent');
    return ok({ saved: true, uses: [] });
  };
  expect(mustFail(await saveInCloud(needs, send, { edit: group, accept: false })).code).toBe(
    'vault-locked',
  );
  expect(seen).toEqual([]);
});

test('a cloud that counts a fleet is given the time for it', async () => {
  const patience = new Map<string, number>();
  const http = async ({ url, timeoutMs }: HttpRequest): Promise<HttpReply> => {
    const path = new URL(url).pathname;
    patience.set(path, timeoutMs);
    const data = path.includes('token')
      ? { accessToken: 't', expire: 7200 }
      : { saved: true, uses: [] };
    return { ok: true, status: 200, headers: () => null, body: JSON.stringify({ code: 0, data }) };
  };
  const link = { kind: 'lineside', url: 'http://cloud', appKey: 'k', orgId: 'o' } as const;
  const session = createEnosSession({
    link,
    appSecret: 's',
    http,
    now: () => 1_790_000_000_000,
    steady: () => 0,
  });
  const cloud = createLinesideCloud(session, () => ({ id: 'id', epoch: 1, name: 'ST' }));
  expect(must((await cloud.saveCatalog?.(edit, false)) ?? fail('cloud-no-catalog')).saved).toBe(
    true,
  );
  expect([...patience.values()]).toEqual([20_000, 300_000]);
});
