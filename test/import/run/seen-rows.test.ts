import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSeenRows } from '../../../main/import/run/seen-rows.ts';

test('an SN that stands in a file again is known with its first row, and whether it says the same, however many there are', () => {
  const entry = fc.tuple(fc.string({ maxLength: 6 }), fc.constantFrom('a', 'b'));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 3000 }), fc.nat(5000), (entries, expected) => {
      const seen = createSeenRows(expected);
      const plain = new Map<string, { row: number; says: string }>();
      for (const [row, [sn, says]] of entries.entries()) {
        const before = plain.get(sn);
        const found = seen.add(sn, says, row);
        expect(found).toEqual(before ? { row: before.row, same: before.says === says } : null);
        if (!before) plain.set(sn, { row, says });
      }
    }),
  );
});

test('a hundred thousand SNs that differ in one digit are all told apart', () => {
  const seen = createSeenRows();
  for (let at = 0; at < 100_000; at++) expect(seen.add(`INV5K1-${at}`, '', at)).toBeNull();
});
