import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPins, pinCost } from '../../main/security/pin.ts';

/** Stations of other tests hash their PINs at once; here it costs what it costs on a line. */

test('a PIN is itself and no other, and nobody has one where none was kept', async () => {
  expect(pinCost).toEqual({ N: 2 ** 15, r: 8, p: 3 });
  const pins = createPins(randomBytes);
  const kept = await pins.hash('2580');
  expect(JSON.parse(kept.cost)).toEqual(pinCost);
  expect(await pins.is('2580', kept)).toBe(true);
  expect(await pins.is('2581', kept)).toBe(false);
  expect(await pins.is('2580', null)).toBe(false);
  expect(Buffer.from((await pins.hash('2580')).hash).equals(kept.hash)).toBe(false);
});

test('what was hashed when it cost something else goes on being right', async () => {
  const before = await createPins(randomBytes, { N: 2 ** 6, r: 8, p: 1 }).hash('2580');
  const pins = createPins(randomBytes);
  expect(await pins.is('2580', before)).toBe(true);
  expect(await pins.is('0852', before)).toBe(false);
});
