import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { headOf } from '../../main/labels/dots/head.ts';
import { openScanner } from '../../main/labels/proof/scanner.ts';
import { readTspl } from '../../main/labels/proof/tspl.ts';
import { calibrationJob } from '../../main/printing/calibration.ts';
import { misfit } from '../../main/printing/drivers/create-driver.ts';
import {
  draftOfPrinter,
  emptyPrinter,
  languagesOf,
  printerWishOf,
  withPlace,
  withWay,
} from '../../renderer/settings/printers/printer-draft.ts';
import {
  folderPrinter,
  mostPrinters,
  offsetFrom,
  type PrinterSettings,
  type PrinterWish,
  printerLanguages,
  printerWayKinds,
} from '../../shared/models/printer.ts';
import type { Role } from '../../shared/roles.ts';
import { type FakePrinter, fakePrinter } from '../support/fake-printer.ts';
import { readLabels, readText } from '../support/printed-labels.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const engineer = { role: 'engineer' as Role };
const wishFor = ({ host, port }: Pick<FakePrinter, 'host' | 'port'>, name = 'Line 3') =>
  ({
    name,
    way: { kind: 'tcp', host, port },
    language: 'zpl',
    dpi: 203,
  }) satisfies Partial<PrinterWish>;
const nowhere = wishFor({ host: '127.0.0.1', port: 9 });

async function added(app: App, wish: object = nowhere): Promise<PrinterSettings> {
  return must(await app.call('printers.save', wish, engineer)) as PrinterSettings;
}
const codeOf = async (app: App, name: Parameters<App['call']>[0], input: object, who = engineer) =>
  mustFail(await app.call(name, input, who)).code;

describe('printers of a station', () => {
  test('the folder is always there, first, and neither goes nor leads elsewhere', async () => {
    const app = await openStation();
    expect(await codeOf(app, 'printers.remove', { id: 'folder' })).toBe('printer-stays');
    await added(app, { ...nowhere, id: 'folder', language: 'zpl', dpi: 300 });
    const { items } = must(await app.call('printers.list', {}, engineer)) as {
      items: PrinterSettings[];
    };
    expect(items).toMatchObject([
      { ...folderPrinter, name: folderPrinter.name, language: 'zpl', dpi: 300 },
    ]);
    expect(await codeOf(app, 'printers.save', { ...nowhere, way: { kind: 'folder' } })).toBe(
      'printer-stays',
    );
  });

  test('one that was set up is there after a restart, and gone after it was removed', async () => {
    const folder = temporaryFolder();
    const first = await openStation({ folder });
    const printer = await added(first);
    await first.close();
    const second = await openStation({ folder, catalog: false });
    const printers = () => second.parts.drivers.states().map(({ id, name }) => [id, name]);
    expect(printers()).toEqual([
      ['folder', folderPrinter.name],
      [printer.id, 'Line 3'],
    ]);
    await added(second, { ...nowhere, id: printer.id, name: 'Line 4' });
    expect(printers()).toContainEqual([printer.id, 'Line 4']);
    must(await second.call('printers.remove', { id: printer.id }, engineer));
    expect(printers()).toEqual([['folder', folderPrinter.name]]);
    expect(second.parts.settings.get().printers).toHaveLength(1);
  });

  test('a damaged printer in the settings takes neither the folder nor the others with it', async () => {
    const folder = temporaryFolder();
    const first = await openStation({ folder });
    const printer = await added(first);
    const file = join(
      folder,
      (await readdir(folder)).find((name) => /settings|config/.test(name)) ?? '',
    );
    const { printers: _, ...kept } = first.parts.settings.get();
    await first.close();
    writeFileSync(file, JSON.stringify({ ...kept, printers: [{ id: '../..' }, 7, printer] }));
    const second = await openStation({ folder, catalog: false });
    expect(second.parts.settings.get().printers).toEqual([folderPrinter, printer]);
  });

  test('only an engineer sets printers up', async () => {
    const app = await openStation();
    const lead = { role: 'line-lead' as Role };
    expect(await codeOf(app, 'printers.save', nowhere, lead)).toBe('role-missing');
    expect(await codeOf(app, 'printers.remove', { id: 'p' }, lead)).toBe('role-missing');
  });

  test('a station has a limit of printers, and a stranger is refused by name', async () => {
    const app = await openStation();
    for (let n = 0; n < mostPrinters; n++) await added(app, { ...nowhere, name: `P${n}` });
    expect(await codeOf(app, 'printers.save', nowhere)).toBe('printer-many');
    const id = 'nobody';
    expect(await codeOf(app, 'printers.save', { ...nowhere, id })).toBe('printer-unknown');
    expect(await codeOf(app, 'printers.status', { id })).toBe('printer-unknown');
    expect(await codeOf(app, 'printers.remove', { id })).toBe('printer-unknown');
  });

  test.each([
    ['an option for lp', { kind: 'cups', queue: '-oraw' }],
    ['a shell', { kind: 'cups', queue: 'a;reboot' }],
    ['a file that is no device', { kind: 'device', path: '/etc/passwd' }],
    ['a way out of /dev', { kind: 'device', path: '/dev/../etc/passwd' }],
    ['a host with a line break', { kind: 'tcp', host: 'a\nb', port: 9100 }],
  ])('%s is no printer', async (_, way) => {
    const app = await openStation();
    expect(await codeOf(app, 'printers.save', { ...nowhere, way })).toBe('bad-input');
  });
});

describe('how a printer is', () => {
  test('a printer without paper turns the light red and says why, and green again', async () => {
    const paper = await fakePrinter({ paperOut: true });
    const app = await openStation();
    const { id } = await added(app, wishFor(paper));
    const light = async () => {
      must(await app.call('printers.status', { id }, engineer));
      const { lights } = must(await app.call('state.get', {}, engineer)) as {
        lights: { printer: { level: string; problem: { code: string } | null } };
      };
      return [lights.printer.level, lights.printer.problem?.code];
    };
    expect(await light()).toEqual(['bad', 'printer-paper-out']);
    paper.set({ paperOut: false });
    expect(await light()).toEqual(['ok', undefined]);
  });
});

describe('the calibration page', () => {
  const size = { width: 100, height: 60 };

  test('comes out of the printer once, in its language', async () => {
    const paper = await fakePrinter();
    const app = await openStation();
    const { id } = await added(app, wishFor(paper));
    must(await app.call('printers.test', { id, size }, { role: 'line-lead' }));
    expect(paper.out).toHaveLength(1);
    expect(paper.out[0]).toContain('^PW800^LL480');
  });

  test('is not said to be printed by a printer without paper', async () => {
    const paper = await fakePrinter({ paperOut: true });
    const app = await openStation();
    const { id } = await added(app, wishFor(paper));
    expect(await codeOf(app, 'printers.test', { id, size })).toBe('printer-paper-out');
    expect(paper.out).toEqual([]);
  });

  test('has codes of all modules that scanners read, and the numbers of its rulers', async () => {
    const folder = temporaryFolder();
    const app = await openStation({ folder });
    await added(app, { ...folderPrinter, dpi: 203 });
    const wide = { width: 210, height: 60 };
    must(await app.call('printers.test', { id: 'folder', size: wide }, engineer));
    const labels = join(folder, 'labels');
    const [file = ''] = await readdir(labels);
    const { pages, codes } = await readLabels(join(labels, file));
    expect(pages).toBe(1);
    expect(codes.toSorted()).toEqual([2, 3, 4, 5, 6, 7, 8].map((dots) => `DOTS ${dots}`));
    expect(await readText(join(labels, file))).toMatch(/200/);
  });

  test.each(printerLanguages)('is written in %s for the smallest paper, too', (language) => {
    const printer = { ...folderPrinter, language, dpi: 203 as const };
    expect(calibrationJob(printer, { width: 20, height: 15 })).toMatchObject({ ok: true });
  });

  test('on a TSPL printer has the same codes as on a Zebra, also where its paper lies far off', async () => {
    const scan = await openScanner();
    for (const offset of [
      { x: 0, y: 0 },
      { x: 10, y: -10 },
    ]) {
      const printer = { ...folderPrinter, language: 'tspl' as const, dpi: 203 as const, offset };
      const { pieces } = must(calibrationJob(printer, size));
      const [piece = Buffer.alloc(0)] = [...(pieces as Iterable<Uint8Array>)];
      expect(await scan(readTspl(piece, headOf(203)).canvas)).toContain('DOTS 4');
    }
  });

  test('measured, moves what is printed next to where it belongs', async () => {
    const paper = await fakePrinter();
    const app = await openStation();
    const { id } = await added(app, wishFor(paper));
    const measured = { x: 8.5, y: 11 };
    const { offset } = must(
      await app.call('printers.calibrate', { id, measured }, engineer),
    ) as PrinterSettings;
    expect(offset).toEqual({ x: 1.5, y: -1 });
    must(await app.call('printers.test', { id, size }, engineer));
    must(await app.call('printers.calibrate', { id, measured: { x: 10, y: 10 } }, engineer));
    must(await app.call('printers.test', { id, size }, engineer));
    expect(paper.out[1]).toBe(paper.out[0]);
    expect(offsetFrom({ x: 0, y: 0 }, { x: 31, y: 10 })).toBeNull();
    expect(await codeOf(app, 'printers.calibrate', { id, measured: { x: 31, y: 10 } })).toBe(
      'printer-offset-far',
    );
  });
});

describe('the form of a printer', () => {
  test('offers just the languages that can be sent that way', () => {
    const way = { folder: {}, cups: {}, tcp: {}, device: {}, electron: {} };
    for (const kind of printerWayKinds) {
      const fits = printerLanguages.filter(
        (language) => !misfit({ way: { ...way[kind], kind } as PrinterSettings['way'], language }),
      );
      expect([kind, ...languagesOf(kind).toSorted()]).toEqual([kind, ...fits.toSorted()]);
    }
  });

  test('another way keeps what was typed, and takes a language that goes with it', () => {
    const typed = { ...emptyPrinter, name: 'Line 3', host: 'printer-3' };
    const office = withWay(typed, 'electron');
    expect(office).toMatchObject({ host: 'printer-3', language: 'pdf' });
    expect(withWay(office, 'tcp').language).toBe('zpl');
    expect(withPlace(typed, { kind: 'cups', queue: 'box' }, 'box')).toMatchObject({
      kind: 'cups',
      queue: 'box',
      name: 'Line 3',
    });
  });

  test('says of a printer what it was opened with, and nothing while an address is wrong', () => {
    const { id: _, ...folder } = folderPrinter;
    expect(printerWishOf(draftOfPrinter(folderPrinter))).toEqual(folder);
    expect(printerWishOf({ ...emptyPrinter, name: 'Line 3', host: 'a b' })).toBeNull();
    expect(printerWishOf({ ...emptyPrinter, name: ' ', host: 'a' })).toBeNull();
  });
});
