import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ApiReply } from '../support/enos-client.ts';
import { must, openStation } from '../support/station.ts';
import { until } from '../support/wait.ts';
import { House, refusal } from './house.ts';
import { newMasterKey, refusedStart, StationClient, startService } from './support.ts';

/** Small numbers, so that a few requests meet them. A full bucket holds five seconds of its rate. */
const rates = 'requests=8,devices=40,group=1,failures=1';
const house = new House({ LINESIDE_CLOUD_LIMITS: rates });

const tooMany = { http: 429, code: 99429, msg: expect.stringMatching(/^Too many requests, come /) };

/** Asks, many at once so that a slow machine is faster than the limit, until it is told to wait. */
async function exhaust(ask: () => Promise<ApiReply>): Promise<ApiReply> {
  for (let round = 0; round < 40; round++) {
    const replies = await Promise.all(Array.from({ length: 25 }, ask));
    const limited = replies.find(({ http }) => http === 429);
    if (limited) return limited;
  }
  throw new Error('1000 requests met no limit');
}

test('a leaked group secret fills its group no faster than the group may grow', async () => {
  let n = 0;
  const reply = await exhaust(() => house.bootstrap('AUT', `FLOOD-${n++}`));
  expect(reply.code).toBe(99429);
  const metrics = await (await fetch(`${house.service.url}/metrics`)).text();
  expect(metrics).toMatch(/lineside_limited_total\{limit="group"\} [1-9]/);
  expect((await house.bootstrap('OLD', 'CALM-1')).whole.dk).toEqual(expect.any(String));
});

describe('one caller takes nothing from another', () => {
  test('an application key has its requests, and the next one its own', async () => {
    const reply = await exhaust(() => house.stranger.lineside('summary'));
    expect(refusal(reply)).toEqual(tooMany);
    expect((await house.client.lineside('summary')).http).toBe(200);
    const get = () => house.stranger.call('get', { query: { sn: 'NONE' } });
    expect(refusal(await exhaust(get))).toEqual(tooMany);
  });

  test('wrong logins run out, and a station that is in stays in', async () => {
    await house.client.token();
    const wrong = () => house.client.tokenReply({ encryption: 'f'.repeat(64) });
    const reply = await exhaust(wrong);
    expect(reply.whole).toMatchObject({ status: 99429, business: 'apim-token-service' });
    // As long as it lasts, nobody new comes in from there; who holds a token does, and renews it.
    expect((await exhaust(() => house.client.tokenReply())).http).toBe(429);
    expect((await house.client.lineside('summary')).http).toBe(200);
    const accessToken = await house.client.token();
    expect((await house.client.tokenReply({ accessToken }, 'refresh')).code).toBe(0);
  });

  test('guessed tokens run out as well', async () => {
    const guess = () =>
      house.client.call('get', {
        query: { sn: 'NONE' },
        change: { 'apim-accesstoken': 'x'.repeat(43) },
      });
    expect(refusal(await exhaust(guess))).toEqual(tooMany);
    expect((await house.client.lineside('summary')).http).toBe(200);
  });

  test('hostile devices are told to wait in their own form, and stations go on', async () => {
    const reply = await exhaust(() => house.bootstrap('MIG', 'HOSTILE', {}, 'wrong secret'));
    expect(reply.whole).toEqual({ code: 99429, msg: expect.any(String) });
    expect((await house.client.lineside('summary')).http).toBe(200);
  });

  test('the answer says when to come again, in whole seconds', async () => {
    const ask = () => fetch(`${house.service.url}/dev/bootstrap`, { method: 'POST', body: '{}' });
    const response = await until('the limit', async () => {
      const responses = await Promise.all(Array.from({ length: 25 }, ask));
      return responses.find(({ status }) => status === 429);
    });
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });
});

test('a station drains through a limit, and nothing is done twice or left', {
  timeout: 120_000,
}, async () => {
  await using service = await startService(['--database-url', house.database], {
    LINESIDE_CLOUD_KEY: house.key,
    LINESIDE_CLOUD_LIMITS: 'operations=150',
  });
  const app = await openStation();
  const admin = { role: 'admin' } as const;
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'LIMITED' }, admin));
  const count = 1600;
  for (let n = 0; n < count; n++) {
    app.parts.station.receive(`LIMITED-${n}`, { kind: 'typed', name: '' });
  }
  const { appKey, appSecret, orgId, url } = service;
  const link = { kind: 'lineside', url, appKey, appSecret, orgId } as const;
  must(await app.call('cloud.connect', link, admin));
  must(await app.parts.sync.drain({ deadline: null, patienceMs: 60_000 }));
  const client = new StationClient(service);
  expect(await client.searchAll(`deviceData.deviceSn LIKE 'LIMITED-%'`)).toHaveLength(count);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/lineside_limited_total\{limit="operations"\} [1-9]/);
});

test('devices that all wait for PostgreSQL leave stations their places and connections', async () => {
  await using service = await startService(['--database-url', house.database], {
    LINESIDE_CLOUD_KEY: house.key,
  });
  const client = new StationClient(service);
  await client.token();
  const holder = new pg.Client({ connectionString: house.database });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('begin');
  await holder.query('lock table device_request in access exclusive mode');
  let answered = 0;
  const boots = Array.from({ length: 150 }, async (_, n) => {
    const reply = await client.post('/dev/bootstrap', house.boot('AUT', `CROWD-${n}`));
    answered++;
    return reply.http;
  });
  // More than may be in work are told to come again; the others wait.
  await until('the crowd to be there', () => answered >= 50);
  for (let n = 0; n < 5; n++) expect((await client.lineside('summary')).http).toBe(200);
  await holder.query('commit');
  const statuses = await Promise.all(boots);
  expect(statuses.filter((status) => status === 503)).toHaveLength(50);
  expect(statuses.filter((status) => status === 200)).toHaveLength(100);
});

test('limits that say nothing are a sentence', async () => {
  const refused = await refusedStart([], {
    LINESIDE_CLOUD_KEY: newMasterKey(),
    LINESIDE_CLOUD_LIMITS: 'requests=many',
  });
  expect([refused.code, refused.status]).toEqual(['usage', 2]);
  expect(refused.message).toMatch(/LINESIDE_CLOUD_LIMITS must look like requests=500/);
  const proxies = await refusedStart([], { LINESIDE_CLOUD_TRUSTED_PROXIES: '10.0.0.0/99' });
  expect(proxies.message).toMatch(/LINESIDE_CLOUD_TRUSTED_PROXIES must be/);
});
