import { describe, expect, test } from 'vitest';
import { createCupsDriver, cupsQueues } from '../../main/printing/drivers/cups.ts';
import { fakeCups, withoutCups } from '../support/fake-cups.ts';

/** How jobs are given to CUPS, against stand-ins of its commands. */

const pieces = [Buffer.from('^XA1^XZ'), Buffer.from('^XA2^XZ')];
const never = new AbortController().signal;

test('label commands go through untouched, whatever their job is called', async () => {
  const cups = fakeCups();
  const report = await createCupsDriver('zpl', 'Zebra').send(
    { name: "-o x; rm -rf $HOME 'B1'", language: 'zpl', pieces },
    never,
  );
  expect(report).toEqual({ taken: 2, begun: 2, problem: null });
  const given = cups.arguments();
  expect(given?.slice(0, -1)).toEqual([
    '-d',
    'Zebra',
    '-o',
    'raw',
    '-t',
    "-o x; rm -rf $HOME 'B1'",
    '--',
  ]);
  expect(cups.printed()).toBe('^XA1^XZ^XA2^XZ');
});

test('a PDF is printed at its own size', async () => {
  const cups = fakeCups();
  const job = {
    name: 'B1',
    language: 'pdf' as const,
    page: { width: 50, height: 30.5 },
    pieces: [Buffer.from('%PDF-1.7')],
  };
  await createCupsDriver('pdf', 'Zebra').send(job, never);
  expect(cups.arguments()).toContain('media=Custom.50x30.5mm');
  expect(cups.arguments()).toContain('print-scaling=none');
});

test('what CUPS refuses was not printed, with its own words', async () => {
  const cups = fakeCups();
  cups.refuse();
  const report = await createCupsDriver('zpl', 'Zebra').send(
    { name: 'B1', language: 'zpl', pieces },
    never,
  );
  expect(report).toMatchObject({ taken: 0, begun: 0, problem: { code: 'printer-refused' } });
  expect(report.problem?.message).toContain('Unsupported document-format');
});

describe('status', () => {
  const statusOf = async (printer: 'idle' | 'disabled' | 'empty', queue = 'Zebra') => {
    fakeCups({ printer });
    return createCupsDriver('zpl', queue).status();
  };
  test('idle', async () => {
    expect(await statusOf('idle')).toMatchObject({ ready: true, problem: null });
  });
  test('a stopped queue says why', async () => {
    const { problem } = await statusOf('disabled');
    expect(problem).toMatchObject({
      code: 'printer-queue-stopped',
      params: { detail: 'Unable to open device file "/dev/usb/lp0"' },
    });
  });
  test('paper out', async () => {
    expect((await statusOf('empty')).problem?.code).toBe('printer-paper-out');
  });
  test('no such queue', async () => {
    expect((await statusOf('idle', 'Nobody')).problem?.code).toBe('printer-queue-unknown');
  });
});

test('a stopped queue gets no job', async () => {
  const cups = fakeCups({ printer: 'disabled' });
  const report = await createCupsDriver('zpl', 'Zebra').send(
    { name: 'B1', language: 'zpl', pieces },
    never,
  );
  expect(report).toMatchObject({ begun: 0, problem: { code: 'printer-queue-stopped' } });
  expect(cups.arguments()).toBeNull();
});

test('queues of the machine are found', async () => {
  fakeCups();
  expect(await cupsQueues()).toEqual(['Zebra', 'Office_Laser']);
});

test('a machine without CUPS says so', async () => {
  withoutCups();
  const driver = createCupsDriver('zpl', 'Zebra');
  expect((await driver.status()).problem?.code).toBe('printer-no-cups');
  const report = await driver.send({ name: 'B1', language: 'zpl', pieces }, never);
  expect(report).toMatchObject({ begun: 0, problem: { code: 'printer-no-cups' } });
  expect(await cupsQueues()).toEqual([]);
});
