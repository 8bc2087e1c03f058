import { once } from 'node:events';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { until } from '../support/wait.ts';
import { groupSecretOf, House, solar } from './house.ts';
import { StationClient, sql, startService } from './support.ts';

/** What those see who look after the service: metrics, health, readiness, and its end. */
const house = new House();
const another = (more: Record<string, string> = {}) =>
  startService(['--database-url', house.database], {
    LINESIDE_CLOUD_LIMITS: 'failures=1',
    ...more,
    LINESIDE_CLOUD_KEY: house.key,
  });

const metricsOf = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}/metrics`, { headers });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  };
};
const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

describe('metrics', () => {
  test('count requests, answers, operations and connections, and watch the process', async () => {
    const create = { key: 'watched-1', kind: 'create', groupId: 'MIG', deviceSn: 'WATCHED-1' };
    const away = { ...create, key: 'watched-2', kind: 'allocate', deviceData: solar };
    const nothing = { ...create, key: 'watched-3', deviceSn: 'WATCHED-2', groupId: 'NOT-THERE' };
    await house.client.operations([create, away, nothing]);
    await house.client.operations([create]);
    await house.client.call('get', { query: { sn: 'NOT-THERE' } });
    const { status, type, text } = await metricsOf(house.service.url);
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    for (const line of [
      /^lineside_operations_total\{kind="create",outcome="done"\} 1$/m,
      /^lineside_operations_total\{kind="create",outcome="repeated"\} 1$/m,
      /^lineside_operations_total\{kind="create",outcome="refused"\} 1$/m,
      /^lineside_operations_total\{kind="allocate",outcome="done"\} 1$/m,
      /^lineside_answers_total\{code="35601"\} 1$/m,
      /^lineside_http_request_duration_seconds_count\{route="POST \/lineside\/v1\/operations",status="2xx"\} 2$/m,
      /^lineside_http_request_duration_seconds_count\{route="GET \/dps-service\/v2.5\/pvs\/device\?action=get",status="2xx"\} 1$/m,
      /^lineside_database_connections\{state="open"\} \d+$/m,
      /^lineside_database_connections\{state="awaited"\} \d+$/m,
      /^nodejs_eventloop_lag_p99_seconds [\d.e-]+$/m,
      /^process_resident_memory_bytes \d+$/m,
      /^# TYPE lineside_transaction_retries_total counter$/m,
      /^# TYPE lineside_limited_total counter$/m,
    ]) {
      expect(text).toMatch(line);
    }
    const { appKey, appSecret, orgId } = house.service;
    const token = await house.client.token();
    for (const word of ['WATCHED', 'MIG', appKey, appSecret, orgId, token, groupSecretOf('MIG')]) {
      expect(text).not.toContain(word);
    }
  });

  test('nobody can make labels: paths and actions that are not there count as one', async () => {
    for (let n = 0; n < 20; n++) {
      await fetch(`${house.service.url}/made-up-${n}`);
      await house.client.call(`made-up-${n}`);
    }
    const { text } = await metricsOf(house.service.url);
    expect(text).not.toContain('made-up');
    expect(text).toMatch(/route="none",status="4xx"\} 20$/m);
    expect(text).toMatch(/route="POST [^"]*\?action=other",status="2xx"\} 20$/m);
  });

  test('are for this machine, or for who has the token', async () => {
    const through = await metricsOf(house.service.url, { 'x-forwarded-for': '127.0.0.1' });
    expect(through.status).toBe(401);
    await using guarded = await another({ LINESIDE_CLOUD_METRICS_TOKEN: 'a token of its own' });
    expect((await metricsOf(guarded.url)).status).toBe(401);
    const wrong = await metricsOf(guarded.url, { authorization: 'Bearer something else' });
    expect([wrong.status, wrong.text.includes('lineside_http')]).toEqual([401, false]);
    const right = await metricsOf(guarded.url, {
      authorization: 'Bearer a token of its own',
      'x-forwarded-for': '10.0.0.7',
    });
    expect(right.status).toBe(200);
    expect(guarded.log()).not.toContain('a token of its own');
  });
});

test('behind a proxy that is trusted, callers are told apart; others cannot say who they are', async () => {
  const guess = (url: string, from: string) =>
    fetch(`${url}/dps-service/v2.5/pvs/device?action=get`, {
      headers: {
        'x-forwarded-for': from,
        'apim-accesstoken': 'guess',
        'apim-signature': 'guess',
        'apim-timestamp': '1',
      },
    }).then((response) => response.status);
  /** Guesses until it is told to wait, each time as the address that `from` names. */
  const exhaust = (url: string, from: (n: number) => string) => {
    let n = 0;
    return until('the limit', async () => {
      const guesses = Array.from({ length: 10 }, () => guess(url, from(n++ % 250)));
      return (await Promise.all(guesses)).includes(429);
    });
  };
  await using trusting = await another({ LINESIDE_CLOUD_TRUSTED_PROXIES: '127.0.0.0/8' });
  await exhaust(trusting.url, () => '10.0.0.1');
  expect(await guess(trusting.url, '10.0.0.2')).toBe(401);
  await using plain = await another();
  await exhaust(plain.url, (n) => `10.0.1.${n}`);
});

describe('health and readiness', () => {
  test('without its database the service lives and is not ready, and then is again', async () => {
    const name = new URL(house.database).pathname.slice(1);
    const server = house.postgres.url;
    await sql(server, `alter database ${name} with allow_connections false`);
    await sql(server, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      name,
    ]);
    const at = house.service.url;
    await until('it to notice', async () => (await statusOf(`${at}/ready`)) === 503);
    expect(await statusOf(`${at}/health`)).toBe(200);
    await sql(server, `alter database ${name} with allow_connections true`);
    await until('it to be ready', async () => (await statusOf(`${at}/ready`)) === 200);
  });

  test('a schema that is not up to date is not ready; a newer one is no hindrance', async () => {
    const ready = `${house.service.url}/ready`;
    await sql(house.database, 'update schema_step set number = -number');
    expect(await statusOf(ready)).toBe(503);
    await sql(house.database, 'update schema_step set number = -number');
    expect(await statusOf(ready)).toBe(200);
    await sql(house.database, 'insert into schema_step (number) values (999)');
    expect(await statusOf(ready)).toBe(200);
    await sql(house.database, 'delete from schema_step where number = 999');
  });

  test('told to stop, it says that it is not ready, ends what is in work, and goes', async () => {
    const service = await another({ LINESIDE_CLOUD_DRAIN_SECONDS: '6' });
    const client = new StationClient(service);
    await client.create('MIG', 'HELD');
    // Somebody holds the row: the request has to wait inside its transaction.
    const holder = new pg.Client({ connectionString: house.database });
    await holder.connect();
    onTestFinished(() => holder.end());
    await holder.query('begin');
    await holder.query(`select 1 from device where device_sn = 'HELD' for update`);
    const inFlight = client.call('allocate', { body: { sn: 'HELD', deviceData: solar } });
    await until('the request to wait', async () => {
      const waiting = await sql(
        house.postgres.url,
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%device%'`,
      );
      return waiting.length > 0;
    });
    const exit = once(service.child, 'exit');
    service.child.kill('SIGTERM');
    await until('it to be out of the balancer', async () => {
      return (await statusOf(`${service.url}/ready`)) === 503;
    });
    // Balancers that have not heard of it yet still send requests, and they are answered.
    expect((await client.lineside('summary')).http).toBe(200);
    await until('it to take no more', () =>
      fetch(`${service.url}/ready`).then(
        () => false,
        () => true,
      ),
    );
    await holder.query('rollback');
    expect(await inFlight).toMatchObject({ http: 200, code: 0, data: { sn: 'HELD' } });
    expect(await exit).toEqual([0, null]);
  });
});
