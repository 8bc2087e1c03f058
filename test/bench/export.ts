import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../main/store/open-database.ts';
import { must, openStoreIn } from '../support/station.ts';

/**
 * `npm run bench -- export [ROUNDS] [DEVICES]`: a million devices as CSV, NDJSON and XLSX, beside what the sqlite3 command
 * line needs for the same query as CSV, and beside writing the bytes alone; in turns of one run, whole processes.
 */

const rounds = Number(process.argv[2] ?? 3);
const count = Number(process.argv[3] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'lineside-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const store = must(await openStoreIn(folder));
store.close();
const database = join(folder, 'station.db');
const db = openDatabase(database, { mustExist: true });
db.prepare(
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
   INSERT INTO device (group_id, device_sn, region_id, org_id, master_data, description, registered_at, source_kind,
     source_name, raw)
   SELECT 'INV5K1', printf('INV5K1-%07d', i), 'beta', 'o-1', json_object('MAC', printf('00:1A:%06X', i), 'power', i % 50,
     'deviceName', json_object('defaultValue', printf('Pump %d', i), 'i18nValue', json_object('zh_CN', printf('泵 %d', i)))),
     '', 1764000000000 + i, 'serial', '', printf('INV5K1-%07d', i) FROM n`,
).run(count);
db.close();

/** The same columns; master data one by one, as the CSV has them. */
const query = `SELECT d.group_id, d.device_sn, coalesce(d.tag, b.tag), d.description, d.status, d.sn, d.asset_id, d.region_id,
  d.org_id, d.label_state, strftime('%Y-%m-%dT%H:%M:%fZ', d.registered_at / 1000.0, 'unixepoch'),
  d.master_data ->> 'MAC', d.master_data ->> 'deviceName', d.master_data ->> 'power'
  FROM device d LEFT JOIN batch b ON b.id = d.batch_id WHERE d.gone IS NULL ORDER BY d.id;`;

interface Said {
  cpu: number;
  wall: number;
  rss: number;
  bytes: number;
}

const here = (name: string) => fileURLToPath(new URL(`export/${name}.ts`, import.meta.url));
const out = (name: string) => join(folder, name);

function node(script: string, ...args: string[]): Said {
  const done = spawnSync(process.execPath, [here(script), ...args], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout.trim().split('\n').at(-1) as string) as Said;
}

/** By `time`, because the process says nothing of itself. */
function sqlite(): Said {
  const file = out('sqlite.csv');
  const input = `.mode csv\n.headers on\n.output ${file}\n${query}\n`;
  const timed = ['-f', '%U %S %e %M', 'sqlite3', '-readonly', database];
  const done = spawnSync('/usr/bin/time', timed, { input, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`sqlite3 and GNU time are needed: ${done.stderr}`);
  const [user = 0, system = 0, wall = 0, rss = 0] = done.stderr.trim().split(' ').map(Number);
  return { cpu: user + system, wall, rss: rss / 1024, bytes: statSync(file).size };
}

const contenders: { name: string; run(): Said }[] = [
  { name: 'sqlite3, CSV', run: sqlite },
  { name: 'Lineside, CSV', run: () => node('ours', database, out('a.csv'), 'csv') },
  { name: 'its bytes alone', run: () => node('bytes', out('a.csv'), out('b')) },
  { name: 'Lineside, NDJSON', run: () => node('ours', database, out('a.ndjson'), 'ndjson') },
  { name: 'Lineside, XLSX', run: () => node('ours', database, out('a.xlsx'), 'xlsx') },
];
const runs = new Map<string, Said[]>(contenders.map(({ name }) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const { name, run } of contenders) runs.get(name)?.push(run());
}

const median = (of: keyof Said, name: string): number => {
  const sorted = (runs.get(name) ?? []).map((said) => said[of]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
const floor = median('cpu', 'sqlite3, CSV');
console.log(`${count} devices, medians of ${rounds}\n`);
console.log('| | CPU s | wall s | rows/s of CPU | peak MiB | file MB | CPU : sqlite3 |');
console.log('|---|---|---|---|---|---|---|');
for (const { name } of contenders) {
  const cpu = median('cpu', name);
  const cells = [
    name,
    cpu.toFixed(2),
    median('wall', name).toFixed(2),
    Math.round(count / cpu).toLocaleString('en'),
    median('rss', name).toFixed(0),
    (median('bytes', name) / 1e6).toFixed(1),
    (cpu / floor).toFixed(2),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
