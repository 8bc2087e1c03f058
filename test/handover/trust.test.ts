import { expect, test } from 'vitest';
import { catalogText, exportCatalog } from '../../main/catalog/export.ts';
import { certificateKey } from '../../main/certificate/key.ts';
import { sealHandover } from '../../main/handover/container.ts';
import { signedText } from '../../shared/handover/header.ts';
import { must, mustFail } from '../support/station.ts';
import { base64Of, bytesOf, type Hand, hand, withHeader } from './two-stations.ts';

const catalog = { kind: 'catalog' } as const;
const code = async (hand_: Hand, base64: string) =>
  mustFail(await hand_.call('handover.offer', { base64 })).code;

test('a station that is new is taken only with its fingerprint, by an engineer, and is remembered', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  const made = must(await one.call('handover.make', { kind: 'duplicates' }));
  const shown = must(await one.call('handover.stations', {})).own;
  const plan = must(await other.call('handover.offer', { base64: made.base64 }));
  expect(plan).toMatchObject({ trust: 'new', before: null });
  expect(plan.info.fingerprint).toBe(shown);
  const { id, fingerprint } = plan.info;
  expect(mustFail(await other.call('handover.accept', { id })).code).toBe('handover-untrusted');
  const wrong = { id, trust: 'ab'.repeat(32) };
  expect(mustFail(await other.call('handover.accept', wrong)).code).toBe('handover-untrusted');
  const right = { id, trust: fingerprint };
  expect(mustFail(await other.call('handover.accept', right, 'line-lead'))).toMatchObject({
    code: 'role-missing',
    params: { needed: 'engineer' },
  });
  must(await other.call('handover.accept', right, 'engineer'));
  expect(must(await other.call('handover.stations', {})).items).toMatchObject([
    { name: 'ST-1', fingerprint, digest: { count: 0 } },
  ]);
  // From now on a line lead takes what it signs.
  const next = must(await one.call('handover.make', { kind: 'duplicates' }));
  const known = must(await other.call('handover.offer', { base64: next.base64 }, 'line-lead'));
  expect(known.trust).toBe('known');
  must(await other.call('handover.accept', { id: known.info.id }, 'line-lead'));
  const acts = must(await other.call('audit.list', {})).items.map(
    ({ what, about }) => `${what} ${about}`,
  );
  expect(acts.slice(0, 3)).toEqual([
    'handover-taken duplicates ST-1',
    'handover-taken duplicates ST-1',
    `station-trusted ST-1 ${fingerprint}`,
  ]);
});

test('a station that signs with another key is refused until an admin says so', async () => {
  const [one, other, thief] = [await hand('ST-1'), await hand('ST-2'), await hand('ST-1')];
  await other.take(await one.make({ kind: 'duplicates' }));
  const key = must(certificateKey(thief.app.parts.vault));
  const { stationId } = one.app.parts.store.identity;
  const content = Buffer.from(catalogText(exportCatalog(one.app.parts.store.db)));
  const giver = { key, stationId, stationName: 'ST-1', now: Date.now() };
  const file = must(await sealHandover(giver, { kind: 'catalog', rows: 1, content }));
  const plan = must(await other.call('handover.offer', { base64: base64Of(file) }));
  expect(plan.trust).toBe('changed');
  expect(plan.before).not.toBe(plan.info.fingerprint);
  const { id, fingerprint } = plan.info;
  const wish = { id, trust: fingerprint };
  expect(mustFail(await other.call('handover.accept', wish))).toMatchObject({
    code: 'handover-key-changed',
    params: { name: 'ST-1' },
  });
  const reason = 'its vault was lost';
  expect(
    mustFail(await other.call('handover.trust', { id, fingerprint, reason }, 'engineer')).code,
  ).toBe('role-missing');
  const wrong = { id, fingerprint: 'ab'.repeat(32), reason };
  expect(mustFail(await other.call('handover.trust', wrong)).code).toBe('handover-fingerprint');
  must(await other.call('handover.trust', { id, fingerprint, reason }));
  must(await other.call('handover.accept', { id }));
});

test('a byte changed anywhere, a line changed anyhow, or a part missing is no hand-over', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  const whole = await one.make(catalog);
  const bytes = bytesOf(whole);
  for (let at = 0; at < bytes.length; at += 37) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] as number) ^ 1;
    expect(['handover-changed', 'handover-unreadable']).toContain(
      await code(other, base64Of(changed)),
    );
  }
  expect(await code(other, base64Of(bytes.subarray(0, -1)))).toBe('handover-changed');
  expect(await code(other, base64Of(bytes.subarray(0, 40)))).toBe('handover-unreadable');
  expect(await code(other, '')).toBe('handover-unreadable');
  expect(
    await code(
      other,
      withHeader(whole, (head) => (head['kind'] = 'duplicates')),
    ),
  ).toBe('handover-changed');
  expect(
    await code(
      other,
      withHeader(whole, (head) => (head['rows'] = 1)),
    ),
  ).toBe('handover-changed');
  expect(
    await code(
      other,
      withHeader(whole, (head) => (head['version'] = 2)),
    ),
  ).toBe('handover-newer');
  expect(
    await code(
      other,
      withHeader(whole, (head) => (head['extra'] = 2)),
    ),
  ).toBe('handover-unreadable');
  expect(await code(one, whole).catch(() => 'offered')).toBe('offered');
  expect(must(await one.call('handover.offer', { base64: whole })).problem?.code).toBe(
    'handover-own',
  );
});

test('what unpacks to more than its line says is not unpacked to its end', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2')];
  const key = must(certificateKey(one.app.parts.vault));
  const giver = { key, stationId: 'ST-X', stationName: 'ST-X', now: Date.now() };
  const content = Buffer.alloc(32 * 1024 * 1024);
  const file = must(await sealHandover(giver, { kind: 'catalog', rows: 1, content }));
  const lying = withHeader(base64Of(file), (head) => {
    head['bytes'] = 10;
    const message = Buffer.from(signedText(head as never));
    head['signature'] = Buffer.from(key.sign(message)).toString('hex');
  });
  expect(await code(other, lying)).toBe('handover-changed');
  expect(must(await other.call('handover.look', {})).plan).toBeNull();
});

test('a catalog travels without secrets, needs an engineer, and one with a secret in it is refused', async () => {
  const [one, other] = [await hand('ST-1'), await hand('ST-2', { catalog: false })];
  expect(mustFail(await one.call('handover.make', catalog, 'line-lead')).code).toBe('role-missing');
  const made = must(await one.call('handover.make', catalog, 'engineer'));
  const plan = must(await other.call('handover.offer', { base64: made.base64 }));
  expect(plan.catalog).toMatchObject({ groups: 3, changed: 0, same: 0 });
  expect(plan.catalog?.added).toBe(plan.info.rows);
  const wish = { id: plan.info.id, trust: plan.info.fingerprint };
  expect(mustFail(await other.call('handover.accept', wish, 'line-lead')).code).toBe(
    'role-missing',
  );
  must(await other.call('handover.accept', wish));
  const here = must(await other.call('catalog.get', {})).registrationGroups;
  expect(here.map(({ groupId, secretHeld }) => [groupId, secretHeld])).toEqual([
    ['INV5K1', false],
    ['MTR3P2', false],
    ['SNS001', false],
  ]);
  expect(must(await other.call('handover.look', {})).plan?.catalog).toMatchObject({
    added: 0,
    changed: 0,
  });

  const key = must(certificateKey(one.app.parts.vault));
  const file = exportCatalog(one.app.parts.store.db);
  const registrationGroups = file.registrationGroups.map((group) => ({
    ...group,
    groupSecret: 'key',
  }));
  const content = Buffer.from(catalogText({ ...file, registrationGroups }));
  const giver = { key, stationId: 'ST-X', stationName: 'ST-X', now: Date.now() };
  const sealed = must(await sealHandover(giver, { kind: 'catalog', rows: 1, content }));
  expect(await code(other, base64Of(sealed))).toBe('handover-secret');
});
