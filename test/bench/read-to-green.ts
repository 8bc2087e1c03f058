import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../main/app.ts';
import { machineWorld } from '../../main/hosts/world.ts';
import { openDatabase } from '../../main/store/open-database.ts';
import { plainLine } from '../../shared/models/line.ts';
import { must } from '../support/must.ts';

/**
 * A read, framed text in to verdict out, with everything durable: beside the floors it stands on, in
 * one interleaved run on the same disk. Goal: at most 2.5 times the bare commit's median.
 */

const rounds = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(join(process.env.LINESIDE_BENCH_FOLDER ?? tmpdir(), 'lineside-bench-'));

const app = must(
  await createApp(must(machineWorld({ folder: join(folder, 'station'), passphrase: 'bench' })), {
    live: false,
  }),
);
const catalog = new URL('../../resources/samples/catalog.json', import.meta.url);
must(await app.call('catalog.import', { text: readFileSync(catalog, 'utf8') }, { role: 'admin' }));
const batch = must(
  app.parts.batches.start({
    groupId: 'INV5K1',
    tag: 'BENCH',
    target: null,
    template: null,
    allocateTo: { regionId: 'beta', orgId: 'o-solar' },
    masterData: {},
    line: plainLine,
    makes: false,
  }),
);

const bare = openDatabase(join(folder, 'bare.db'), { mustExist: false });
bare.exec(
  'CREATE TABLE t (id INTEGER PRIMARY KEY, sn TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT',
);
const insert = bare.prepare('INSERT INTO t (sn, body) VALUES (?, ?)');
const file = openSync(join(folder, 'raw'), 'w');
const line = Buffer.alloc(600, 'x');

const variants: Record<string, (n: number) => void> = {
  'append 600 bytes + fdatasync': () => {
    writeSync(file, line);
    fdatasyncSync(file);
  },
  'bare commit (better-sqlite3, WAL, FULL)': (n) => {
    insert.run(`SN-${n}`, 'x'.repeat(400));
  },
  'read to green (Lineside)': (n) => {
    const { verdict } = app.parts.station.receive(`]Q1SN-${n}`, { kind: 'typed', name: '' });
    if (verdict !== 'accepted') throw new Error(verdict);
  },
};

const times = new Map(Object.keys(variants).map((name) => [name, [] as number[]]));
for (let n = 0; n < rounds + 50; n++) {
  for (const [name, work] of Object.entries(variants)) {
    const start = performance.now();
    work(n);
    if (n >= 50) times.get(name)?.push(performance.now() - start);
  }
}

const at = (sorted: number[], part: number) =>
  sorted[Math.floor((sorted.length - 1) * part)] as number;
const floor = at(
  (times.get('bare commit (better-sqlite3, WAL, FULL)') as number[]).toSorted((a, b) => a - b),
  0.5,
);
console.log(`${rounds} rounds, interleaved; batch ${batch.tag}`);
console.log('| variant | p50 ms | p99 ms | p50 : bare commit |\n|---|---|---|---|');
for (const [name, list] of times) {
  const sorted = list.toSorted((a, b) => a - b);
  const [p50, p99] = [at(sorted, 0.5), at(sorted, 0.99)];
  console.log(`| ${name} | ${p50.toFixed(3)} | ${p99.toFixed(3)} | ${(p50 / floor).toFixed(2)} |`);
}
await app.close();
bare.close();
closeSync(file);
rmSync(folder, { recursive: true, force: true });
