import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { machinePorts } from '../../main/intake/ports.ts';
import { createUsb } from '../../main/intake/usb/machine-usb.ts';
import { findDevice } from '../../main/store/devices.ts';
import type { UsbBus } from '../../main/world.ts';
import { unitExamples } from '../../shared/units/examples.ts';
import type { UsbDevice } from '../../shared/units/usb-arrivals.ts';
import { PretendUnit, type Says } from '../support/pretend-unit.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { pause, until } from '../support/wait.ts';

/** Units that are asked themselves, over real pseudo terminals and a USB that is a story, up to the device. */

const admin = { role: 'admin' } as const;
const technician = { role: 'technician' } as const;
const within = { within: 20_000 };
const catalog = JSON.stringify({
  gateways: [{ id: 'gw', name: 'Hub' }],
  masterDataGroups: [
    {
      id: 'md',
      name: 'Meters',
      assetType: 'Meter',
      masterData: [
        { identifier: 'macAddress', name: 'MAC', type: 'String', required: true },
        { identifier: 'firmware', name: 'Firmware', type: 'String' },
        { identifier: 'maker', name: 'Maker', type: 'String' },
      ],
    },
    {
      id: 'plain',
      name: 'Plain',
      assetType: 'Meter',
      masterData: [
        { identifier: 'firmware', name: 'Firmware', type: 'String' },
        { identifier: 'maker', name: 'Maker', type: 'String' },
      ],
    },
  ],
  registrationGroups: [
    { groupId: 'METERS', name: 'Meter', masterDataGroupId: 'md', gatewayId: 'gw' },
    { groupId: 'PLAIN', name: 'Plain', masterDataGroupId: 'plain', gatewayId: 'gw' },
  ],
});

async function stationWith(groupId = 'PLAIN', more: { usb?: UsbBus; folder?: string } = {}) {
  const app = await openStation({ live: true, catalog: false, ...more });
  must(await app.call('catalog.import', { text: catalog }, admin));
  must(await app.call('batches.start', { groupId, tag: 'B1' }, admin));
  return app;
}

const place = () => join(temporaryFolder(), 'unit');
const add = async (app: App, unit: object) =>
  must(
    await app.call('units.add', { kind: 'uart', timeoutMs: 800, attempts: 2, ...unit }, admin),
  ) as {
    id: string;
  };
const connected = (app: App) =>
  until('the unit port to be open', () => app.parts.units.states()[0]?.connected, within);
const query = async (app: App, id: string) =>
  (must(await app.call('units.query', { id }, technician)) as { items: { verdict: string }[] })
    .items[0];
const reads = (app: App) =>
  app.parts.lastReads
    .toReversed()
    .map((read) => `${read.verdict} ${read.deviceSn ?? read.problem?.code}`);
const readCount = (app: App, count: number) =>
  until(`${count} reads, not ${reads(app).join(', ')}`, () => reads(app).length >= count, within);

const meter =
  (sn: string, mac: string): ((question: string) => Says) =>
  (question) => [question, `\n{"sn":"${sn}","mac":"${mac}","fw":"2.1.0","uptime":12}\r\n`];
const sn = (text: string) => (): Says => [`SN ${text}\r\n`];
const asksSn = { send: 'GET\\r', reading: { kind: 'pattern', pattern: 'SN (?P<sn>[A-Z0-9-]+)' } };

describe('a unit on a cable', () => {
  test('answers in JSON: its SN, MAC and firmware become a device, and it is told who read it', async () => {
    const app = await stationWith('METERS');
    const unit = await PretendUnit.plugIn(place(), meter('AB-0001', 'a0b1c2d3e4f5'));
    const { id } = await add(app, { path: unit.cable.path, ...unitExamples.json });
    await connected(app);
    expect(await query(app, id)).toMatchObject({
      verdict: 'accepted',
      deviceSn: 'AB-0001',
      masterData: { macAddress: 'A0:B1:C2:D3:E4:F5', firmware: '2.1.0' },
    });
    expect(unit.questions).toEqual(['{"cmd":"info"}\n']);
    expect(findDevice(app.parts.store.db, 'METERS', 'AB-0001')).toMatchObject({
      masterData: { macAddress: 'A0:B1:C2:D3:E4:F5', firmware: '2.1.0' },
      source: `uart ${unit.cable.path}`,
    });
    expect(app.parts.lastReads[0]?.source).toEqual({ kind: 'uart', name: unit.cable.path });
    // Asked by a person it is read again, and says so.
    expect(await query(app, id)).toMatchObject({ verdict: 'seen' });
    expect(app.parts.units.states()[0]).toMatchObject({ lastSn: 'AB-0001', problem: null });
  });

  test('answers to AT, after a boot text that names another SN, with an echo, byte by byte', async () => {
    const app = await stationWith();
    const unit = await PretendUnit.plugIn(place(), (question) => [
      ...question,
      20,
      ...'\r\n860123456789012\r\n\r\nOK\r\n',
    ]);
    const { id } = await add(app, { path: unit.cable.path, ...unitExamples.at });
    await connected(app);
    const booting = unit.say(['860999999999999\r\nboot', 30, ' done\r\n860111']);
    await pause(20);
    expect(await query(app, id)).toMatchObject({
      verdict: 'accepted',
      deviceSn: '860123456789012',
    });
    await booting;
    expect(unit.questions[0]).toBe('AT+CGSN\r');
  });

  test('answers to *IDN? slowly, after it kept silent once', async () => {
    const app = await stationWith();
    const unit = await PretendUnit.plugIn(place(), (_, count) =>
      count === 1 ? [] : [200, 'ACME,PSU-30,', 200, 'MY5300123,A.02', 200, '.17\n'],
    );
    const path = unit.cable.path;
    const { id } = await add(app, { path, ...unitExamples.scpi, timeoutMs: 3000 });
    await connected(app);
    expect(await query(app, id)).toMatchObject({
      verdict: 'accepted',
      deviceSn: 'MY5300123',
      masterData: { maker: 'ACME', firmware: 'A.02.17' },
    });
    expect(unit.questions).toHaveLength(2);
  });

  test('that never answers is one refused read, and so is one that says something else', async () => {
    const app = await stationWith();
    const unit = await PretendUnit.plugIn(place(), () => []);
    const { id } = await add(app, {
      ...asksSn,
      path: unit.cable.path,
      timeoutMs: 150,
      begins: { kind: 'arrival' },
    });
    await readCount(app, 1);
    expect(unit.questions).toHaveLength(2);
    await pause(700);
    expect(reads(app)).toEqual(['refused read-unit-silent']);
    expect(app.parts.units.states()[0]?.problem?.code).toBe('read-unit-silent');
    unit.become(() => ['\x07ERROR 5\r\n']);
    expect(await query(app, id)).toMatchObject({
      verdict: 'refused',
      problem: {
        code: 'read-unit-unlike',
        params: { attempts: 2, answer: '\\x07ERROR 5\\r\\n\\x07ERROR 5' },
      },
    });
    expect(reads(app)).toHaveLength(2);
  });

  test('pulled in mid-answer is refused as that; plugged in again it is asked by itself', async () => {
    const app = await stationWith();
    const unit = await PretendUnit.plugIn(place(), (_, count) =>
      count === 1 ? ['SN AB-00'] : ['SN AB-0001\r\n'],
    );
    await add(app, {
      ...asksSn,
      path: unit.cable.path,
      timeoutMs: 10_000,
      begins: { kind: 'arrival' },
    });
    await until('the question', () => unit.questions.length === 1, within);
    await pause(150);
    await unit.cable.unplug();
    await readCount(app, 1);
    expect(app.parts.lastReads[0]).toMatchObject({
      problem: { code: 'read-unit-gone', params: { answer: 'SN AB-00', attempts: 1 } },
    });
    await unit.cable.replug();
    await readCount(app, 2);
    expect(reads(app)).toEqual(['refused read-unit-gone', 'accepted AB-0001']);
  });

  test('is registered once while it stays, and the next one at the same cable once too', async () => {
    const app = await stationWith();
    const unit = await PretendUnit.plugIn(place(), sn('AB-0001'));
    await add(app, {
      ...asksSn,
      path: unit.cable.path,
      attempts: 1,
      timeoutMs: 300,
      begins: { kind: 'poll', everySeconds: 1 },
    });
    await until('three questions', () => unit.questions.length >= 3, within);
    expect(reads(app)).toEqual(['accepted AB-0001']);
    unit.become(sn('AB-0002'));
    await readCount(app, 2);
    // An empty fixture is nothing to refuse; the same unit in it again is a unit that came.
    unit.become(() => []);
    const before = unit.questions.length;
    await until('two questions in vain', () => unit.questions.length >= before + 2, within);
    unit.become(sn('AB-0002'));
    await readCount(app, 3);
    expect(reads(app)).toEqual(['accepted AB-0001', 'accepted AB-0002', 'seen AB-0002']);
    // One that cannot be read is told once, however often it is asked.
    unit.become(() => ['garbage\r\n']);
    await readCount(app, 4);
    const asked = unit.questions.length;
    await until('two more', () => unit.questions.length >= asked + 2, within);
    expect(reads(app).slice(3)).toEqual(['refused read-unit-unlike']);
  });

  test('announces itself by its boot text behind a cable that stays', async () => {
    const app = await stationWith();
    const unit = await PretendUnit.plugIn(place(), sn('AB-0001'));
    await add(app, {
      ...asksSn,
      path: unit.cable.path,
      begins: { kind: 'arrival', greeting: 'ready>' },
    });
    await connected(app);
    await unit.say(['boot\r\nSN OLD-1\r\nrea', 50, 'dy>']);
    await readCount(app, 1);
    unit.become(sn('AB-0002'));
    await unit.say(['\r\nboot\r\nready>']);
    await readCount(app, 2);
    await unit.say(['\r\nboot\r\nready>']);
    await until('the third question', () => unit.questions.length === 3, within);
    await pause(200);
    expect(reads(app)).toEqual(['accepted AB-0001', 'accepted AB-0002']);
  });

  test('is asked for a preview: the raw answer, and what is taken; nothing is registered', async () => {
    const app = await stationWith();
    const unit = await PretendUnit.plugIn(place(), () => [
      'SN AB-0001\r\n{"sn":"AB-0009","password":"hunter2"}\r\n',
    ]);
    const attempt = async (more: object) => {
      const wish = { kind: 'uart', path: unit.cable.path, ...asksSn, timeoutMs: 500, ...more };
      return (must(await app.call('units.try', wish, admin)) as { items: object[] }).items[0];
    };
    expect(await attempt({})).toMatchObject({ deviceSn: 'AB-0001', facts: [], problem: null });
    expect(await attempt({ reading: { kind: 'json' } })).toMatchObject({
      raw: 'SN AB-0001\\r\\n{"sn":"AB-0009","password":"***"}\\r\\n',
      deviceSn: 'AB-0009',
      facts: [
        { name: 'sn', value: 'AB-0009' },
        { name: 'password', value: '***' },
      ],
    });
    await add(app, { ...asksSn, path: unit.cable.path });
    await connected(app);
    expect(
      await attempt({ attempts: 1, reading: { kind: 'pattern', pattern: 'NR (?P<sn>.+)' } }),
    ).toMatchObject({ deviceSn: null, problem: { code: 'read-unit-unlike' }, attempts: 1 });
    expect(reads(app)).toEqual([]);
  });

  test('a port has one reader, and one that is not there is told', async () => {
    const app = await stationWith();
    const path = place();
    const { id } = await add(app, { ...asksSn, path });
    const twice = { kind: 'uart', ...asksSn, path };
    expect(mustFail(await app.call('units.add', twice, admin)).code).toBe('bad-input');
    expect(mustFail(await app.call('scanners.add', { path }, admin)).code).toBe('bad-input');
    expect(mustFail(await app.call('units.query', { id }, technician)).code).toBe('port-missing');
    expect(mustFail(await app.call('units.query', { id: 'x' }, technician)).code).toBe(
      'unit-unknown',
    );
    must(await app.call('units.remove', { id }, admin));
    expect(app.parts.units.states()).toEqual([]);
  });

  test('is there again after a restart of the station', async () => {
    const folder = temporaryFolder();
    const app = await stationWith('PLAIN', { folder });
    const path = place();
    await add(app, { ...asksSn, path, begins: { kind: 'poll', everySeconds: 5 } });
    const states = app.parts.units.states();
    await app.close();
    const again = await openStation({ live: true, catalog: false, folder });
    expect(again.parts.units.states()[0]?.unit).toEqual(states[0]?.unit);
  });
});

describe('a unit on USB', () => {
  const plugged = (serialNumber: string | null, at = '1-1'): UsbDevice => ({
    at,
    vendorId: '0403',
    productId: '6015',
    serialNumber,
  });

  function story() {
    let now: UsbDevice[] | null = [];
    const usb: UsbBus = { list: async () => now };
    return { usb, become: (devices: UsbDevice[] | null) => void (now = devices) };
  }
  const watch = async (app: App, more: object = {}) =>
    must(await app.call('units.add', { kind: 'usb', vendorId: '0403', ...more }, admin)) as {
      id: string;
    };

  test('is read from its descriptor when it arrives, each once, ten at a time too', async () => {
    const { usb, become } = story();
    const app = await stationWith('PLAIN', { usb });
    const { id } = await watch(app, {
      productId: '6015',
      pattern: 'X(?P<sn>[0-9]+)(?P<fw>[a-z])?',
    });
    expect(mustFail(await app.call('units.query', { id }, technician)).code).toBe('unit-not-there');
    become([plugged('X0001b'), { ...plugged('Y1', '1-7'), vendorId: '1234' }]);
    await readCount(app, 1);
    expect(findDevice(app.parts.store.db, 'PLAIN', '0001')).toMatchObject({
      source: 'usb 0403:6015',
      masterData: { firmware: 'b' },
    });
    // A list that failed is no unplug.
    become(null);
    await pause(600);
    const ten = Array.from({ length: 10 }, (_, index) => plugged(`X1${index}`, `1-2.${index}`));
    become([plugged('X0001b', '1-5'), ...ten]);
    await readCount(app, 11);
    expect(reads(app).slice(1)).toEqual(ten.map((_, index) => `accepted 1${index}`));
    become([plugged('X0001b', '1-5')]);
    await until(
      'the nine to be gone',
      () =>
        app
          .call('units.query', { id }, technician)
          .then((said) => reads(app).length === 12 && said.ok),
      within,
    );
    expect(reads(app).at(-1)).toBe('seen 0001');
  });

  test('without a usable serial number is refused once, with the reason', async () => {
    const { usb, become } = story();
    const app = await stationWith('PLAIN', { usb });
    await watch(app);
    become([plugged('\u0001\u0002A', '1-1'), plugged(null, '1-2')]);
    await readCount(app, 2);
    await pause(1000);
    expect(reads(app)).toEqual(['refused \u0001\u0002A', 'refused read-usb-no-sn']);
    expect(app.parts.lastReads[1]?.problem?.code).toBe('sn-characters');
  });

  test('a preview names all that are plugged in', async () => {
    const { usb, become } = story();
    const app = await stationWith('PLAIN', { usb });
    become([plugged('X0001', '1-1'), plugged(null, '1-2'), plugged('Z', '1-3')]);
    const wish = { kind: 'usb', vendorId: '0403', pattern: 'X(?P<sn>[0-9]+)' };
    expect(must(await app.call('units.try', wish, admin))).toMatchObject({
      items: [
        { raw: 'X0001', deviceSn: '0001', problem: null },
        { raw: '', problem: { code: 'read-usb-no-sn' } },
        { raw: 'Z', problem: { code: 'read-usb-unlike' } },
      ],
    });
    expect(reads(app)).toEqual([]);
  });

  test('is found in the files that Linux shows, without hubs, interfaces and what is half gone', async () => {
    const folder = temporaryFolder();
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const device = (name: string, files: Record<string, string>) => {
      mkdirSync(join(folder, name));
      for (const [file, text] of Object.entries(files))
        writeFileSync(join(folder, name, file), text);
    };
    device('usb1', { idVendor: '1d6b\n', idProduct: '0002\n', serial: '0000:00:14.0\n' });
    device('1-2', { idVendor: '0403\n', idProduct: '6015\n', serial: 'FT4A2B91\n' });
    device('1-2:1.0', { bInterfaceClass: 'ff\n' });
    device('1-3.1', { idVendor: '10C4\n', idProduct: 'EA60\n' });
    device('1-4', { idVendor: '0403\n' });
    const listed = (await createUsb(machinePorts, folder).list()) ?? [];
    expect(listed.toSorted((a, b) => a.at.localeCompare(b.at))).toEqual([
      { at: '1-2', vendorId: '0403', productId: '6015', serialNumber: 'FT4A2B91' },
      { at: '1-3.1', vendorId: '10c4', productId: 'ea60', serialNumber: null },
    ]);
  });

  test('elsewhere is found among the ports, once for all its ports', async () => {
    const port = (path: string, serialNumber: string | null) => ({
      path,
      description: '',
      identity: { vendorId: '0403', productId: '6010', serialNumber },
    });
    const ports = {
      ...machinePorts,
      list: async () => [port('COM3', 'FT1'), port('COM4', 'FT1'), port('COM5', '6&1a&0&2')],
    };
    const listed = await createUsb(ports, join(temporaryFolder(), 'none')).list();
    expect(listed?.map(({ serialNumber }) => serialNumber)).toEqual(['FT1', null]);
  });
});
