import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkBase, payload, payloadBytes } from './labels/work.ts';

/**
 * `npm run bench -- labels [ROUNDS]`: 10,000 labels beside the usual ways to make them and beside what the codes alone
 * cost libqrencode, in turns of one run; then ours from 1,000 to 100,000. Whole processes, from start to end.
 */

const rounds = Number(process.argv[2] ?? 3);
const count = 10_000;
/** The slowest ones make fewer, and what they need is multiplied: each label costs the same. */
const few = 1_000;

interface Said {
  cpu: number;
  wall: number;
  rss: number;
  bytes: number;
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lineside-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

if (Buffer.byteLength(payload(7)) !== payloadBytes)
  throw new Error('the payload is of another length');
const built = spawnSync(
  process.execPath,
  [here('../../scripts/build.mjs'), 'station', '--if-needed'],
  {
    stdio: 'inherit',
  },
);
if (built.status !== 0) process.exit(3);

// As JavaScript, each: what strips types takes as long as some hundred labels, and forty megabytes.
const plain = here('../../dist/test/bench/labels');
mkdirSync(plain, { recursive: true });
for (const file of readdirSync(here('labels')).filter((name) => name.endsWith('.ts'))) {
  const code = stripTypeScriptTypes(readFileSync(here(`labels/${file}`), 'utf8'));
  const target = join(plain, file.replace(/ts$/, 'js'));
  writeFileSync(target, code.replaceAll(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"));
}

const floor = join(folder, 'floor');
const compiled = spawnSync('cc', ['-O2', here('labels/floor.c'), '-o', floor, '-lqrencode']);
const hasFloor = compiled.status === 0;
if (!hasFloor) console.log('The floor is missing: it needs a C compiler and libqrencode-dev.\n');

function run(command: string, args: string[]): Said {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 24 });
  if (done.status !== 0) throw new Error(`${args[0]}: ${done.stderr}`);
  return JSON.parse(done.stdout.trim().split('\n').at(-1) as string) as Said;
}
const node = (script: string, labels: number, flags: string[] = []) =>
  run(process.execPath, [
    ...flags,
    join(plain, `${script}.js`),
    String(labels),
    join(folder, 'out.pdf'),
  ]);

const contenders: { name: string; labels: number; run(labels: number): Said }[] = [
  { name: 'Lineside', labels: count, run: (labels) => node('ours', labels) },
  {
    name: 'pdfkit + qr, a path a label',
    labels: count,
    run: (labels) => node('pdfkit-qr', labels),
  },
  {
    name: 'pdfkit + qrcode, a path a label',
    labels: few,
    run: (labels) => node('pdfkit-qrcode-path', labels),
  },
  { name: 'pdfkit + qrcode, PNG', labels: few, run: (labels) => node('pdfkit-qrcode-png', labels) },
  { name: 'pdfkit + bwip-js, PNG', labels: few, run: (labels) => node('pdfkit-bwip', labels) },
  ...(hasFloor
    ? [
        {
          name: 'libqrencode, codes alone',
          labels: count,
          run: (labels: number) => run(floor, [String(labels), linkBase]),
        },
      ]
    : []),
];

const median = (numbers: number[]) =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number;
const results = new Map<string, Said[]>();
for (let round = 0; round < rounds; round++) {
  for (const { name, labels, run: make } of contenders) {
    const said = make(labels);
    const times = count / labels;
    const whole = {
      ...said,
      cpu: said.cpu * times,
      wall: said.wall * times,
      bytes: said.bytes * times,
    };
    results.set(name, [...(results.get(name) ?? []), whole]);
  }
}
const of = (name: string, what: keyof Said) =>
  median((results.get(name) ?? []).map((each) => each[what]));
const ours = of('Lineside', 'cpu');
console.log(`10,000 labels, 24 an A4 page, ${payloadBytes} bytes, level M; median of ${rounds}\n`);
console.log('| | CPU s | wall s | peak MiB | file MB | CPU : ours |');
console.log('|---|---|---|---|---|---|');
for (const { name, labels } of contenders) {
  const [cpu, wall, rss, bytes] = (['cpu', 'wall', 'rss', 'bytes'] as const).map((what) =>
    of(name, what),
  ) as [number, number, number, number];
  const mark =
    labels === count ? '' : ` (${labels.toLocaleString('en')} labels, times ${count / labels})`;
  console.log(
    `| ${name}${mark} | ${cpu.toFixed(2)} | ${wall.toFixed(2)} | ${rss.toFixed(0)} | ${(bytes / 1e6).toFixed(1)} | ${(cpu / ours).toFixed(2)} |`,
  );
}
console.log('\n| Lineside, labels | CPU s | peak MiB | file MB |');
console.log('|---|---|---|---|');
for (const labels of [1_000, 10_000, 100_000]) {
  const { cpu, rss, bytes } = node('ours', labels);
  console.log(
    `| ${labels.toLocaleString('en')} | ${cpu.toFixed(2)} | ${rss.toFixed(0)} | ${(bytes / 1e6).toFixed(1)} |`,
  );
}
