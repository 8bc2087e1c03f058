import { expect } from 'vitest';
import type { Running, Station } from './cli.ts';
import type { Json } from './json.ts';
import type { Random } from './random.ts';
import { until } from './wait.ts';

/** A line whose station loses power again and again. */

export interface Shift {
  /** SN -> verdicts that were printed for it, in order, over all lives of the process. */
  verdicts: Map<string, string[]>;
  /** There must be none: every SN of the line is a good one. */
  refusals: string[];
  kills: number;
}

/**
 * Feeds SNs to `register`, kills it at random, starts it again and feeds what got no answer, with
 * repeats of what did. After each kill everything that was printed as accepted must be on disk.
 */
export async function registerUnderKills(
  station: Station,
  sns: readonly string[],
  options: { kills: number; random: Random; more: readonly string[] },
): Promise<Shift> {
  const { random } = options;
  const shift: Shift = { verdicts: new Map(), refusals: [], kills: 0 };
  const command = ['register', '--group', 'INV5K1', ...options.more];
  const remember = (running: Running): void => {
    for (const json of running.json) {
      if (typeof json.verdict !== 'string') continue;
      const { code = '' } = json.problem ?? {};
      if (json.verdict === 'refused') shift.refusals.push(`${json.text}: ${code}`);
      const before = shift.verdicts.get(json.text) ?? [];
      shift.verdicts.set(json.text, [...before, json.verdict]);
    }
  };
  const unanswered = (): string[] => sns.filter((sn) => !shift.verdicts.has(sn));

  while (shift.kills < options.kills) {
    const rest = unanswered();
    const answered = [...shift.verdicts.keys()];
    const repeats = answered.length > 0 ? [random.pick(answered), random.pick(answered)] : [];
    const running = station.start(command);
    running.write([...repeats, ...rest].map((sn) => `${sn}\n`).join(''));
    running.endInput();
    // Now and then before the first answer, mostly somewhere in the middle of the stream.
    const left = options.kills - shift.kills;
    const answers = random.chance(0.2) ? 0 : random.int(1, Math.ceil(rest.length / left));
    await until(
      `${answers} verdicts before kill ${shift.kills + 1}\n${running.stderr.slice(-1000)}`,
      () => running.over || running.lines.length >= answers,
      { within: 120_000, every: 2 },
    );
    // A busy wait of a random length lands inside a write as easily as between two.
    const end = performance.now() + random.next() * (answers === 0 ? 600 : 8);
    if (answers === 0) await until('the moment', () => performance.now() > end, { every: 5 });
    else while (performance.now() < end);
    const ended = await running.kill();
    expect(ended.stderr, 'a problem instead of a kill').not.toMatch(/"problem"/);
    remember(running);
    shift.kills += 1;
    if (shift.kills % 3 === 0 || shift.kills === options.kills) await expectOnDisk(station, shift);
  }

  const again = random.chance(0.5) ? sns : sns.toReversed();
  const last = station.start(command);
  last.write([...unanswered(), ...again].map((sn) => `${sn}\n`).join(''));
  last.endInput();
  const ended = await last.ended;
  expect(ended.code, `${ended.stderr}`).toBe(0);
  remember(last);
  return shift;
}

async function expectOnDisk(station: Station, shift: Shift): Promise<void> {
  expect(shift.refusals, 'good SNs that were refused').toEqual([]);
  const onDisk = new Set((await station.devices()).map((device: Json) => device.deviceSn));
  const lost = [...shift.verdicts.keys()].filter((sn) => !onDisk.has(sn));
  const sentence = `${lost.length} SNs were answered before the kill and are gone after it`;
  expect(lost.slice(0, 10), sentence).toEqual([]);
}

/** Accepted exactly once over all lives, or never printed as accepted because the kill came first. */
export function expectAcceptedOnce(shift: Shift, sns: readonly string[]): void {
  for (const sn of sns) {
    const verdicts = shift.verdicts.get(sn) ?? [];
    const accepted = verdicts.filter((verdict) => verdict === 'accepted').length;
    expect(verdicts.length, `${sn} was never answered`).toBeGreaterThan(0);
    expect(accepted, `${sn}: ${verdicts.join(', ')}`).toBeLessThanOrEqual(1);
    expect(verdicts, `${sn}`).not.toContain('refused');
    expect(verdicts.slice(1), `${sn} after its first answer`).not.toContain('accepted');
  }
}

/** Every check of the doctor holds: the journal and the database agree. */
export async function expectHealthy(station: Station): Promise<void> {
  const ended = await station.run(['doctor']);
  expect(
    ended.json.filter((check) => check.ok !== true),
    `${ended.stderr}`,
  ).toEqual([]);
  expect(ended.json.length).toBeGreaterThan(2);
  expect(ended.code).toBe(0);
}
