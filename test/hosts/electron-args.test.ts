import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowArgs } from '../../main/hosts/electron-args.ts';

test('a folder and kiosk mode can be asked for', () => {
  expect(windowArgs(['lineside', '--data', 'line-3', '--kiosk'], '1234')).toEqual({
    folder: resolve('line-3'),
    kiosk: { on: true, pin: '1234' },
  });
  expect(windowArgs(['lineside', '--no-kiosk', '--kiosk'], '1234').kiosk).toEqual({ on: false });
  expect(windowArgs(['lineside', '--kiosk'], '').kiosk).toEqual({ on: true });
});

test.each([
  [['lineside', 'lineside://open?x=1', 'https://example.com', '/etc/passwd']],
  [['--data']],
  [['--data', '--kiosk=1']],
  [['--data', '']],
  [['--data', 'a\0b']],
  [['--inspect=0.0.0.0', '--remote-debugging-port=1', '--no-sandbox']],
])('junk is ignored: %j', (args) => {
  expect(windowArgs(args, undefined)).toEqual({ folder: null, kiosk: undefined });
});

test('whatever the arguments are, only the two words say anything', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (args) => {
      const plain = args.filter((arg) => !['--data', '--kiosk', '--no-kiosk'].includes(arg));
      expect(windowArgs(plain, '1234')).toEqual({ folder: null, kiosk: undefined });
    }),
  );
});
