import { expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import type { PrinterSettings } from '../../shared/models/printer.ts';
import type { State } from '../../shared/models/state.ts';
import { fakePrinter } from '../support/fake-printer.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { until } from '../support/wait.ts';

/** Labels of green reads, on the printer that is set up for them. */

const engineer = { role: 'engineer' as const };

async function line(template = 'roll-50x30') {
  const app = await openStation({ live: true });
  const tray = await fakePrinter();
  const way = { kind: 'tcp', host: tray.host, port: tray.port };
  const wish = { name: 'Line 3', way, language: 'zpl', dpi: 203, automatic: true };
  const printer = must(await app.call('printers.save', wish, engineer)) as PrinterSettings;
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'WO-1', template }, engineer));
  const read = async (text: string) =>
    must(
      await app.call('station.read', { text, source: { kind: 'typed', name: '' } }, engineer),
    ) as { verdict: string };
  const print = (more: object) =>
    app.call('printing.print', { groupId: 'INV5K1', ...more }, engineer);
  return { app, tray, printer, wish, read, print };
}

const state = async (app: App) => must(await app.call('state.get', {}, engineer)) as State;

test('come out of it one by one, in the order of the reads', async () => {
  const { tray, read } = await line();
  for (const sn of ['SN-0001', 'SN-0002', 'SN-0003']) {
    expect((await read(sn)).verdict).toBe('accepted');
  }
  await until('three labels', () => tray.out.length === 3);
  expect(tray.out.map((label) => /SN-\d{4}/.exec(label)?.[0])).toEqual([
    'SN-0001',
    'SN-0002',
    'SN-0003',
  ]);
});

test('wait for a printer that is out of paper; the reads stay green and the status bar says why', async () => {
  const { app, tray, read } = await line();
  tray.set({ paperOut: true });
  expect((await read('SN-0001')).verdict).toBe('accepted');
  const { lights } = await until('the light', async () => {
    const now = await state(app);
    return now.lights.printer.level === 'ok' ? null : now;
  });
  expect(lights.printer.problem?.code).toBe('printer-paper-out');
  expect((await read('SN-0002')).verdict).toBe('accepted');
  tray.set({ paperOut: false });
  await until('both labels', () => tray.out.length + tray.held.length >= 2, { within: 20_000 });
});

test('go to one printer at most, and into the folder once there is none', async () => {
  const { app, printer, wish } = await line();
  const other = must(
    await app.call('printers.save', { ...wish, name: 'Line 4' }, engineer),
  ) as PrinterSettings;
  const automatic = () =>
    app.parts.settings
      .get()
      .printers.filter((each) => each.automatic)
      .map(({ id }) => id);
  expect(automatic()).toEqual([other.id]);
  must(await app.call('printers.save', { ...wish, id: printer.id }, engineer));
  expect(automatic()).toEqual([printer.id]);
  must(await app.call('printers.remove', { id: printer.id }, engineer));
  expect(app.parts.drivers.automatic()).toBe('folder');
});

test('are not printed a second time without a reason, whoever asks', async () => {
  const { app, tray, printer, read, print } = await line();
  await read('SN-0001');
  await until('its label', () => tray.out.length === 1);
  const again = { groupId: 'INV5K1', deviceSns: ['SN-0001'], template: 'roll-50x30' };
  await until('the label to be counted', async () => {
    const refused = await app.call('labels.print', again, engineer);
    return !refused.ok && refused.problem.code === 'reprint-reason';
  });
  expect(mustFail(await print({ ...again, printer: printer.id })).code).toBe('reprint-reason');
  must(await print({ ...again, printer: printer.id, reason: 'torn' }));
  must(await app.call('labels.print', { ...again, reason: 'torn' }, engineer));
  await until('the second one', () => tray.out.length === 2);
});

test('a half used sheet is gone on with where it is free, and no further than it goes', async () => {
  const { read, print, app } = await line();
  await read('SN-0001');
  const wish = { deviceSns: ['SN-0001'], template: 'l7651', reason: 'on a sheet' };
  expect(mustFail(await print({ ...wish, skip: 65 }))).toMatchObject({
    code: 'label-skip-wrong',
    params: { skip: 65, most: 64 },
  });
  expect(must(await print({ ...wish, skip: 64, copies: 2 }))).toMatchObject({
    skip: 64,
    labels: 2,
  });
  const file = await until('the file', () =>
    app.parts.labelFolder.list().find(({ file: name }) => name.startsWith('print-')),
  );
  const pdf = must(app.parts.labelFolder.read(file.file));
  expect(
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g),
  ).toHaveLength(2);
});
