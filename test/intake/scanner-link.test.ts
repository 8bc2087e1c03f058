import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Dropped } from '../../main/intake/framer.ts';
import { createIntake } from '../../main/intake/intake.ts';
import { createPorts, machinePorts } from '../../main/intake/ports.ts';
import { createScannerLink, type ScannerLink } from '../../main/intake/scanner-link.ts';
import type { PortEvents, Ports } from '../../main/world.ts';
import type { Source } from '../../shared/models/read.ts';
import { portLineSchema, type Scanner, scannerSchema } from '../../shared/models/scanner.ts';
import { ok } from '../../shared/problems.ts';
import { PtyScanner } from '../support/pty-scanner.ts';
import { mustFail } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { pause, until } from '../support/wait.ts';

/** One scanner as the station keeps it, with all that it told. */
function follow(path: string, more: Partial<Scanner> = {}, ports: Ports = machinePorts) {
  const heard: { text: string; source: Source }[] = [];
  const dropped: Dropped[] = [];
  const link = createScannerLink({
    scanner: scannerSchema.parse({ id: 's1', path, ...more }),
    ports,
    now: () => Date.now(),
    onText: (text, source) => heard.push({ text, source }),
    onMisread: () => {},
    onDropped: (what) => dropped.push(what),
    onChange: () => {},
  });
  onTestFinished(() => link.close());
  const texts = () => heard.map(({ text }) => text);
  return { link, heard, dropped, texts };
}

const connected = (link: ScannerLink) =>
  until('the scanner to be connected', () => link.state().connected);
const problemOf = (link: ScannerLink, code: string) =>
  until(`the problem ${code}`, () => link.state().problem?.code === code);

async function plugIn(path = join(temporaryFolder(), 'scanner')): Promise<PtyScanner> {
  const scanner = await PtyScanner.plugIn(path);
  onTestFinished(() => scanner.unplug());
  return scanner;
}

describe('a scanner on a cable', () => {
  test('what is read first may be the rest of a code that began before the station: it is dropped', async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    let listener: PortEvents | null = null;
    const ports: Ports = {
      list: async () => [],
      async open(_path, _line, events) {
        listener = events;
        events.onData(bytes('0003\r'));
        return ok({ close: () => {}, write: async () => ok({}) });
      },
    };
    const { link, dropped, texts } = follow('/dev/ttyX', {}, ports);
    await connected(link);
    (listener as PortEvents | null)?.onData(bytes('OWN1-000004\r'));
    await until('the next code', () => texts().length > 0);
    expect(texts()).toEqual(['OWN1-000004']);
    expect(dropped).toEqual([{ length: 5, reason: 'begun-before' }]);
  });

  test('split bytes and two codes in a chunk come out as they were scanned', async () => {
    const scanner = await plugIn();
    const { link, heard, texts } = follow(scanner.path);
    await connected(link);
    expect(link.state()).toMatchObject({ problem: null, lastText: null, lastAt: null, dropped: 0 });
    await scanner.write('AB-0001\r\n', { size: 1, gap: 50 });
    await scanner.write('AB-0002\rAB-0003\nAB-00');
    await scanner.write('04\r');
    await until('four codes', () => heard.length === 4);
    expect(texts()).toEqual(['AB-0001', 'AB-0002', 'AB-0003', 'AB-0004']);
    expect(heard[0]?.source).toEqual({ kind: 'serial', name: scanner.path });
    expect(link.state()).toMatchObject({ lastText: 'AB-0004', dropped: 0 });
  });

  test('unplugged in mid-frame, it is told; plugged in again, it is back by itself, never glued', async () => {
    const scanner = await plugIn();
    const { link, dropped, texts } = follow(scanner.path);
    await connected(link);
    for (let round = 1; round <= 3; round += 1) {
      await scanner.write(`WHOLE-${round}\rTORN-`);
      await until('the whole one', () => texts().includes(`WHOLE-${round}`));
      await scanner.unplug();
      await until('the unplug to be seen', () => !link.state().connected);
      await until('the torn code to be told', () => dropped.length === round);
      expect(['port-unplugged', 'port-missing']).toContain(link.state().problem?.code);
      await scanner.replug();
      await connected(link);
      expect(link.state().problem).toBeNull();
      await scanner.write(`${round}\r`);
      await until('the next code', () => texts().includes(`${round}`));
    }
    expect(texts()).toEqual(['WHOLE-1', '1', 'WHOLE-2', '2', 'WHOLE-3', '3']);
    const torn = { length: 5, reason: 'disconnected' };
    expect(dropped).toEqual([torn, torn, torn]);
    expect(link.state().dropped).toBe(3);
  });

  test('pulled out in a flood of bytes, it is still noticed, and back by itself', async () => {
    const scanner = await plugIn();
    const { link, texts } = follow(scanner.path);
    await connected(link);
    const flood = scanner.write('X'.repeat(200_000)).catch(() => 'cut');
    await pause(20);
    await scanner.unplug();
    await flood;
    await until('the unplug to be seen', () => !link.state().connected);
    const before = process.cpuUsage();
    await pause(300);
    const { user, system } = process.cpuUsage(before);
    console.info(`unplugged: ${Math.round((user + system) / 1000)} ms of CPU in 300 ms`);
    await scanner.replug();
    await connected(link);
    await scanner.write('AFTER-1\r');
    await until('the code after', () => texts().includes('AFTER-1'));
  });

  test('that becomes another device at the same path is opened afresh', async () => {
    const folder = temporaryFolder();
    const [first, second] = [await plugIn(join(folder, 'a')), await plugIn(join(folder, 'b'))];
    const path = join(folder, 'scanner');
    symlinkSync(first.path, path);
    const { link, texts, dropped } = follow(path);
    await connected(link);
    await first.write('TORN-');
    rmSync(path);
    symlinkSync(second.path, path);
    await until('the change to be seen', () => dropped.length === 1);
    await connected(link);
    await second.write('SECOND\r');
    await until('the second one', () => texts().includes('SECOND'));
    expect(texts()).toEqual(['SECOND']);
  });

  test('may be plugged in after the station was started', async () => {
    const path = join(temporaryFolder(), 'late');
    const { link, texts } = follow(path);
    await problemOf(link, 'port-missing');
    await pause(1200);
    expect(link.state()).toMatchObject({ connected: false, problem: { code: 'port-missing' } });
    const scanner = await plugIn(path);
    await connected(link);
    await scanner.write('LATE-1\r');
    await until('its first code', () => texts().includes('LATE-1'));
  });

  test('sent the rest of its code while the station was busy: one code, not a half', async () => {
    const scanner = await plugIn();
    const { link, texts, dropped } = follow(scanner.path);
    await connected(link);
    await scanner.write('BUSY-');
    await pause(200);
    const rest = scanner.write('0001\r');
    const busyUntil = performance.now() + 1300;
    while (performance.now() < busyUntil);
    await rest;
    await until('the code', () => texts().length > 0);
    expect([texts(), dropped]).toEqual([['BUSY-0001'], []]);
  });

  test('that falls silent in mid-code: told, and the next code is well', async () => {
    const scanner = await plugIn();
    const { link, texts, dropped } = follow(scanner.path);
    await connected(link);
    await scanner.write('HALF-');
    await until('the loss to be told', () => dropped.length === 1);
    await scanner.write('NEXT-1\r');
    await until('the next code', () => texts().includes('NEXT-1'));
    expect(dropped).toEqual([{ length: 5, reason: 'silence' }]);
  });

  test('is let go of when the station closes it: nothing more is heard, the port is free', async () => {
    const scanner = await plugIn();
    const first = follow(scanner.path);
    await connected(first.link);
    first.link.close();
    expect(first.link.state().connected).toBe(false);
    const second = follow(scanner.path);
    await connected(second.link);
    await scanner.write('FREE-1\r');
    await until('the second to hear', () => second.texts().includes('FREE-1'));
    expect(first.texts()).toEqual([]);
  });

  test('closed while it is being opened is let go of all the same', async () => {
    const scanner = await plugIn();
    let opened = 0;
    const counting: Ports = {
      ...machinePorts,
      open: async (...given) => {
        const result = await machinePorts.open(...given);
        opened += 1;
        return result;
      },
    };
    const first = follow(scanner.path, {}, counting);
    first.link.close();
    await until('the open to come through', () => opened === 1);
    const second = follow(scanner.path);
    await connected(second.link);
    expect(first.link.state().connected).toBe(false);
  });
});

describe('a port that cannot be had is a problem with a code, and is tried again', () => {
  const open = (path: string, ports: Ports = machinePorts) =>
    ports.open(path, portLineSchema.parse({}), { onData: () => {}, onClose: () => {} });

  test('missing', async () => {
    const problem = mustFail(await open(join(temporaryFolder(), 'none')));
    expect(problem).toMatchObject({ code: 'port-missing' });
  });

  test('busy, until the other lets go', async () => {
    const scanner = await plugIn();
    const holder = await open(scanner.path);
    expect(holder.ok).toBe(true);
    const { link } = follow(scanner.path);
    await problemOf(link, 'port-busy');
    expect(link.state().problem?.message).toContain(scanner.path);
    if (holder.ok) holder.value.close();
    await connected(link);
  });

  test('denied', async () => {
    const scanner = await plugIn();
    chmodSync(await scanner.device(), 0);
    const root = process.geteuid?.() === 0;
    // Root may open anything, so it steps down for as long as the open takes.
    if (root) chmodSync(join(scanner.path, '..'), 0o755);
    if (root) process.seteuid?.(65_534);
    try {
      // Ports of its own: whoever opens is the user who was there when that process was started.
      expect(mustFail(await open(scanner.path, createPorts())).code).toBe('port-denied');
    } finally {
      if (root) process.seteuid?.(0);
    }
  });

  test.skipIf(process.geteuid?.() !== 0)(
    'a device file that outlived its device is a missing scanner (needs root)',
    async () => {
      const path = join(temporaryFolder(), 'ttyUSB77');
      execFileSync('mknod', [path, 'c', '188', '77']);
      expect(mustFail(await open(path)).code).toBe('port-missing');
    },
  );

  test.each(['a file', 'a folder'])('%s is no port', async (what) => {
    const path = join(temporaryFolder(), 'thing');
    if (what === 'a file') writeFileSync(path, 'x');
    else mkdirSync(path);
    expect(mustFail(await open(path)).code).toBe('port-failed');
  });

  test.each([
    'tcp://127.0.0.1:99999',
    'tcp://127.0.0.1:0',
    'tcp://127.0.0.1',
    'tcp://',
    'tcp://:80',
    'tcp://a b:80',
    'tcp://x\0y:80',
    'tcp://[::1:80',
    'tcp://127.0.0.1:80/path',
    'x\0y',
    '.',
  ])('the path %j neither opens nor ends the station', async (path) => {
    const { link } = follow(path);
    await until('a problem', () => link.state().problem?.code);
    await pause(50);
    expect(link.state().connected).toBe(false);
    expect(link.state().problem?.code).toMatch(/^port-(missing|failed)$/);
  });

  test('a driver that throws is a problem of that scanner', async () => {
    const throwing: Ports = {
      ...machinePorts,
      open: () => {
        throw new RangeError('no such baud rate');
      },
    };
    const { link } = follow('any', {}, throwing);
    await problemOf(link, 'port-failed');
  });
});

describe('a scanner on the network', () => {
  async function listen(port = 0): Promise<{ server: Server; port: number; guests: Socket[] }> {
    const guests: Socket[] = [];
    const server = createServer((socket) => {
      guests.push(socket.on('error', () => {}));
    });
    await new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      for (const guest of guests) guest.destroy();
      server.close();
    });
    return { server, port: (server.address() as AddressInfo).port, guests };
  }

  test('split bytes, two codes in a chunk, torn by a broken connection and never glued', async () => {
    const { port, guests } = await listen();
    const { link, heard, dropped, texts } = follow(`tcp://127.0.0.1:${port}`);
    await connected(link);
    await until('the guest', () => guests.length === 1);
    for (const byte of 'NET-0001\r\n') {
      guests[0]?.write(byte);
      await pause(10);
    }
    guests[0]?.write('NET-0002\rNET-0003\rTORN-');
    await until('three codes', () => heard.length === 3);
    await pause(50);
    guests[0]?.resetAndDestroy();
    await until('the loss', () => !link.state().connected && dropped.length === 1);
    expect(link.state().problem?.code).toBe('port-unplugged');
    await connected(link);
    await until('the second guest', () => guests.length === 2);
    guests[1]?.write('0004\r');
    await until('the next code', () => heard.length === 4);
    expect(texts()).toEqual(['NET-0001', 'NET-0002', 'NET-0003', '0004']);
    expect(heard[0]?.source.kind).toBe('network');
    expect(dropped).toEqual([{ length: 5, reason: 'disconnected' }]);
  });

  test('that ends its side politely is opened again too', async () => {
    const { port, guests } = await listen();
    const { link } = follow(`tcp://127.0.0.1:${port}`);
    await connected(link);
    await until('the guest', () => guests.length === 1);
    guests[0]?.end('BYE-1\rTORN');
    await until('the second guest', () => guests.length === 2);
    await connected(link);
  });

  test('that is switched on later is found by itself', async () => {
    const { server, port } = await listen();
    await new Promise((resolve) => {
      server.close(resolve);
    });
    const { link } = follow(`tcp://127.0.0.1:${port}`);
    await problemOf(link, 'port-missing');
    await listen(port);
    await connected(link);
  });
});

describe('several scanners', () => {
  test('each keeps its own bytes; one that is changed is opened anew, the others stay open', async () => {
    const [first, second] = [await plugIn(), await plugIn()];
    const heard: string[] = [];
    const opened: string[] = [];
    const intake = createIntake({
      ports: {
        ...machinePorts,
        open: (path, ...more) => {
          opened.push(path);
          return machinePorts.open(path, ...more);
        },
      },
      now: () => Date.now(),
      onText: (text, { name }) => heard.push(`${name === first.path ? 1 : 2}: ${text}`),
      onMisread: () => {},
      onDropped: () => {},
      onChange: () => {},
    });
    onTestFinished(() => intake.close());
    const one = scannerSchema.parse({ id: 'one', path: first.path, terminator: 'cr' });
    const two = scannerSchema.parse({ id: 'two', path: second.path, terminator: 'cr' });
    const all = () => intake.states().length > 0 && intake.states().every((each) => each.connected);
    intake.use([one, two]);
    await until('both', all);
    await Promise.all([
      first.write('A-1\rA-2\r', { size: 1, gap: 5 }),
      second.write('B-1\rB-2\r', { size: 1, gap: 5 }),
    ]);
    await until('four codes', () => heard.length === 4);
    expect(heard.toSorted()).toEqual(['1: A-1', '1: A-2', '2: B-1', '2: B-2']);
    intake.use([one, { ...two, terminator: 'lf' }]);
    await until('both again', all);
    await second.write('B-3\n');
    await until('the next code', () => heard.includes('2: B-3'));
    expect(opened.filter((path) => path === first.path)).toHaveLength(1);
    intake.use([]);
    expect(intake.states()).toEqual([]);
  });
});
