import { writeFileSync } from 'node:fs';
import { createHistogram } from 'node:perf_hooks';

/**
 * Loaded into the station before its own code (`--import`): the first SIGUSR2 starts the measurement, the
 * second writes it into the file that `LINESIDE_LOOP_WATCH` names. Other processes it leaves alone.
 */

/** What a station's process needed in the measured time. */
export interface LoopWatched {
  /** How much later than due the loop turned, in ms. */
  late: { p50: number; p99: number; max: number };
  /** Computing time as a share of the measured time. */
  cpu: number;
  /** Memory of the process in MiB: at the start, at the end, and most. */
  rss: { start: number; end: number; most: number };
}

const file = process.env['LINESIDE_LOOP_WATCH'];
/** A timer this often, in ms, tells how late the loop is. */
const every = 5;

if (file && /cli\.(ts|mjs)$/.test(process.argv[1] ?? '')) {
  const lateness = createHistogram();
  const memory = () => process.memoryUsage.rss() / 1024 ** 2;
  let from = 0;
  let used = process.cpuUsage();
  let start = 0;
  let most = 0;
  process.on('SIGUSR2', () => {
    if (from === 0) {
      from = performance.now();
      let due = from + every;
      setInterval(() => {
        const now = performance.now();
        lateness.record(Math.max(1, Math.round((now - due) * 1000)));
        due = now + every;
      }, every).unref();
      used = process.cpuUsage();
      most = start = memory();
      setInterval(() => {
        most = Math.max(most, memory());
      }, 200).unref();
      return;
    }
    const { user, system } = process.cpuUsage(used);
    const late = (part: number) => lateness.percentile(part) / 1000;
    const watched: LoopWatched = {
      late: { p50: late(50), p99: late(99), max: lateness.max / 1000 },
      cpu: (user + system) / 1000 / (performance.now() - from),
      rss: { start, end: memory(), most },
    };
    writeFileSync(file, JSON.stringify(watched));
  });
}
