import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

/** `npm run sim -- [--seeds N] [--seed S, the first or only one] [--steps N] [--trace]`: a table, and of each seed that fails the story. */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    steps: { type: 'string', default: '45' },
    trace: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed ?? 1);
const count = Number(values.seeds ?? (values.seed === undefined ? 100 : 1));
const steps = Number(values.steps);
const cpu = process.cpuUsage();
const sums = { seconds: 0, greens: 0, devices: 0, deaths: 0 };
const failed: number[] = [];

for (let seed = first; seed < first + count; seed++) {
  const outcome = await simulate(seed, { steps });
  for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += outcome[name];
  if (outcome.wrong.length > 0) {
    failed.push(seed);
    console.log(`seed ${seed} (${outcome.hash}) fails:\n  ${outcome.wrong.join('\n  ')}`);
  }
  if (values.trace || (outcome.wrong.length > 0 && failed.length === 1)) {
    console.log(outcome.trace.map((line) => `  ${line}`).join('\n'));
  }
  if (count === 1) console.log(`trace ${outcome.hash}`);
}
const { user, system } = process.cpuUsage(cpu);
console.table([
  {
    seeds: count,
    failed: failed.length,
    'simulated hours': Math.round(sums.seconds / 360) / 10,
    greens: sums.greens,
    'devices in the cloud': sums.devices,
    deaths: sums.deaths,
    'CPU seconds': Math.round((user + system) / 1e5) / 10,
  },
]);
if (failed.length > 0) console.log(`Again: npm run sim -- --seed ${failed[0]}`);
process.exit(failed.length === 0 ? 0 : 1);
