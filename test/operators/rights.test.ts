import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Role, roles } from '../../shared/roles.ts';
import { must, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { addPeople, call, cli, logOn, nameOf, read } from './support.ts';

/** The rule in a few lines of its own: who is on duty by what was done so far. */
interface Model {
  role: Role | null;
  sign: number;
}

const role = fc.constantFrom<Role>(...roles);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('badge' as const), role }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pin' as const), role }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wrong' as const), role }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('off' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('act' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unit' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      minutes: fc.integer({ min: 1, max: 20 }),
    }),
  },
);

test('whatever is done in whatever order, nobody ever has more rights than who is on duty', async () => {
  const clock = { wall: Date.now(), steady: 0 };
  const app = await openStation({ clock: { now: () => clock.wall, steady: () => clock.steady } });
  await addPeople(app);
  const badges = new Map<Role, string>();
  for (const each of roles) {
    const { code } = must(
      await app.call('operators.printBadge', { name: nameOf(each), needsPin: false }, cli),
    ) as { code: string };
    badges.set(each, code);
  }
  const least = (one: Role, other: Role) =>
    roles[Math.min(roles.indexOf(one), roles.indexOf(other))];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await call(app, 'operators.logOff');
      // What was wrong before is over; what is tried here is within the limits again.
      clock.steady += 24 * 3_600_000;
      const model: Model = { role: null, sign: clock.steady };
      const idle = () => clock.steady - model.sign >= 15 * 60_000;
      const sign = () => {
        if (!idle()) model.sign = clock.steady;
      };
      const begin = (next: Role) => Object.assign(model, { role: next, sign: clock.steady });
      for (const each of steps) {
        if (idle()) model.role = null;
        if (each.do === 'pass') clock.steady += each.minutes * 60_000;
        else if (each.do === 'badge') {
          await read(app, badges.get(each.role) ?? '');
          begin(each.role);
        } else if (each.do === 'pin') {
          sign();
          if ((await logOn(app, each.role)).ok) begin(each.role);
        } else if (each.do === 'wrong') {
          sign();
          expect((await logOn(app, each.role, '00000000')).ok).toBe(false);
        } else if (each.do === 'off') {
          await call(app, 'operators.logOff');
          model.role = null;
        } else if (each.do === 'act') {
          sign();
          await call(app, 'operators.here');
        } else {
          const { problem } = await read(app, 'AB-0001');
          if (idle()) model.role = null;
          expect(problem?.code).toBe(model.role === null ? 'operator-missing' : 'no-batch');
          sign();
        }
        if (idle()) model.role = null;
        for (const host of roles) {
          const { role: held } = must(await call(app, 'caller.get', {}, host)) as unknown as {
            role: Role | null;
          };
          expect(held).toBe(model.role === null ? null : least(host, model.role));
        }
      }
    }),
    { numRuns: 25 },
  );
}, 180_000);

test('an older database that catches up from the journal is closed, and the command line gives a new PIN', async () => {
  const folder = temporaryFolder();
  const before = await openStation({ folder });
  await before.close();
  const database = join(folder, 'station.db');
  const older = readFileSync(database);
  const app = await openStation({ folder, catalog: false });
  await addPeople(app);
  must(await app.call('operators.printBadge', { name: nameOf('admin'), needsPin: false }, cli));
  await app.close();
  writeFileSync(database, older);
  const again = await openStation({ folder, catalog: false });
  expect(must(await call(again, 'caller.get'))).toEqual({ role: null });
  expect(must(await again.call('operators.list', {}, cli))).toMatchObject({
    items: [{ role: 'admin' }, { role: 'engineer' }, { role: 'line-lead' }, { role: 'technician' }],
  });
  expect((await logOn(again, 'admin')).ok).toBe(false);
  const wish = { name: nameOf('admin'), role: 'admin', pin: '11223344' };
  must(await again.call('operators.save', wish, cli));
  must(await logOn(again, 'admin', '11223344'));
});
