import { expect, test } from 'vitest';
import { tokenEncryption } from '../../shared/signing/enos.ts';
import type { ApiReply } from '../support/enos-client.ts';
import { deviceSign } from '../support/enos-signing.ts';
import { until } from '../support/wait.ts';
import { groupSecretOf, House, solar } from './house.ts';
import { sql } from './support.ts';

/** Each way to be refused, one after the other, and what the service wrote about it. */
const house = new House();

const everything = `select md5(string_agg(d::text, '' order by seq)) as sum from device d`;
const long = 'q'.repeat(1_000_000);
const old = Date.now() - 10 * 60_000;

/** What is sent, and `[HTTP status, code]` as documented. */
const wrong: [string, () => Promise<ApiReply>, [number, number]][] = [
  ['wrong signature', () => get({ 'apim-signature': 'f'.repeat(64) }), [401, 1003]],
  [
    'signature of another time',
    () => get({ 'apim-timestamp': String(Date.now() - 1000) }),
    [401, 1003],
  ],
  ['old timestamp', () => get({ 'apim-timestamp': String(old) }), [401, 1004]],
  ['a token that was never given', () => get({ 'apim-accesstoken': 'never given' }), [401, 1203]],
  ['no token', () => get({ 'apim-accesstoken': '' }), [401, 1202]],
  ['wrong login', () => house.client.tokenReply({ encryption: 'f'.repeat(64) }), [401, 1003]],
  ['login of nobody', () => house.client.tokenReply({ appKey: 'nobody' }), [401, 1002]],
  ['old login', () => login(old), [401, 1004]],
  ['replayed login', () => login(house.client.timestamp(), 2), [401, 1001]],
  [
    "another OU's name",
    () => house.stranger.call('get', { query: { sn: 'OURS', orgId: house.service.orgId } }),
    [403, 35603],
  ],
  [
    "another OU's device",
    () => house.stranger.call('allocate', { body: { sn: 'OURS' } }),
    [200, 35601],
  ],
  [
    "another OU's group",
    () => house.stranger.call('delete', { body: { groupId: 'MIG', snList: ['OURS'] } }),
    [200, 35404],
  ],
  ['SQL in a search', () => search(`sn = 'x' or 1=1; drop table device; --`), [200, 99400]],
  ['a field that is SQL', () => search(`device.device_secret = 'x'`), [200, 99400]],
  ['a function in a search', () => search(`pg_sleep(9) = 'x'`), [200, 99400]],
  ['a million characters to search for', () => search(`sn = '${long}'`), [200, 99400]],
  ['a million brackets', () => search('('.repeat(1_000_000)), [200, 99400]],
  [
    'a million characters of a description',
    () => house.client.call('update', { body: { sn: 'OURS', desc: long } }),
    [200, 99400],
  ],
  ['a device with a wrong signature', () => boot(Date.now(), 'wrong secret'), [401, 35601]],
  ['a device with an old time', () => boot(old, groupSecretOf('MIG')), [401, 1004]],
  [
    'a device that was recorded',
    async () => {
      const timestamp = Number(house.client.timestamp());
      await boot(timestamp, groupSecretOf('MIG'));
      return boot(timestamp, groupSecretOf('MIG'));
    },
    [401, 1001],
  ],
];

const get = (change: Record<string, string>) =>
  house.client.call('get', { query: { sn: 'OURS' }, change });
const search = (expression: string) => house.client.call('search', { body: { expression } });
const boot = (timestamp: number, secret: string) =>
  house.bootstrap('MIG', 'OURS', {
    dpsSignTimestamp: timestamp,
    dpsSign: deviceSign('OURS', timestamp, secret),
  });
async function login(timestamp: string | number, times = 1): Promise<ApiReply> {
  const { appKey, appSecret } = house.service;
  const encryption = tokenEncryption(appKey, Number(timestamp), appSecret);
  const ask = () => house.client.tokenReply({ timestamp: Number(timestamp), encryption });
  let reply = await ask();
  for (let n = 1; n < times; n++) reply = await ask();
  return reply;
}

test('each has its documented code, changes nothing, and leaves no secret in the log', async () => {
  await house.client.operations([
    { key: 'refused-1', kind: 'create', groupId: 'MIG', deviceSn: 'OURS' },
    { key: 'refused-2', kind: 'allocate', groupId: 'MIG', deviceSn: 'OURS', deviceData: solar },
  ]);
  const { data: credentials } = await house.client.lineside('devices/credentials', {
    ...{ groupId: 'MIG', deviceSn: 'OURS', by: 'us', reason: 'test' },
  });
  // Connected already, so that a rightful boot changes nothing either.
  await boot(Number(house.client.timestamp()), groupSecretOf('MIG'));
  const [before] = await sql(house.database, everything);
  for (const [name, send, expected] of wrong) {
    const { http, code, msg } = await send();
    expect([name, http, code]).toEqual([name, ...expected]);
    expect([name, msg.length < 1000]).toEqual([name, true]);
  }
  const [after] = await sql(house.database, everything);
  expect(after).toEqual(before);

  // What breaks is logged, other than what is refused: PostgreSQL goes away under requests with secrets.
  const database = new URL(house.database).pathname.slice(1);
  await sql(house.postgres.url, `alter database ${database} with allow_connections false`);
  await sql(
    house.postgres.url,
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
    [database],
  );
  const token = await house.client.token();
  const broken = await Promise.all([
    house.client.call('update', { body: { sn: 'OURS', desc: 'away' } }),
    house.client.tokenReply({ accessToken: token }, 'refresh'),
    boot(Number(house.client.timestamp()), groupSecretOf('MIG')),
  ]);
  for (const { http, code } of broken) expect([http, code]).toEqual([503, 1005]);
  await sql(house.postgres.url, `alter database ${database} with allow_connections true`);
  await until('it to be back', async () => (await fetch(`${house.service.url}/ready`)).ok);

  const log = house.service.log();
  expect(log).toContain('the database did not do it');
  expect(log.length).toBeLessThan(20_000);
  const secrets = [
    ...[credentials.deviceSecret, credentials.deviceKey, house.key, token],
    ...[house.service.appKey, house.service.appSecret, house.stranger.keys.appSecret],
    groupSecretOf('MIG'),
  ];
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(7);
    expect(log).not.toContain(secret);
  }
  for (const word of ['qqqq', 'apim-signature', 'drop table', 'orgId=', '[0-9a-f]{64}']) {
    expect(log).not.toMatch(new RegExp(word));
  }
});
