import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { choosePort } from '../../main/intake/choose-port.ts';
import { createIntake } from '../../main/intake/intake.ts';
import { machinePorts } from '../../main/intake/ports.ts';
import type { PortIdentity, PortInfo } from '../../shared/models/scanner.ts';
import { scannerSchema } from '../../shared/models/scanner.ts';
import { PtyScanner } from '../support/pty-scanner.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';

const usb = (serialNumber: string | null, productId = '0901'): PortIdentity => ({
  vendorId: '0c2e',
  productId,
  serialNumber,
});
const at = (path: string, identity?: PortIdentity): PortInfo => ({
  path,
  description: `what is at ${path}`,
  ...(identity ? { identity } : {}),
});

test.each([
  ['nothing known of it', undefined, [at('A', usb('1'))], [], 'A'],
  ['where it was', usb('1'), [at('A', usb('1')), at('B', usb('2'))], [], 'A'],
  ['moved', usb('1'), [at('B', usb('1'))], [], 'B'],
  ['two that swapped names', usb('1'), [at('A', usb('2')), at('B', usb('1'))], [usb('2')], 'B'],
  ['away', usb('1'), [], [], 'A'],
  ['away, another in its place', usb('1'), [at('A', usb('2'))], [], null],
  ['away, another kind in its place', usb('1'), [at('A', usb('1', 'ffff'))], [], null],
  ['a port that tells nothing', usb('1'), [at('A')], [], 'A'],
  ['no serial, the only one, moved', usb(null), [at('B', usb(null))], [], 'B'],
  [
    'no serial, moved, two of them here',
    usb(null),
    [at('B', usb(null)), at('C', usb(null))],
    [],
    'A',
  ],
  ['no serial, moved, an equal one is set up', usb(null), [at('B', usb(null))], [usb(null)], 'A'],
  ['no serial, one with a serial is another', usb(null), [at('B', usb('1'))], [], 'A'],
] as [string, PortIdentity | undefined, PortInfo[], PortIdentity[], string | null][])(
  '%s',
  (_, identity, listed, rivals, path) => {
    const chosen = choosePort({ path: 'A', identity }, listed, rivals);
    if (path) expect(chosen).toEqual({ ok: true, value: path });
    else expect(chosen).toMatchObject({ ok: false, problem: { code: 'port-other-device' } });
  },
);

test('two scanners that swapped their ports are still themselves', async () => {
  const folder = temporaryFolder();
  const ptys = [
    await PtyScanner.plugIn(join(folder, 'a')),
    await PtyScanner.plugIn(join(folder, 'b')),
  ];
  onTestFinished(async () => {
    for (const pty of ptys) await pty.unplug();
  });
  const [a, b] = ptys as [PtyScanner, PtyScanner];
  const heard: string[] = [];
  const intake = createIntake({
    // Stands in for the list alone: no pty has a vendor.
    ports: { ...machinePorts, list: async () => [at(a.path, usb('2')), at(b.path, usb('1'))] },
    now: () => Date.now(),
    onText: (text, { name }) => heard.push(`${name === a.path ? 'first' : 'second'}: ${text}`),
    onMisread: () => {},
    onDropped: () => {},
    onChange: () => {},
  });
  onTestFinished(() => intake.close());
  intake.use([
    scannerSchema.parse({ id: 'first', path: a.path, identity: usb('1') }),
    scannerSchema.parse({ id: 'second', path: b.path, identity: usb('2') }),
  ]);
  await until('both', () => intake.states().every((each) => each.connected), { within: 20_000 });
  await b.write('BY-1\r');
  await a.write('BY-2\r');
  await until('two codes', () => heard.length === 2);
  expect(heard.toSorted()).toEqual(['first: BY-1', 'second: BY-2']);
});
