import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDeviceDriver } from '../../main/printing/drivers/device.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';

/** Printers that are files, on a named pipe and on a pty of this machine. */

const never = new AbortController().signal;
const job = (count: number, bytes = 60) => ({
  name: 'B1',
  language: 'zpl' as const,
  pieces: Array.from({ length: count }, (_, n) =>
    Buffer.from(`^XA^FD${n + 1}^FS^FX${'x'.repeat(bytes)}\r\n^XZ\n`),
  ),
});

function pipe(): string {
  const path = join(temporaryFolder(), 'lp0');
  execFileSync('mkfifo', [path]);
  return path;
}

/** Reads a file to its end, or holds it open without reading. */
function other(command: string, ...args: string[]) {
  const child = spawn(command, args);
  let heard = '';
  child.stdout.on('data', (bytes: Buffer) => {
    heard += bytes.toString('latin1');
  });
  const over = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  onTestFinished(async () => {
    child.kill();
    await over;
  });
  return { child, over, heard: () => heard };
}

test('all bytes arrive as they were sent', async () => {
  const path = pipe();
  const reader = other('cat', path);
  const driver = createDeviceDriver('zpl', path);
  const { pieces } = job(500, 1000);
  const report = await until('the reader is there', async () => {
    const sent = await driver.send({ name: 'B1', language: 'zpl', pieces }, never);
    return sent.problem?.code === 'printer-device-missing' ? null : sent;
  });
  expect(report).toEqual({ taken: 500, begun: 500, problem: null });
  await reader.over;
  expect(reader.heard()).toBe(Buffer.concat(pieces).toString('latin1'));
});

test('a device that takes nothing holds nobody up, and what it may have is not called taken', async () => {
  const path = pipe();
  const holder = other('sh', '-c', `exec 3< '${path}'; echo open; exec sleep 60`);
  const driver = createDeviceDriver('zpl', path, 150);
  let turns = 0;
  const ticking = setInterval(() => {
    turns++;
  }, 10);
  const report = await until('the holder is there', async () => {
    const sent = await driver.send(job(200, 1000), never);
    return sent.problem?.code === 'printer-device-missing' ? null : sent;
  });
  clearInterval(ticking);
  expect(holder.child.exitCode).toBeNull();
  expect(report).toMatchObject({ taken: 0, problem: { code: 'printer-stalled' } });
  expect(report.begun).toBeGreaterThan(50);
  expect(report.begun).toBeLessThan(75);
  expect(turns).toBeGreaterThan(5);
});

test('a device that goes away in the middle', async () => {
  const path = pipe();
  const reader = other('head', '-c', '300000', path);
  const driver = createDeviceDriver('zpl', path);
  const report = await until('the reader is there', async () => {
    const sent = await driver.send(job(2000, 1000), never);
    return sent.problem?.code === 'printer-device-missing' ? null : sent;
  });
  await reader.over;
  const whole = reader.heard().split('^XZ').length - 1;
  expect(report.problem?.code).toBe('printer-broke-off');
  expect(report.taken).toBeLessThanOrEqual(whole);
  expect(report.begun).toBeGreaterThanOrEqual(whole);
  expect(report.begun).toBeLessThan(2000);
});

test('a device that is not there', async () => {
  const driver = createDeviceDriver('zpl', join(temporaryFolder(), 'nothing'));
  expect(await driver.send(job(1), never)).toMatchObject({
    begun: 0,
    problem: { code: 'printer-device-missing' },
  });
  expect((await driver.status()).problem?.code).toBe('printer-device-missing');
});

test('a serial port leaves line ends and control characters alone', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'tty');
  const out = join(folder, 'out');
  const printer = other('socat', '-u', `PTY,link=${path},rawer,ignoreeof`, `CREATE:${out}`);
  await until('the pty', () => existsSync(path));
  const tty = openSync(path, 'r+');
  execFileSync('stty', ['sane'], { stdio: [tty, 'pipe', 'pipe'] });
  closeSync(tty);
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, n) => n));
  const report = await createDeviceDriver('tspl', path).send(
    { name: 'B1', language: 'tspl', pieces: [bytes] },
    never,
  );
  expect(report).toEqual({ taken: 1, begun: 1, problem: null });
  await until('all bytes', () => existsSync(out) && readFileSync(out).length >= 256);
  expect(readFileSync(out)).toEqual(bytes);
  expect(printer.child.exitCode).toBeNull();
});
