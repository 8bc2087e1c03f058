import { expect, onTestFinished, test } from 'vitest';
import { freshStation } from '../support/cli.ts';
import { startEnosServer } from '../support/enos-server.ts';
import { expectHealthy } from '../support/killed-line.ts';
import { expectSameSns } from '../support/same-sns.ts';
import { inverterSns } from '../support/serial-numbers.ts';
import { until } from '../support/wait.ts';

/** A laptop that sleeps, a process that is suspended: SIGSTOP, much later SIGCONT. */

test('suspended while units are read and while they are sent: each once, nothing sent twice', async () => {
  const server = await startEnosServer();
  onTestFinished(() => server.close());
  await using station = await freshStation();
  await station.connect(server, 'enos');
  const sns = inverterSns(12, 'STOP');

  const reading = station.start(['register', '--group', 'INV5K1', '--batch', 'B1']);
  reading.write(`${sns[0]}\n`);
  await reading.lineCount(1);
  reading.signal('SIGSTOP');
  for (const sn of sns.slice(1)) reading.write(`${sn}\n`);
  reading.endInput();
  expect(reading.lines).toHaveLength(1);
  reading.signal('SIGCONT');
  const read = await reading.ended;
  expect(read.json.map(({ verdict }) => verdict)).toEqual(sns.map(() => 'accepted'));

  const sending = station.start(['sync', '--until-empty']);
  let asleep = false;
  server.fault = ({ action }) => {
    if (action !== 'create' || asleep) return undefined;
    asleep = true;
    sending.signal('SIGSTOP');
    return undefined;
  };
  await until('it to sleep', () => asleep);
  // Its token is over when it wakes, and its answer lies in the socket.
  server.expireTokens();
  await until('what was on its way to have come', () => server.devices.all().length > 0);
  sending.signal('SIGCONT');
  const sent = await sending.ended;
  expect(sent.code, sent.stdout + sent.stderr).toBe(0);
  expectSameSns(
    server.devices.all().map(({ deviceData }) => String(deviceData['deviceSn'])),
    sns,
  );
  expect(server.blindResends()).toEqual([]);
  await expectHealthy(station);
});
