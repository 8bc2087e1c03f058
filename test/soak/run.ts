import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { freshStation } from '../support/cli.ts';
import { type Fault, startEnosServer } from '../support/enos-server.ts';
import { openFakePrinter } from '../support/fake-printer-server.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { seeded } from '../support/random.ts';
import { pause } from '../support/wait.ts';
import { enter } from './guest.ts';
import { rise, type Sample } from './slope.ts';

/**
 * `npm run soak -- [--minutes 10] [--rate 3] [--seed N]`: the station as it is shipped (`lineside serve`), a unit every
 * third of a second, a label for each, an EnOS (a stand-in) and a network that fail now and then. Says how much memory
 * and how many handles its process has over time, and ends with 1 if they rise after a warm-up.
 */

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '3' },
    seed: { type: 'string' },
  },
});
const minutes = Number(values.minutes);
const rate = Number(values.rate);
const random = seeded(values.seed === undefined ? undefined : Number(values.seed));

/** What the fitted lines may rise by: the noise of a garbage collector, and of sockets that come and go. */
const most = { memory: 24, handles: 8 };

const server = await startEnosServer();
const proxy = await startFaultProxy(server.url);
const printer = await openFakePrinter();
await using station = await freshStation();
await station.connect(server, 'enos', proxy.url);
const running = station.start(['serve', '--port', '0']);
const { url } = await running.line((json) => typeof json.url === 'string', 'the address', 60_000);
const guest = await enter(url);

const faults: Fault[] = [
  { kind: 'drop-reply' },
  { kind: 'cut-before' },
  { kind: 'truncated' },
  { kind: 'captive-portal' },
  { kind: 'status', status: 500, commit: true },
  { kind: 'status', status: 429, commit: false, headers: { 'retry-after': '1' } },
];
server.fault = () => (random.chance(0.03) ? random.pick(faults) : undefined);

/** Of the process that has the station, in MiB; sockets, files and pipes. */
function measured(): { memory: number; handles: number } {
  const pid = running.child.pid ?? 0;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kib = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  return { memory: kib / 1024, handles: readdirSync(`/proc/${pid}/fd`).length };
}

const way = { kind: 'tcp', host: printer.host, port: printer.port };
const look = { name: 'Zebra', way, language: 'zpl', dpi: 203, automatic: true };
await guest.call('printers.save', look);

const memory: Sample[] = [];
const handles: Sample[] = [];
const beganAt = performance.now();
const seconds = () => (performance.now() - beganAt) / 1000;
const sampleEvery = Math.max(2, (minutes * 60) / 60);
let unit = 0;
let batch = 0;
let green = 0;
let nextSample = 0;
process.stdout.write('  minute   memory MiB   handles   units   in the cloud   labels\n');

while (seconds() < minutes * 60) {
  if (running.over) throw new Error(`the station ended: ${running.stderr.slice(-2000)}`);
  if (unit % 200 === 0) {
    if (batch > 0) await guest.call('batches.finish').catch(() => {});
    batch++;
    const tag = `SOAK-${batch}`;
    await guest.call('batches.start', { groupId: 'INV5K1', tag, template: 'roll-50x30' });
  }
  const text = random.chance(0.03) ? 'no' : `SOAK-${String(++unit).padStart(7, '0')}`;
  const read = await guest.call('station.read', { text, source: { kind: 'typed' } });
  if (read.verdict === 'accepted') green++;
  if (random.chance(0.01)) {
    await proxy.pull();
    void pause(random.int(500, 4_000)).then(() => proxy.restore());
  }
  if (random.chance(0.005)) server.expireTokens();
  const at = seconds();
  if (at >= nextSample) {
    nextSample += sampleEvery;
    const now = measured();
    memory.push({ at, value: now.memory });
    handles.push({ at, value: now.handles });
    const cells = [(at / 60).toFixed(1), now.memory.toFixed(1), now.handles, green];
    const more = [server.devices.all().length, printer.out.length];
    const widths = [8, 13, 10, 8, 15, 9];
    const row = [...cells, ...more].map((cell, index) => String(cell).padStart(widths[index] ?? 8));
    process.stdout.write(`${row.join('')}\n`);
  }
  await pause(Math.max(0, (unit * 1000) / rate - seconds() * 1000));
}

const rises = { memory: rise(memory), handles: rise(handles) };
const bad = rises.memory > most.memory || rises.handles > most.handles;
process.stdout.write(
  `memory rises by ${rises.memory.toFixed(1)} MiB (at most ${most.memory}), handles by ${rises.handles.toFixed(1)} (at most ${most.handles})\n`,
);
await running.stop();
await proxy.close();
await printer.close();
await server.close();
process.exitCode = bad ? 1 : 0;
