import { join } from 'node:path';
import { summarySchema } from '../../../shared/models/cloud.ts';
import { plainLine } from '../../../shared/models/line.ts';
import { scannerSchema } from '../../../shared/models/scanner.ts';
import { ok, type Result } from '../../../shared/problems.ts';
import { type App, createApp } from '../../app.ts';
import { currentBatch, listBatches } from '../../store/batches.ts';
import { countDevices } from '../../store/device-list.ts';
import { makeFolder } from '../../store/files.ts';
import { createEnosSession } from '../../sync/clouds/enos-session.ts';
import type { DemoRig } from '../../world.ts';
import { type Fork, startCloudProcess } from '../cloud-process.ts';
import { nodeHttp } from '../http.ts';
import { projectRoot } from '../places.ts';
import { machineWorld } from '../world.ts';
import { createNetwork } from './network.ts';
import { createPretendScanner } from './pretend-scanner.ts';

/** Between two units of the pretend line, in milliseconds. */
const pace = 1000;
/** Between two looks at what the demo's cloud holds, in milliseconds. */
const lookEvery = 1000;

/** The demo holds no secret worth one: its vault opens with what everybody can read here. */
const passphrase = 'the demo line has no secrets';

/** The group, target and label of the first demo batch; they are in the sample catalog. */
const firstBatch = {
  groupId: 'INV5K1',
  target: null,
  template: 'l7651',
  allocateTo: { regionId: 'beta', orgId: 'o-solar' },
  masterData: {},
  line: plainLine,
  makes: false,
};

export interface DemoLine {
  app: App;
  rig: Pick<DemoRig, 'set' | 'scan' | 'state'>;
  close(): Promise<void>;
}

/**
 * A whole shift with no hardware and no account: a cloud on real PostgreSQL in a process of its own,
 * a network that can be pulled, a scanner that sends real bytes, a PDF printer, and the real station
 * in a folder of its own. What is pretended is the scanner's and the cable's being there, no more.
 */
export async function startDemoLine(
  folder: string,
  rigFor: (state: () => ReturnType<DemoRig['state']>) => DemoRig,
  onChange: () => void,
  forkProcess?: Fork,
): Promise<Result<DemoLine>> {
  makeFolder(folder);
  const seed = join(projectRoot(), 'resources', 'samples', 'catalog.json');
  const cloud = await startCloudProcess(
    ['--data', join(folder, 'cloud'), '--seed', seed],
    forkProcess,
  );
  if (!cloud.ok) return cloud;
  const { ready } = cloud.value;
  const network = await createNetwork(ready.url);
  const scanner = await createPretendScanner();
  let running = true;
  let station: App | null = null;
  let holds: { devices: number; allocated: number } | null = null;
  const state = () => ({
    network: network.plugged(),
    running,
    scannerPlugged: scanner.plugged(),
    devicesHere: station ? countDevices(station.parts.store.db) : 0,
    cloudDevices: network.plugged() ? (holds?.devices ?? null) : null,
    cloudAllocated: network.plugged() ? (holds?.allocated ?? null) : null,
  });
  const closeParts = async () => {
    await Promise.all([scanner.close(), network.close()]);
    await cloud.value.stop();
  };
  const world = machineWorld({ folder: join(folder, 'station'), passphrase, demo: rigFor(state) });
  const app = world.ok ? await createApp(world.value, { live: true }) : world;
  if (!app.ok) {
    await closeParts();
    return app;
  }
  const opened = app.value;
  const prepared = await prepare(opened, ready, network.url, scanner.path);
  if (!prepared.ok) {
    await opened.close();
    await closeParts();
    return prepared;
  }
  station = opened;

  const { db } = opened.parts.store;
  let made = countDevices(db);
  let unit = 0;
  const sn = (n: number) => `L3-${String(n).padStart(6, '0')}`;
  const scan = (kind: 'good' | 'repeat' | 'wrong' | 'torn') => {
    if (kind === 'good') made += scanner.send(`]Q1${sn(made + 1)}\r`) ? 1 : 0;
    else if (kind === 'repeat') scanner.send(`]Q1${sn(Math.max(1, made))}\r`);
    else if (kind === 'wrong') scanner.send(']E04006381333931\r');
    else scanner.send(sn(made + 1).slice(0, 5));
  };
  const line = setInterval(() => {
    if (!running || currentBatch(db)?.state !== 'open') return;
    unit++;
    if (unit % 17 === 0) scan('wrong');
    else if (unit % 11 === 0) scan('repeat');
    else scan('good');
  }, pace);

  const session = createEnosSession({
    link: { kind: 'lineside', ...ready, url: network.url },
    appSecret: ready.appSecret,
    http: nodeHttp,
    now: () => Date.now(),
    steady: () => performance.now(),
  });
  const look = setInterval(async () => {
    if (!network.plugged()) return;
    const path = '/lineside/v1/summary';
    const reply = await session.request({ method: 'GET', path, query: {} });
    const found = summarySchema.safeParse(reply.ok ? reply.answer.data : null);
    const next = found.success ? found.data : null;
    if (JSON.stringify(next) !== JSON.stringify(holds)) {
      holds = next;
      onChange();
    }
  }, lookEvery);

  return ok({
    app: opened,
    rig: {
      state,
      set(change) {
        if (change.network !== undefined) network.set(change.network);
        if (change.scannerPlugged !== undefined) scanner.set(change.scannerPlugged);
        if (change.running !== undefined) running = change.running;
        // The cable in or out: what that means for the queue is to be seen at once.
        if (change.network !== undefined) opened.parts.sync.now();
        onChange();
        return ok({});
      },
      scan(kind) {
        scan(kind);
        return ok({});
      },
    },
    async close() {
      clearInterval(line);
      clearInterval(look);
      await opened.close();
      await closeParts();
    },
  });
}

/** Ties the demo's station to this start's addresses and opens a batch, where none was ever opened. */
async function prepare(
  app: App,
  ready: { appKey: string; appSecret: string; orgId: string },
  url: string,
  scannerPath: string,
): Promise<Result<object>> {
  const { settings, sync, intake, batches, store } = app.parts;
  const admin = { role: 'admin', by: 'demo' } as const;
  const { appKey, appSecret, orgId } = ready;
  const link = { kind: 'lineside', url, appKey, appSecret, orgId };
  const connected = await app.call('cloud.connect', link, admin);
  if (!connected.ok) return connected;
  const pulled = await sync.pull();
  if (!pulled.ok) return pulled;
  const scanner = scannerSchema.parse({ id: 'demo', path: scannerPath });
  settings.change({
    scanners: [scanner],
    preferences: { ...settings.get().preferences, stationName: 'DEMO' },
  });
  intake.use([scanner]);
  if (listBatches(store.db, 1).length > 0) return ok({});
  const started = batches.start({ ...firstBatch, tag: 'DEMO-1' });
  return started.ok ? ok({}) : started;
}
