import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { freshStation, type Running, type Station } from '../cli.ts';
import { type Random, seeded } from '../random.ts';
import { until } from '../wait.ts';
import { audit, type Found, readFound } from './audit.ts';
import { profiles } from './codes.ts';
import { enter, type Guest } from './guest.ts';
import { LineScanner, type Sent, type Shown } from './line-scanner.ts';

export interface StormOptions {
  seconds: number;
  /** Codes a second, of all scanners together. */
  rate: number;
  /** How often each kind of trouble comes to each scanner. */
  troubles: number;
  seed?: number;
  /** The station is killed in the middle of it all, and not asked to end. */
  powerCut?: boolean;
  env?: Record<string, string | undefined>;
  /** Called once the storm rages; what it answers is ended with it. */
  during?(storm: Raging): Promise<() => Promise<void>>;
}

export interface Raging {
  url: string;
  station: Station;
  pid: number;
}

export interface Storm {
  sent: Sent[];
  found: Found;
  /** What is not as it has to be, in sentences; empty when all is well. */
  wrong: string[];
  /** Seconds that it took, and pushes of the State that one guest got. */
  seconds: number;
  pushes: number;
  torn: number;
  unplugged: number;
  killed: number;
}

const within = { within: 30_000 };

/**
 * Three scanners at once against the station as it is shipped (`lineside serve`): noise, codes in pieces,
 * torn codes, unplugs, and the death of the process that reads a port. Then an audit of what is on disk.
 */
export async function rage(options: StormOptions): Promise<Storm> {
  const random = options.seed === undefined ? seeded() : seeded(options.seed);
  await using station = await freshStation();
  const running = station.start(['serve'], options.env ? { env: options.env } : {});
  const scanners: LineScanner[] = [];
  try {
    const { url } = await running.line((json) => 'url' in json, 'the address', 90_000);
    const guest = await enter(url);
    await guest.call('batches.start', { groupId: 'INV5K1', tag: 'STORM' });
    for (const port of profiles.keys()) {
      scanners.push(
        await plugIn(port, { station, running, guest, random, scanners, rate: options.rate }),
      );
    }
    const pid = running.child.pid as number;
    const end = await options.during?.({ url, station, pid });
    const outcome = await blow(options, { running, guest, random, scanners });
    await end?.();
    guest.leave();
    const ended = await running.stop();
    const wrong = scanners.flatMap((scanner) => scanner.wrong);
    if (ended.code !== 0 && !options.powerCut)
      wrong.push(`the station ended with ${ended.code ?? ended.signal}`);
    const doctor = await station.run(['doctor']);
    if (doctor.code !== 0) wrong.push(`doctor: ${doctor.stdout}${doctor.stderr}`);
    const found = readFound(station.data);
    const sent = scanners.flatMap((scanner) => scanner.sent);
    const paths = profiles.map((_, port) => pathOf(station, port));
    const torn = scanners.map((scanner) => scanner.torn);
    const broken = scanners.map((scanner) => scanner.broken);
    wrong.push(...audit({ sent, paths, torn, broken }, found));
    return { ...outcome, sent, found, wrong, torn: torn.reduce((a, b) => a + b, 0) };
  } finally {
    await running.kill();
    for (const scanner of scanners) await scanner.unplug();
  }
}

const pathOf = (station: Station, port: number) => join(station.data, '..', `tty-${port}`);

async function plugIn(
  port: number,
  {
    station,
    running,
    guest,
    random,
    scanners,
    rate,
  }: {
    station: Station;
    running: Running;
    guest: Guest;
    random: Random;
    scanners: readonly LineScanner[];
    rate: number;
  },
): Promise<LineScanner> {
  const profile = profiles[port] as (typeof profiles)[number];
  const path = pathOf(station, port);
  const scanner = await LineScanner.plugIn({
    ...{ port, profile, path, random },
    shown: () => guest.state.scanners.find((each: Shown & { path: string }) => each.path === path),
    gone: () => running.over,
    // Those that are there make up for one that is away.
    pace: () => (1000 / rate) * Math.max(1, scanners.filter(({ ready }) => ready).length),
  });
  const { terminator, aim } = profile;
  await guest.call('scanners.add', {
    ...{ path, terminator, aim },
    prefix: profile.prefix.replace('\x02', '\\x02'),
    suffix: profile.suffix.replace('\x03', '\\x03'),
    acknowledgement: profile.answers
      ? { kind: 'custom', accepted: 'A', seen: 'S', refused: 'R' }
      : { kind: 'none' },
  });
  return scanner;
}

async function blow(
  { seconds, troubles, powerCut = false }: StormOptions,
  storm: { running: Running; guest: Guest; random: Random; scanners: LineScanner[] },
): Promise<{ seconds: number; pushes: number; unplugged: number; killed: number }> {
  const { running, guest, random, scanners } = storm;
  const from = performance.now();
  const pushes = guest.pushes;
  const over = () => performance.now() - from > seconds * 1000 || running.over;
  const cut = setTimeout(() => powerCut && void running.kill(), seconds * 1000 * 0.9);
  let unplugged = 0;
  let killed = 0;
  await Promise.all(
    scanners.map((scanner) => {
      const work = {
        async pull() {
          unplugged += 1;
          await scanner.pull();
        },
        async lose() {
          killed += 1;
          await scanner.loseProcess(() => killPort(running, scanner));
        },
      };
      // Spread over the time, so that also the last one has some storm behind it.
      const due = [work.lose, work.pull].flatMap((what) =>
        Array.from({ length: troubles }, (_, n) => {
          const part = (n + random.next()) / troubles;
          return { what, at: from + seconds * 1000 * (0.1 + 0.7 * part) };
        }),
      );
      return scanner.run(over, () => {
        const at = due.findIndex((each) => each.at <= performance.now());
        return at < 0 ? undefined : due.splice(at, 1)[0]?.what;
      });
    }),
  );
  clearTimeout(cut);
  if (running.over && !powerCut) throw new Error(`the station ended:\n${running.stderr}`);
  return {
    seconds: (performance.now() - from) / 1000,
    ...{ pushes: guest.pushes - pushes, unplugged, killed },
  };
}

/** Ends the one process that has this scanner's device open, by its id. */
async function killPort({ child }: Running, scanner: LineScanner): Promise<void> {
  const device = await scanner.device();
  const holder = async (): Promise<number | null> => {
    const listed = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
    for (const pid of listed.split(' ').filter(Boolean)) {
      const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
      for (const name of names) {
        const link = await readlink(`/proc/${pid}/fd/${name}`).catch(() => '');
        if (link === device) return Number(pid);
      }
    }
    return null;
  };
  process.kill(await until('the process of a port', holder, within), 'SIGKILL');
}
