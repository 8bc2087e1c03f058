import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshStation } from '../support/cli.ts';
import { PretendUnit } from '../support/pretend-unit.ts';

/** The line PC without a screen: a unit on a cable is asked as its profile says, and ends in the list of devices. */

test('units are asked over a cable and registered, headless, until there were enough', async () => {
  const station = await freshStation();
  const place = (name: string) => join(station.data, '..', name);
  const unit = await PretendUnit.plugIn(place('unit'), (question, count) => [
    question,
    `\n{"sn":"AB-000${Math.min(count, 2)}"}\n`,
  ]);
  const profile = {
    kind: 'uart',
    path: unit.cable.path,
    begins: { kind: 'poll', everySeconds: 1 },
    send: '{"cmd":"info"}\\n',
    reading: { kind: 'json' },
  };
  writeFileSync(place('profile.json'), JSON.stringify(profile));
  const listen = ['listen', '--unit', place('profile.json'), '--group', 'INV5K1'];
  const ended = await station.start([...listen, '--count', '2']).ended;
  expect(ended.code).toBe(0);
  expect(ended.json).toMatchObject([
    { verdict: 'accepted', deviceSn: 'AB-0001' },
    { verdict: 'accepted', deviceSn: 'AB-0002' },
  ]);
  expect((await station.devices()).map(({ deviceSn, source }) => `${deviceSn} ${source}`)).toEqual([
    `AB-0002 uart ${unit.cable.path}`,
    `AB-0001 uart ${unit.cable.path}`,
  ]);
});

test('a profile that cannot be used is wrong usage or a file that cannot be read', async () => {
  const station = await freshStation();
  const file = join(station.data, '..', 'profile.json');
  const run = async (text: string | null, more: string[] = []) => {
    if (text !== null) writeFileSync(file, text);
    const { code, stdout, stderr } = await station.start([
      'listen',
      '--unit',
      text === null ? `${file}.none` : file,
      '--group',
      'INV5K1',
      ...more,
    ]).ended;
    return `${code} ${stdout}${stderr}`;
  };
  expect(await run(null)).toMatch(/^3 .*file-unreadable/s);
  expect(await run('{')).toMatch(/^2 .*not JSON/s);
  expect(await run('{"kind":"uart"}')).toMatch(/^2 /);
  const commanded = { kind: 'uart', path: '/nowhere', send: 'X', reading: { kind: 'json' } };
  expect(await run(JSON.stringify(commanded))).toMatch(/^2 .*arrival or poll/s);
  expect(await run('{"kind":"usb","vendorId":"0403"}', ['--port', 'x'])).toMatch(/^2 .*--port/s);
});
