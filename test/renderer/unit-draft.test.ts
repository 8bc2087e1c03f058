import { expect, test } from 'vitest';
import {
  draftOf,
  emptyUnit,
  exampleNames,
  patternError,
  wishOf,
  withExample,
} from '../../renderer/settings/unit-draft.ts';
import { unitSchema } from '../../shared/models/unit.ts';

/** A unit's profile as it is typed. */

test('each example is a profile that can be saved once it has a port, and comes back as it was', () => {
  for (const name of exampleNames) {
    const draft = withExample(emptyUnit, name);
    expect(wishOf(draft)).toBeNull();
    const wish = wishOf({ ...draft, path: '/dev/ttyUSB0', begins: 'poll', everySeconds: 5 });
    expect(wish).toMatchObject({ kind: 'uart', begins: { kind: 'poll', everySeconds: 5 } });
    const saved = unitSchema.parse({ ...wish, id: 'u1' });
    expect(wishOf(draftOf(saved))).toEqual(wish);
  }
});

test('a unit on USB needs a vendor; product and pattern may be left empty', () => {
  const usb = { ...emptyUnit, kind: 'usb' as const };
  expect(wishOf(usb)).toBeNull();
  expect(wishOf({ ...usb, vendorId: 'xyz1' })).toBeNull();
  const wish = wishOf({ ...usb, vendorId: ' 10C4 ' });
  expect(wish).toEqual({ kind: 'usb', vendorId: '10c4', productId: null, pattern: null });
  const whole = { ...usb, vendorId: '0403', productId: '6015', serialPattern: 'A(?P<sn>.+)' };
  const saved = unitSchema.parse({ ...wishOf(whole), id: 'u1' });
  expect(wishOf(draftOf(saved))).toEqual(wishOf(whole));
});

test('a pattern that cannot be read, or has no SN, is told while it is typed', () => {
  expect(patternError('')).toBeNull();
  expect(patternError('(?P<sn>[0-9]+)')).toBeNull();
  expect(patternError('(?P<sn>[0-9')).toBeTruthy();
  expect(patternError('[0-9]+')).toContain('sn');
});
