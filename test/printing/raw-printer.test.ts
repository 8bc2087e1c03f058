import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SendReport } from '../../main/printing/driver.ts';
import { createRawDriver } from '../../main/printing/drivers/raw.ts';
import { type FakePrinter, fakePrinter } from '../support/fake-printer.ts';
import { until } from '../support/wait.ts';

/** What a printer on port 9100 reports is true, whatever becomes of it, and nothing is sent twice. */

const times = { connectMs: 1000, answerMs: 300, stallMs: 600, pollMs: 10 };
const labels = (count: number, padding = 0) =>
  Array.from({ length: count }, (_, n) =>
    Buffer.from(`^XA^FO10,10^FDSN-${n + 1}^FS^FX${'x'.repeat(padding)}^FS^PQ1^XZ\n`),
  );
const sns = ({ out }: FakePrinter) => out.map((format) => /\^FDSN-(\d+)/.exec(format)?.[1]);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => String(n + 1));
const send = (
  printer: FakePrinter,
  pieces: ReturnType<typeof labels>,
  signal = new AbortController().signal,
): Promise<SendReport> =>
  createRawDriver('zpl', printer, times).send({ name: 'B1', language: 'zpl', pieces }, signal);

test('all labels come out once, in order, and the printer counts them', async () => {
  const printer = await fakePrinter();
  expect(await send(printer, labels(30))).toEqual({
    taken: 30,
    begun: 30,
    printed: 30,
    problem: null,
  });
  expect(sns(printer)).toEqual(upTo(30));
  expect(printer.connections).toBe(1);
});

test('a slow printer is waited for until the last label is out', async () => {
  const printer = await fakePrinter({ msPerLabel: 5 });
  expect(await send(printer, labels(20))).toMatchObject({ taken: 20, printed: 20, problem: null });
  expect(printer.out).toHaveLength(20);
});

test('a printer that ends each connection has nothing', async () => {
  const printer = await fakePrinter({ refuse: true });
  expect(await send(printer, labels(3))).toMatchObject({
    taken: 0,
    begun: 0,
    problem: { code: 'printer-refused' },
  });
  expect(printer.out).toEqual([]);
});

test('a printer that is not there is unreachable', async () => {
  const printer = await fakePrinter();
  await printer.close();
  expect(await send(printer, labels(3))).toMatchObject({
    taken: 0,
    begun: 0,
    problem: { code: 'printer-unreachable', params: { detail: 'ECONNREFUSED' } },
  });
});

test.each([1, 40, 100, 333, 777, 1500])(
  'reset at byte %i: what came out lies between taken and begun',
  async (dieAtByte) => {
    const printer = await fakePrinter({ dieAtByte });
    const report = await send(printer, labels(40, 30));
    expect(report.problem?.code).toBe('printer-broke-off');
    expect(printer.out.length).toBeGreaterThanOrEqual(report.taken);
    expect(printer.out.length).toBeLessThanOrEqual(report.begun);
    expect(report.begun - report.taken).toBeLessThanOrEqual(4);
    expect(sns(printer)).toEqual(upTo(printer.out.length));
    expect(printer.connections).toBe(1);
  },
);

test.each([
  [{ paperOut: true }, 'printer-paper-out'],
  [{ headUp: true }, 'printer-head-open'],
  [{ ribbonOut: true }, 'printer-ribbon-out'],
  [{ paused: true }, 'printer-paused'],
] as const)('with %o nothing is sent', async (fault, code) => {
  const printer = await fakePrinter(fault);
  expect(await send(printer, labels(3))).toMatchObject({ taken: 0, begun: 0, problem: { code } });
  expect([...printer.out, ...printer.held]).toEqual([]);
});

test('paper that runs out in the middle stops the sending; what the printer holds is in the report', async () => {
  const printer = await fakePrinter({ paperOutAfter: 10 });
  const report = await send(printer, labels(40));
  expect(report).toMatchObject({ taken: 12, begun: 12, problem: { code: 'printer-paper-out' } });
  expect(printer.out).toHaveLength(10);
  expect(printer.held).toHaveLength(2);
});

test('a full buffer only makes it slower', async () => {
  const printer = await fakePrinter({ bufferFull: true });
  expect(await send(printer, labels(9))).toMatchObject({ taken: 9, problem: null });
});

test.each([
  ['swallowed', { swallow: [3] }, 9],
  ['doubled', { double: [3] }, 11],
] as const)('a label that is %s is found by the counter', async (_, fault, counted) => {
  const printer = await fakePrinter({ ...fault, swallow: [], double: [], ...mutable(fault) });
  expect(await send(printer, labels(10))).toMatchObject({
    taken: 10,
    printed: counted,
    problem: { code: 'printer-count-differs', params: { sent: 10, counted } },
  });
});

const mutable = (fault: { swallow?: readonly number[]; double?: readonly number[] }) => ({
  ...(fault.swallow ? { swallow: [...fault.swallow] } : {}),
  ...(fault.double ? { double: [...fault.double] } : {}),
});

test('a print server that says nothing gets the job all the same', async () => {
  const printer = await fakePrinter({ mute: true });
  expect(await send(printer, labels(5))).toMatchObject({
    taken: 5,
    begun: 5,
    printed: null,
    problem: null,
  });
  expect(sns(printer)).toEqual(upTo(5));
});

test('a printer that takes nothing more is given up, and only what it confirmed counts as taken', async () => {
  const printer = await fakePrinter({ deafAtByte: 500 });
  const report = await send(printer, labels(40));
  expect(report.problem?.code).toBe('printer-stalled');
  expect(printer.out.length).toBeGreaterThanOrEqual(report.taken);
  expect(report.begun).toBeLessThan(40);
});

test('stopped by a person: no further label is begun', async () => {
  const printer = await fakePrinter({ msPerLabel: 2 });
  const stop = new AbortController();
  const pieces = labels(400, 5000);
  const sending = send(printer, pieces, stop.signal);
  await until('some labels', () => printer.out.length > 3);
  stop.abort();
  const report = await sending;
  expect(report.problem?.code).toBe('printer-stopped');
  expect(report.taken).toBe(report.begun);
  await until('the rest of what it has', () => printer.held.length === 0);
  expect(printer.out).toHaveLength(report.begun);
});

test('a job that cannot be read is no fault of the printer', async () => {
  const printer = await fakePrinter();
  function* torn() {
    yield* labels(2);
    throw new Error('spool file is gone');
  }
  const report = await createRawDriver('zpl', printer, times).send(
    { name: 'B1', language: 'zpl', pieces: torn() },
    new AbortController().signal,
  );
  expect(report).toMatchObject({
    begun: 2,
    problem: { code: 'label-failed', params: { detail: 'spool file is gone' } },
  });
});

describe('status', () => {
  const status = (printer: FakePrinter) => createRawDriver('zpl', printer, times).status();
  test('of a printer that is well', async () => {
    expect(await status(await fakePrinter())).toEqual({
      ready: true,
      problem: null,
      model: 'FAKE-ZT-203dpi',
      dpi: 203,
      waiting: 0,
    });
  });
  test('the cause is named, not the pause that follows from it', async () => {
    expect(await status(await fakePrinter({ headUp: true, paperOut: true }))).toMatchObject({
      ready: false,
      problem: { code: 'printer-head-open' },
    });
  });
  test('a print server that says nothing is ready for all that is known', async () => {
    expect(await status(await fakePrinter({ mute: true }))).toMatchObject({
      ready: true,
      problem: null,
      model: null,
    });
  });
  test('a TSPL printer answers with one byte', async () => {
    const server = createServer((socket) =>
      socket.on('data', (data) => {
        if (data.toString('latin1').includes('\x1b!?')) socket.write(Buffer.from([0x04]));
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const driver = createRawDriver('tspl', { host: '127.0.0.1', port }, times);
    expect(await driver.status()).toMatchObject({
      ready: false,
      problem: { code: 'printer-paper-out' },
    });
  });
});
