import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Dropped } from '../../main/intake/framer.ts';
import { createIntake } from '../../main/intake/intake.ts';
import { forkPort, type PortFork } from '../../main/intake/port-process/fork.ts';
import {
  lookEvery,
  silentFor,
  spinsFor,
  Watchdog,
} from '../../main/intake/port-process/watchdog.ts';
import { createPorts } from '../../main/intake/ports.ts';
import { portLineSchema, scannerSchema } from '../../shared/models/scanner.ts';
import { PtyScanner } from '../support/pty-scanner.ts';
import { must } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Node's way to start a port's process, with all that were started; the first may be another file. */
function watchedFork(first?: string) {
  const children: { pid: number; over: boolean }[] = [];
  const fork: PortFork = (events) => {
    const child = { pid: 0, over: false };
    const started = forkPort(children.length === 0 ? first : undefined)({
      ...events,
      onEnd() {
        child.over = true;
        events.onEnd();
      },
    });
    child.pid = started.pid ?? 0;
    children.push(child);
    return started;
  };
  return { fork, children };
}

async function plugIn(): Promise<PtyScanner> {
  const scanner = await PtyScanner.plugIn(join(temporaryFolder(), 'scanner'));
  onTestFinished(() => scanner.unplug());
  return scanner;
}

/** Scanners as the station keeps them, each text under the path it came from. */
function keepOpen(fork: PortFork, ...scanners: PtyScanner[]) {
  const heard: [path: string, text: string][] = [];
  const dropped: Dropped[] = [];
  const intake = createIntake({
    ports: createPorts(fork),
    now: () => Date.now(),
    onText: (text, { name }) => heard.push([name, text]),
    onMisread: () => {},
    onDropped: (what) => dropped.push(what),
    onChange: () => {},
  });
  onTestFinished(() => intake.close());
  intake.use(scanners.map(({ path }, index) => scannerSchema.parse({ id: `s${index}`, path })));
  const states = () => intake.states();
  const connected = () =>
    until('all to be connected', () => states().every((each) => each.connected), {
      within: 20_000,
    });
  const textsOf = (scanner: PtyScanner) =>
    heard.filter(([path]) => path === scanner.path).map(([, text]) => text);
  return { intake, dropped, states, connected, textsOf };
}

describe('a port has a process of its own', () => {
  test('killed in mid-code it is replaced: the half is told and never glued, the other port is untouched', async () => {
    const { fork, children } = watchedFork();
    const [killed, other] = [await plugIn(), await plugIn()];
    const { dropped, states, connected, textsOf } = keepOpen(fork, killed, other);
    await connected();
    expect(children).toHaveLength(2);
    const seen: boolean[] = [];
    for (let round = 1; round <= 3; round += 1) {
      await killed.write(`WHOLE-${round}\rTORN-`);
      await until('the whole one', () => textsOf(killed).includes(`WHOLE-${round}`));
      const victim = children.find(({ over, pid }) => !over && pid !== children[1]?.pid);
      if (!victim) throw new Error('the port has no process');
      process.kill(victim.pid, 'SIGKILL');
      await until('the loss to be seen', () => dropped.length === round);
      seen.push(states().every(({ connected: yes }) => yes));
      await other.write(`OTHER-${round}\r`);
      await connected();
      await killed.write(`AFTER-${round}\r`);
      await until('the next code', () => textsOf(killed).includes(`AFTER-${round}`));
    }
    expect(seen).toEqual([false, false, false]);
    expect(textsOf(killed)).toEqual([1, 2, 3].flatMap((n) => [`WHOLE-${n}`, `AFTER-${n}`]));
    expect(textsOf(other)).toEqual(['OTHER-1', 'OTHER-2', 'OTHER-3']);
    const torn = { length: 5, reason: 'disconnected' };
    expect(dropped).toEqual([torn, torn, torn]);
    expect(children).toHaveLength(5);
    expect(children[1]?.over).toBe(false);
  }, 180_000);

  test.each([
    ['hangs in its driver', 'stand-in-hanging-port.ts', 'does not answer'],
    ['turns without reading', 'stand-in-spinning-port.ts', 'spins'],
  ])(
    'that %s is ended and replaced, and the station says why',
    async (_, name, why) => {
      const { fork, children } = watchedFork(file(name));
      const scanner = await plugIn();
      const { states, connected, textsOf } = keepOpen(fork, scanner);
      await connected();
      await scanner.write('BEFORE-1\r');
      await until('the code before', () => textsOf(scanner).includes('BEFORE-1'));
      await scanner.write('!');
      await until('the reason', () => states()[0]?.problem?.message.includes(why), {
        within: 30_000,
      });
      await connected();
      await until('the first process to be gone', () => children[0]?.over);
      await scanner.write('AFTER-1\r');
      await until('the code after', () => textsOf(scanner).includes('AFTER-1'));
      expect(textsOf(scanner)).toEqual(['BEFORE-1', 'AFTER-1']);
      expect(children).toHaveLength(2);
    },
    60_000,
  );

  test('that stands still, as after a broken driver call, is ended and replaced', async () => {
    const { fork, children } = watchedFork();
    const scanner = await plugIn();
    const { connected, states, textsOf } = keepOpen(fork, scanner);
    await connected();
    process.kill(children[0]?.pid as number, 'SIGSTOP');
    await until('it to be noticed', () => !states()[0]?.connected, { within: 30_000 });
    await connected();
    await until('the first process to be gone', () => children[0]?.over);
    await scanner.write('AFTER-1\r');
    await until('the code after', () => textsOf(scanner).includes('AFTER-1'));
  }, 180_000);

  test('is gone when its port is closed, and so is one whose port could not be opened', async () => {
    const { fork, children } = watchedFork();
    const scanner = await plugIn();
    const { intake, connected } = keepOpen(fork, scanner);
    await connected();
    intake.close();
    await until('the process to end', () => children.every(({ over }) => over));
  });

  test('writes to the scanner, and says so when it cannot', async () => {
    const scanner = await plugIn();
    scanner.listen();
    const events = { onData: () => {}, onClose: () => {} };
    const port = must(await createPorts().open(scanner.path, portLineSchema.parse({}), events));
    onTestFinished(() => port.close());
    expect(await port.write(Buffer.from('\x07'), 5000)).toMatchObject({ ok: true });
    await until('the scanner to hear', () => scanner.heard().includes('\x07'));
    port.close();
    const late = await port.write(Buffer.from('\x07'), 5000);
    expect(late).toMatchObject({ ok: false, problem: { code: 'port-write-failed' } });
  });
});

describe('the judgement on a process', () => {
  /** Looks until `to`, with beats as given; the first thing that was wrong. */
  function judge(to: number, beats: { from: number; to: number; cpu: number; late?: number }[]) {
    const dog = new Watchdog(0);
    for (let now = 50; now <= to; now += 50) {
      for (const { from, to: end, cpu, late = 0 } of beats) {
        if (now >= from && now < end && now % 100 === 0) dog.beat(now, { cpu, late });
      }
      const wrong = now % lookEvery === 0 ? dog.look(now) : null;
      if (wrong) return { at: now, wrong };
    }
    return null;
  }

  test.each([
    ['nothing yet: it is only being started', 60_000, [], null],
    ['it beats', 60_000, [{ from: 0, to: 60_000, cpu: 5 }], null],
    [
      'it works hard for a while',
      20_000,
      [
        { from: 0, to: 500, cpu: 100 },
        { from: 500, to: 20_000, cpu: 1 },
      ],
      null,
    ],
    ['it fell silent', 60_000, [{ from: 0, to: 1000, cpu: 0 }], 'answer'],
    ['it spins', 60_000, [{ from: 0, to: 60_000, cpu: 40 }], 'spins'],
  ])('%s', (_, to, beats, said) => {
    const judged = judge(to, beats);
    if (said === null) expect(judged).toBeNull();
    else expect(judged?.wrong).toContain(said);
  });

  test('silence and spinning are told in their time', () => {
    const silent = judge(60_000, [{ from: 0, to: 1000, cpu: 0 }])?.at ?? 0;
    expect(silent - 1000).toBeLessThanOrEqual(silentFor + lookEvery);
    const spinning = judge(60_000, [{ from: 0, to: 60_000, cpu: 40 }])?.at ?? 0;
    expect(spinning).toBeLessThanOrEqual(spinsFor + 2 * lookEvery);
  });

  test('a station that was held up blames nobody', () => {
    const dog = new Watchdog(0);
    dog.beat(100, { late: 0, cpu: 0 });
    dog.look(250);
    expect(dog.look(60_000)).toBeNull();
    expect(dog.look(60_250)).toBeNull();
  });

  test('one that hangs before its first beat is noticed as well', () => {
    const dog = new Watchdog(0);
    dog.work(100);
    const looks = Array.from({ length: 12 }, (_, index) => dog.look((index + 1) * lookEvery));
    expect(looks.at(-1)).toContain('answer');
  });

  test('a beat that came late is no proof that what arrived was read', () => {
    const dog = new Watchdog(0);
    dog.beat(100, { late: 0, cpu: 0 });
    dog.beat(900, { late: 700, cpu: 0 });
    expect(dog.punctualAt).toBe(100);
  });
});
