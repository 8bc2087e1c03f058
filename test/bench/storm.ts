import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hasChromium, openChromium } from '../renderer/chromium.ts';
import { commitBarely } from '../support/storm/bare-commit.ts';
import type { LoopWatched } from '../support/storm/loop-watch.ts';
import { type ScreenSeen, watchScreen } from '../support/storm/screen.ts';
import { rage } from '../support/storm/storm.ts';
import { pause } from '../support/wait.ts';

/**
 * Three scanners at once, 200 codes a second, with noise, torn codes, unplugs and dying port processes, into
 * the station as it is shipped; beside it, on the same disk and at the same time, bare commits. Says at
 * the end whether each good code was registered once, from its scanner, and ends with 1 if not.
 * `npm run bench -- storm [--seconds 60] [--rate 200] [--seed N] [--no-screen]`
 */

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '200' },
    seed: { type: 'string' },
    'no-screen': { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const rate = Number(values.rate);
const folder = mkdtempSync(
  join(process.env['LINESIDE_BENCH_FOLDER'] ?? tmpdir(), 'lineside-bench-'),
);
// The station's folder, too.
process.env['TMPDIR'] = folder;
const watchFile = join(folder, 'loop.json');
const loopWatch = fileURLToPath(new URL('../support/storm/loop-watch.ts', import.meta.url));
const withScreen = hasChromium && !values['no-screen'];

let quiet: number[] = [];
let bare: number[] = [];
let screen: ScreenSeen | null = null;

const storm = await rage({
  seconds,
  rate,
  troubles: Math.max(1, Math.round(seconds / 20)),
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  env: { NODE_OPTIONS: `--import=${loopWatch}`, LINESIDE_LOOP_WATCH: watchFile },
  async during({ url, station, pid }) {
    const browser = withScreen ? await openChromium() : null;
    const page = await browser?.newPage({ viewport: { width: 1280, height: 800 } });
    const seen = page && (await watchScreen(page, url));
    const commits = commitBarely(dirname(station.data), 20);
    await pause(4000);
    quiet = await commits.take();
    process.kill(pid, 'SIGUSR2');
    return async () => {
      bare = await commits.take();
      process.kill(pid, 'SIGUSR2');
      screen = (await seen?.()) ?? null;
      await commits.end();
      await browser?.close();
    };
  },
});

const at = (list: readonly number[], part: number): number => {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
};
const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1);
const floor = at(bare, 0.5);
const row = (name: string, list: readonly number[]) =>
  console.log(
    `| ${name} | ${list.length} | ${ms(at(list, 0.5))} | ${ms(at(list, 0.99))} | ${ms(at(list, 1))} | ${(at(list, 0.5) / floor).toFixed(1)} | ${(at(list, 0.99) / at(bare, 0.99)).toFixed(1)} |`,
  );

const { sent, found } = storm;
const took = (kind?: string) =>
  sent.flatMap((one) => (one.took !== null && (!kind || one.kind === kind) ? [one.took] : []));
const times = new Map(found.reads.map((read) => [read.sn, read.at]));
const seen = screen as ScreenSeen | null;
const painted = (seen?.painted ?? []).flatMap(({ sn, at: when }) => {
  const taken = times.get(sn);
  return taken === undefined ? [] : [when - taken];
});
const loop = JSON.parse(readFileSync(watchFile, 'utf8')) as LoopWatched;

console.log(
  `${storm.seconds.toFixed(0)} s, ${(sent.length / storm.seconds).toFixed(0)} codes/s written by three scanners, ${found.devices.length} devices registered, ${found.reads.length} reads; ${storm.torn} codes torn by silence, ${storm.unplugged} unplugs, ${storm.killed} port processes killed\n`,
);
console.log('| ms | n | p50 | p99 | max | p50 : bare commit | p99 : bare commit |');
console.log('|---|---|---|---|---|---|---|');
row('bare commit (better-sqlite3, WAL, FULL), before the storm', quiet);
row('bare commit, in the storm', bare);
row('last byte written to the pty -> answer back at the scanner', took());
row('... of codes that became a device', took('good'));
if (painted.length > 0) row('read taken up -> verdict painted in the window', painted);
if (seen) row('between two frames of that window', seen.gaps.slice(1));
const { late, cpu, rss } = loop;
console.log(
  `\nThe station's process: loop late by p50 ${ms(late.p50)}, p99 ${ms(late.p99)}, max ${ms(late.max)} ms; ${(cpu * 100).toFixed(0)} % of a core; ${rss.start.toFixed(0)} MiB at the start, ${rss.end.toFixed(0)} at the end, ${rss.most.toFixed(0)} at most; ${(storm.pushes / storm.seconds).toFixed(0)} pushes/s to each window.`,
);
rmSync(folder, { recursive: true, force: true });
for (const what of storm.wrong.slice(0, 50)) console.log(`WRONG: ${what}`);
console.log(storm.wrong.length === 0 ? 'OK' : `${storm.wrong.length} things are wrong`);
process.exit(storm.wrong.length === 0 ? 0 : 1);
