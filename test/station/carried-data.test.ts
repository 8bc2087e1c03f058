import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { findDevice } from '../../main/store/devices.ts';
import { lastReads } from '../../main/store/reads.ts';
import type { Verdict } from '../../shared/models/read.ts';
import { matterManual, matterQr, tr005Checksum } from '../support/codes.ts';
import { must, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** What a code says beside the SN goes with the device; what is secret in it goes nowhere. */

const admin = { role: 'admin' } as const;
const source = { kind: 'serial', name: '/dev/ttyACM0' } as const;
const catalog = JSON.stringify({
  gateways: [{ id: 'gw', name: 'Hub' }],
  masterDataGroups: [
    {
      id: 'md',
      name: 'Sensors',
      assetType: 'Sensor',
      masterData: [
        { identifier: 'devEui', name: 'DevEUI', type: 'String', required: true },
        { identifier: 'firmware', name: 'Firmware', type: 'String', default: '1.0' },
      ],
    },
    { id: 'plain', name: 'Plain', assetType: 'Sensor', masterData: [] },
  ],
  registrationGroups: [
    { groupId: 'LORA01', name: 'Sensor', masterDataGroupId: 'md', gatewayId: 'gw' },
    {
      groupId: 'MATTER',
      name: 'Lamp',
      masterDataGroupId: 'plain',
      gatewayId: 'gw',
      snRule: { pattern: '[A-Z]{2}-[0-9]{4}' },
    },
  ],
});

async function stationWith(groupId: string, folder = temporaryFolder()) {
  const app = await openStation({ folder, catalog: false });
  must(await app.call('catalog.import', { text: catalog }, admin));
  must(await app.call('batches.start', { groupId, tag: 'B1' }, admin));
  return app;
}
const read = async (app: App, text: string): Promise<Verdict> =>
  app.parts.station.receive(text, source);

const lora = (serial: string, devEui: string) => {
  const body = `LW:D0:70B3D57ED0000010:${devEui}:000AF8BE:OTOKEN-ABCDEF:S${serial}`;
  return `${body}:C${tr005Checksum(body)}`;
};

test('a LoRaWAN code brings its DevEUI into verdict, device, history and the operation', async () => {
  const app = await stationWith('LORA01');
  const { db } = app.parts.store;
  expect(await read(app, lora('AB-0001', '0018b20000000101'))).toMatchObject({
    verdict: 'accepted',
    deviceSn: 'AB-0001',
    masterData: { devEui: '0018B20000000101' },
  });
  expect(findDevice(db, 'LORA01', 'AB-0001')?.masterData).toEqual({
    devEui: '0018B20000000101',
    firmware: '1.0',
  });
  const [operation] = db.prepare("SELECT payload FROM operation WHERE kind = 'create'").all() as {
    payload: string;
  }[];
  expect(JSON.parse(operation?.payload ?? '{}').deviceData).toEqual({
    deviceSn: 'AB-0001',
    devEui: '0018B20000000101',
    firmware: '1.0',
  });
  expect(lastReads(db, 1)[0]?.masterData).toEqual({ devEui: '0018B20000000101' });
});

test('what a unit says beside its SN is master data as well; the rest and secrets are left aside', async () => {
  const app = await stationWith('LORA01');
  const unit = { kind: 'uart', name: '/dev/ttyUSB0' } as const;
  const said = (devEui: string) =>
    [
      ['DevEUI', devEui],
      ['fw', '2.4'],
      ['uptime', '12'],
      ['appKey', 'KEY-ABCDEF'],
      ['deviceSn', 'OTHER'],
    ] as const;
  const { station, store } = app.parts;
  expect(station.receive('AB-0001', unit, said('0018'))).toMatchObject({
    verdict: 'refused',
    problem: { code: 'value-misfit' },
  });
  expect(station.receive('AB-0001', unit, said('0018B20000000101'))).toMatchObject({
    verdict: 'accepted',
    masterData: { devEui: '0018B20000000101', firmware: '2.4' },
  });
  expect(findDevice(store.db, 'LORA01', 'AB-0001')).toMatchObject({
    masterData: { devEui: '0018B20000000101', firmware: '2.4' },
    source: 'uart /dev/ttyUSB0',
  });
  expect(lastReads(store.db, 1)[0]).toMatchObject({ text: 'AB-0001', source: unit });
});

test('what a unit says beside its SN has to agree with the rule of its group', async () => {
  const app = await openStation({ catalog: false });
  const withModel = JSON.parse(catalog);
  Object.assign(withModel.registrationGroups[1], {
    snRule: {
      pattern: '(?P<model>[A-Z]{2})-[0-9]{4}',
      parts: [{ name: 'model', equals: 'Model' }],
    },
  });
  must(await app.call('catalog.import', { text: JSON.stringify(withModel) }, admin));
  must(await app.call('batches.start', { groupId: 'MATTER', tag: 'B1' }, admin));
  const unit = { kind: 'uart', name: '/dev/ttyUSB0' } as const;
  expect(app.parts.station.receive('AB-0001', unit, [['model no', 'CD']])).toMatchObject({
    verdict: 'refused',
    problem: { code: 'sn-part-differs' },
  });
  expect(app.parts.station.receive('AB-0001', unit, [['model no', 'AB']]).verdict).toBe('accepted');
});

test('it starts without asking for what each unit brings, and refuses a code that does not', async () => {
  const app = await stationWith('LORA01');
  expect(await read(app, 'AB-0001')).toMatchObject({
    verdict: 'refused',
    problem: { code: 'read-data-missing', params: { name: 'DevEUI' } },
  });
  expect(await read(app, '{"sn":"AB-0001","devEui":"0018"}')).toMatchObject({
    verdict: 'refused',
    deviceSn: 'AB-0001',
    problem: { code: 'value-misfit' },
  });
  expect(findDevice(app.parts.store.db, 'LORA01', 'AB-0001')).toBeNull();
  expect(await read(app, 'SN=AB-0001;DevEUI=0018B20000000101;FW=2.1')).toMatchObject({
    verdict: 'accepted',
    masterData: { devEui: '0018B20000000101', firmware: '2.1' },
  });
  // Known already: whatever this code lacks, the answer is that it was made.
  expect(await read(app, 'AB-0001')).toMatchObject({ verdict: 'seen' });
});

test('tokens, passcodes and keys are in no file of the station and in no answer', async () => {
  const folder = temporaryFolder();
  const app = await stationWith('LORA01', folder);
  const matterDevice = { vendor: 0xfff1, product: 0x8000, discriminator: 3840, passcode: 20202021 };
  const qr = matterQr({ ...matterDevice, serial: 'AB-0003' });
  const manual = matterManual(matterDevice);
  const verdicts = [
    await read(app, lora('AB-0001', '0018B20000000101')),
    await read(app, lora('AB-0001', '0018B20000000101')),
    await read(app, lora('AB-0002', '0018B20000000102').slice(0, -1)),
    await read(app, `{"sn":"AB-0004","devEui":"0018B20000000104","appKey":"KEY-ABCDEF"}`),
    await read(app, qr),
  ];
  expect(verdicts.map(({ verdict }) => verdict)).toEqual([
    'accepted',
    'seen',
    'refused',
    'accepted',
    'refused',
  ]);
  must(await app.call('batches.finish', {}, admin));
  verdicts.push(await read(app, qr), await read(app, manual), await read(app, 'WIFI:P:WORD-ABC;;'));
  must(await app.call('batches.start', { groupId: 'MATTER', tag: 'B2' }, admin));
  verdicts.push(await read(app, qr), await read(app, manual));
  expect(verdicts.at(-2)).toMatchObject({
    verdict: 'accepted',
    deviceSn: 'AB-0003',
    text: 'MT:***',
  });
  expect(verdicts.at(-1)).toMatchObject({ verdict: 'refused', text: '***' });
  const secrets = ['TOKEN-ABCDEF', 'KEY-ABCDEF', 'WORD-ABC', qr.slice(3), manual];
  const files = globSync('**/*', { cwd: folder }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  expect(files.length).toBeGreaterThan(2);
  const everything = files.map((file) => readFileSync(join(folder, file), 'latin1')).join('\n');
  expect(everything).toContain('AB-0003');
  for (const secret of secrets) {
    expect(everything).not.toContain(secret);
    expect(JSON.stringify(verdicts)).not.toContain(secret);
  }
});

test('an SN that happens to be a pairing code as well is an SN where the rule says so', async () => {
  const app = await openStation();
  const text = '34970112332';
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'B1' }, admin));
  expect(await read(app, text)).toMatchObject({ verdict: 'accepted', deviceSn: text, text });
});
