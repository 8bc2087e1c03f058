import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createScannerLink } from '../../main/intake/scanner-link.ts';
import type { OpenPort, PortEvents } from '../../main/world.ts';
import { scannerSchema } from '../../shared/models/scanner.ts';
import { fail, ok } from '../../shared/problems.ts';
import { PtyScanner } from '../support/pty-scanner.ts';
import { must, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';

const admin = { role: 'admin' } as const;
const within = { within: 20_000 };

async function plugIn(): Promise<PtyScanner> {
  const scanner = await PtyScanner.plugIn(join(temporaryFolder(), 'scanner'));
  onTestFinished(() => scanner.unplug());
  scanner.listen();
  return scanner;
}

test('each scanner hears the verdict on its own reads, in its own language, and on no other', async () => {
  const app = await openStation({ live: true });
  must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'ACK-1' }, admin));
  const [honeywell, custom, mute] = [await plugIn(), await plugIn(), await plugIn()];
  const add = async (scanner: PtyScanner, more: object) =>
    must(await app.call('scanners.add', { path: scanner.path, ...more }, admin));
  await add(honeywell, { acknowledgement: { kind: 'honeywell' } });
  await add(custom, {
    prefix: '\\x02',
    acknowledgement: { kind: 'custom', accepted: 'OK\\r', seen: 'AGAIN\\r', refused: 'NO\\r' },
  });
  await add(mute, {});
  const { intake } = app.parts;
  await until('all to be connected', () => intake.states().every((each) => each.connected), within);

  await honeywell.write('ACK-0001\r');
  await until('the good beep', () => honeywell.heard() === '\x1b7,', within);
  await honeywell.write('ACK-0001\r');
  await until('the low beeps', () => honeywell.heard().endsWith('\x1b4,\x1b4,'), within);
  await honeywell.write('bad sn\r');
  await until('the razz', () => honeywell.heard().endsWith('\x1b8,\x1b8,'), within);
  await honeywell.write('TORN');
  await until(
    'the razz for a torn code',
    () => honeywell.heard().match(/8,/g)?.length === 4,
    within,
  );

  await custom.write('\x02ACK-0002\r');
  await until('its word', () => custom.heard() === 'OK\r', within);
  await custom.write('CK-0003\r');
  await until('its no, since its prefix is missing', () => custom.heard() === 'OK\rNO\r', within);
  await mute.write('ACK-0004\r');
  const typed = { kind: 'typed', name: '' };
  must(await app.call('station.read', { text: 'ACK-0005', source: typed }, admin));
  await until('the read of the third', () => intake.states()[2]?.lastText === 'ACK-0004', within);
  await custom.write('\x02ACK-0004\r');
  await until('its repeat', () => custom.heard() === 'OK\rNO\rAGAIN\r', within);

  expect(honeywell.heard()).toBe('\x1b7,\x1b4,\x1b4,\x1b8,\x1b8,\x1b8,\x1b8,');
  expect(mute.heard()).toBe('');
  const reads = app.parts.lastReads.filter((read) => read.verdict === 'accepted');
  expect(Object.fromEntries(reads.map((read) => [read.deviceSn, read.source.name]))).toEqual({
    'ACK-0001': honeywell.path,
    'ACK-0002': custom.path,
    'ACK-0004': mute.path,
    'ACK-0005': '',
  });
}, 180_000);

test('a scanner that takes no bytes is told of, and gets no old verdicts later', async () => {
  // Stands in for a port that is open and takes nothing: no pty here can be made to.
  let events: PortEvents | null = null;
  const written: string[] = [];
  const port: OpenPort = {
    close: () => {},
    async write(bytes) {
      written.push(Buffer.from(bytes).toString('latin1'));
      return fail('port-write-failed', { path: 'stuck', detail: 'it did not take the bytes' });
    },
  };
  const link = createScannerLink({
    scanner: scannerSchema.parse({ id: 's', path: 'stuck', acknowledgement: { kind: 'bel' } }),
    ports: {
      async open(_path, _line, given) {
        events = given;
        return ok(port);
      },
      list: async () => [],
    },
    now: () => Date.now(),
    onText: (_text, _source, answer) => answer('accepted'),
    onMisread: () => {},
    onDropped: () => {},
    onChange: () => {},
  });
  onTestFinished(() => link.close());
  await until('the port', () => link.state().connected);
  const say = (text: string) => (events as PortEvents | null)?.onData(Buffer.from(text));
  say('A-1\r');
  await until('the problem', () => link.state().problem?.code === 'port-write-failed');
  say('A-2\rA-3\r');
  expect(link.state()).toMatchObject({ connected: true, lastText: 'A-3' });
  expect(written).toEqual(['\x07']);
});
