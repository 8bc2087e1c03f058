import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run bench -- import [ROUNDS] [ROWS]`: a million rows with an SN and eight attributes, judged (a plan) and let in (devices,
 * operations, journal), beside the sqlite3 command line's `.import` of the same file into an equal table with an equal unique
 * index; in turns of one run, whole processes.
 */

const rounds = Number(process.argv[2] ?? 3);
const count = Number(process.argv[3] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'lineside-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const table = join(folder, 'lot.csv');
const handle = openSync(table, 'w');
writeSync(handle, 'SN,a1,a2,a3,a4,a5,a6,a7,a8\n');
for (let at = 0; at < count; at += 10_000) {
  let text = '';
  for (let row = at; row < Math.min(count, at + 10_000); row++) {
    const mac = `00:1A:${(row >> 16) & 255}:${(row >> 8) & 255}:${row & 255}`;
    text += `IMP-${String(row).padStart(9, '0')},${mac},shelf ${row % 977},"pump, blue",${row % 50}.5,B,lot ${row % 31},2026-11-28,${row}\n`;
  }
  writeSync(handle, text);
}
closeSync(handle);

interface Said {
  cpu: number;
  wall: number;
  rss: number;
}

function ours(what: 'plan' | 'all'): Said {
  const script = fileURLToPath(new URL('import/ours.ts', import.meta.url));
  const data = join(folder, `data-${what}`);
  const done = spawnSync(process.execPath, [script, table, data, what, String(count)], {
    encoding: 'utf8',
  });
  rmSync(data, { recursive: true, force: true });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout.trim().split('\n').at(-1) as string) as Said;
}

/** By `time`, because the process says nothing of itself. */
function sqlite(): Said {
  const database = join(folder, 'floor.db');
  const input = `CREATE TABLE device (sn TEXT NOT NULL, a1 TEXT, a2 TEXT, a3 TEXT, a4 TEXT, a5 TEXT, a6 TEXT, a7 TEXT, a8 TEXT);
CREATE UNIQUE INDEX device_by_sn ON device (sn);
.mode csv
.import --skip 1 ${table} device
`;
  const timed = ['-f', '%U %S %e %M', 'sqlite3', database];
  const done = spawnSync('/usr/bin/time', timed, { input, encoding: 'utf8' });
  rmSync(database, { force: true });
  if (done.status !== 0) throw new Error(`sqlite3 and GNU time are needed: ${done.stderr}`);
  const [user = 0, system = 0, wall = 0, rss = 0] = done.stderr.trim().split(' ').map(Number);
  return { cpu: user + system, wall, rss: rss / 1024 };
}

const contenders: { name: string; run(): Said }[] = [
  { name: 'sqlite3, .import', run: sqlite },
  { name: 'Lineside, judged', run: () => ours('plan') },
  { name: 'Lineside, let in', run: () => ours('all') },
];
const runs = new Map<string, Said[]>(contenders.map(({ name }) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const { name, run } of contenders) runs.get(name)?.push(run());
}

const median = (of: keyof Said, name: string): number => {
  const sorted = (runs.get(name) ?? []).map((said) => said[of]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
const floor = median('cpu', 'sqlite3, .import');
console.log(`${count} rows, ${Math.round(statSync(table).size / 1e6)} MB, medians of ${rounds}`);
console.table(
  contenders.map(({ name }) => ({
    '': name,
    'CPU s': median('cpu', name).toFixed(2),
    'wall s': median('wall', name).toFixed(2),
    'rows/s of CPU': Math.round(count / median('cpu', name)),
    'peak MiB': Math.round(median('rss', name)),
    'CPU : .import': (median('cpu', name) / floor).toFixed(2),
  })),
);
