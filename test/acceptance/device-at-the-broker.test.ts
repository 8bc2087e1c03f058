import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gateUser, hasBroker, startBroker, whyNoBroker } from '../support/broker.ts';
import { hasOpenssl, selfSigned } from '../support/certificate.ts';
import { freshStation, sampleCatalog, startCloud, tempFolder } from '../support/cli.ts';
import { EnosClient } from '../support/enos-client.ts';
import { deviceSign } from '../support/enos-signing.ts';
import type { Json } from '../support/json.ts';
import { loginOf, MqttDevice } from '../support/mqtt-device.ts';
import { freePort } from '../support/postgres.ts';

/** Item 4: the credentials of a device are good for something real, over TLS, until they end. */
const groupId = 'INV5K1';
const sn = 'DEV-0001';
const able = hasBroker && hasOpenssl;
const title =
  'the first article is proved at the broker, lives there, and is cut off when it moves';

test.skipIf(!able)(able ? title : `skipped, ${whyNoBroker}, or no openssl: ${title}`, async () => {
  await using folder = await tempFolder();
  await using broker = await startBroker();
  const certificate = await selfSigned(folder.path);
  const port = await freePort();
  const catalog = JSON.parse(await readFile(sampleCatalog, 'utf8'));
  catalog.gateways[0].mqttUrl = `ssl://localhost:${port}`;
  const seed = join(folder.path, 'catalog.json');
  await writeFile(seed, JSON.stringify(catalog));
  await using cloud = await startCloud(
    [
      ...['--data', join(folder.path, 'cloud'), '--seed', seed],
      ...['--mqtt-broker', broker.url, '--mqtt-port', String(port)],
    ],
    {
      env: {
        LINESIDE_MQTT_USER: gateUser.user,
        LINESIDE_MQTT_PASSWORD: gateUser.password,
        LINESIDE_MQTT_CERT: certificate.file,
        LINESIDE_MQTT_KEY: certificate.keyFile,
      },
    },
  );
  const said: Json = cloud.process.json.find((line) => 'appSecret' in line);
  expect(said.mqttUrl).toBe(`ssl://127.0.0.1:${port}`);
  const client = new EnosClient(cloud);
  await using station = await freshStation();
  const env = { NODE_EXTRA_CA_CERTS: certificate.file };
  const args = ['--url', cloud.url, '--group', groupId, '--sn', sn];
  const play = () => station.run(['simulate-device', ...args], { env });
  const device = async (): Promise<Json> =>
    (await client.searchAll(`groupId = '${groupId}'`)).find(
      (one) => one.deviceData.deviceSn === sn,
    );

  const first = await play();
  expect([first.code, first.json.at(-1)]).toEqual([
    0,
    { step: 'login', ok: true, sessionPresent: false },
  ]);
  expect((await device()).status).toMatchObject({
    currentStatus: 'finished',
    finishedTime: expect.any(Number),
  });

  // The device itself, with what it gets, stays connected.
  const { groupSecret } = catalog.registrationGroups.find((one: Json) => one.groupId === groupId);
  const timestamp = Number(client.timestamp());
  const { whole: triple } = await client.post('/dev/bootstrap', {
    ...{ groupId, deviceSn: sn, deviceName: { defaultValue: sn }, timezone: '+08:00' },
    ...{ dpsSignMethod: 'sha256', dpsSignTimestamp: timestamp },
    dpsSign: deviceSign(sn, timestamp, groupSecret),
  });
  await using live = new MqttDevice(triple.murl, certificate.cert);
  expect(await live.logIn(loginOf(triple, 'field'))).toBe(0);
  const topic = `/sys/${triple.pk}/${triple.dk}/thing/event/post`;
  expect(await live.publish(topic, 'x'.repeat(100_000))).toBe(true);

  const { sn: system } = await device();
  const body = { groupId, sns: [system] };
  expect((await client.call('resetAllocationStatus', { body })).data).toEqual([system]);
  await live.ended();
  const waiting = await play();
  expect([waiting.code, waiting.json[0].ok]).toEqual([1, false]);
  const deviceData = { regionId: 'eu2', orgId: 'o-grid' };
  expect((await client.call('allocate', { body: { sn: system, deviceData } })).code).toBe(0);
  await using old = new MqttDevice(triple.murl, certificate.cert);
  expect(await old.logIn(loginOf(triple))).toBe(4);
  const again = await play();
  expect([again.code, again.json.at(-1).ok]).toEqual([0, true]);
  expect(again.json[0].deviceKey).not.toBe(triple.dk);
  expect((await device()).status.currentStatus).toBe('finished');
  expect((await cloud.stop()).code).toBe(0);
});
