import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../main/app.ts';
import type { World } from '../../main/world.ts';
import { sampleCatalog } from '../support/cli.ts';
import { must } from '../support/must.ts';
import { seeded } from '../support/random.ts';

/** Stations as they are when they are set up: made once, copied for each run. */

/** In memory where the system has such a folder: a sync costs nothing there. */
export const root = mkdtempSync(
  join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'lineside-sim-'),
);
process.on('exit', () => rmSync(root, { recursive: true, force: true }));

export const begin = Date.UTC(2026, 2, 2, 6);
export const secrets = {
  app: 'sim-app-secret-7h2k',
  groups: ['sampleSecretInv', 'sampleSecretMtr'],
};
export const scannerPath = '/dev/ttySIM0';

export interface Template {
  folder: string;
  settings: unknown;
}

const turned = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);

/** What all worlds of a simulation have in common. */
export const plainWorld = {
  version: '0.0.0-sim',
  usb: { list: async () => [] },
  keyring: { backend: 'sim', available: () => true, wrap: turned, unwrap: turned },
  passphrase: null,
  pinCost: { N: 2, r: 8, p: 1 },
  demo: null,
} satisfies Partial<World>;

export const randomBytesOf =
  (random: { int(min: number, max: number): number }) => (count: number) =>
    Uint8Array.from({ length: count }, () => random.int(0, 255));

const made = new Map<number, Promise<Template>>();

export function templateOf(place: number): Promise<Template> {
  const found = made.get(place) ?? make(place);
  made.set(place, found);
  return found;
}

async function make(place: number): Promise<Template> {
  const folder = join(root, `template-${place}`);
  let settings: unknown = null;
  const world: World = {
    ...plainWorld,
    folder,
    clock: { now: () => begin - 60_000 },
    random: randomBytesOf(seeded(place)),
    http: async () => ({ ok: false, sent: false, tls: false, detail: 'not yet' }),
    ports: { list: async () => [], open: () => new Promise(() => {}) },
    settings: { get: () => settings, set: (value) => (settings = structuredClone(value)) },
    log: { info: () => {}, warn: () => {} },
  };
  const app = must(await createApp(world, { live: false }));
  const admin = { role: 'admin' as const };
  must(await app.call('catalog.import', { text: readFileSync(sampleCatalog, 'utf8') }, admin));
  const link = { kind: 'enos', url: 'http://cloud.sim', appKey: 'exampleAppKey', orgId: 'o-maker' };
  must(await app.call('cloud.connect', { ...link, appSecret: secrets.app }, admin));
  must(await app.call('scanners.add', { path: scannerPath }, admin));
  const way = { kind: 'tcp', host: 'printer.sim' };
  const printer = { name: 'Zebra', way, language: 'zpl', dpi: 203, automatic: true };
  must(await app.call('printers.save', printer, admin));
  must(await app.call('preferences.set', { stationName: `ST-${place + 1}` }, admin));
  await app.close();
  return { folder, settings };
}

let copies = 0;
/** A copy of a folder as it is now, for a station to live in. */
export function copyOf(folder: string): string {
  copies++;
  const copy = join(root, `run-${copies}`);
  cpSync(folder, copy, { recursive: true });
  return copy;
}
