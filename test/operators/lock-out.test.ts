import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDuty } from '../../main/security/duty.ts';
import {
  createLockOut,
  type LockOut,
  pauseAfter,
  triesInAll,
} from '../../main/security/lock-out.ts';
import type { WrongPins } from '../../main/store/operators.ts';
import { ok } from '../../shared/problems.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { addPeople, call, logOn, nameOf, stateOf } from './support.ts';

/** A table and a clock of one's own; `start` is the station started again over what is on disk. */
function desk() {
  const table = new Map<string, WrongPins>();
  const clock = { steady: 0 };
  const start = (): LockOut =>
    createLockOut({
      steady: () => clock.steady,
      read: (who) => table.get(who) ?? { n: 0, pauseMs: 0 },
      readAll: () => [...table].map(([who, wrong]) => ({ who, ...wrong })),
      write(changes) {
        for (const { who, n, pauseMs } of changes) {
          if (n === 0) table.delete(who);
          else table.set(who, { n, pauseMs });
        }
        return ok({});
      },
      onChange: () => {},
    });
  return { clock, start, table };
}

const wrong = (lock: LockOut, who: string, times: number) => {
  for (let n = 0; n < times; n++) must(lock.take(who));
};

describe('wrong PINs', () => {
  test('cost nothing four times, then 30 s, 1, 2, 4, 8 and 15 minutes', () => {
    expect([1, 4, 5, 6, 7, 8, 9, 10, 11, 5000].map(pauseAfter)).toEqual([
      0, 0, 30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000, 900_000,
    ]);
  });

  test('of one name stop that name only, until the time is over or the right one came', () => {
    const { clock, start } = desk();
    const lock = start();
    wrong(lock, 'a', 5);
    expect(mustFail(lock.take('a'))).toMatchObject({
      code: 'operator-locked',
      params: { seconds: 30 },
    });
    must(lock.take('b'));
    clock.steady += 29_999;
    mustFail(lock.take('a'));
    clock.steady += 1;
    must(lock.take('a'));
    expect(lock.left('a')).toBe(60_000);
    lock.forgive('a');
    expect(lock.left('a')).toBe(0);
    wrong(lock, 'a', 4);
    lock.close();
  });

  test('of all names together are so many, and one more each minute', () => {
    const { clock, start } = desk();
    const lock = start();
    for (let n = 0; n < triesInAll; n++) must(lock.take(`name ${n}`));
    expect(mustFail(lock.take('another')).code).toBe('operator-locked');
    clock.steady += 60_000;
    must(lock.take('another'));
    mustFail(lock.take('one more'));
    lock.close();
  });

  test('are as many after a restart, and a pause begins anew', () => {
    const { clock, start } = desk();
    const first = start();
    wrong(first, 'a', 5);
    clock.steady += 29_000;
    first.close();
    const second = start();
    expect(second.left('a')).toBe(30_000);
    second.close();
  });

  test('let nobody try more often than the rule, whatever is done in whatever order', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('try' as const), who: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 1_200_000 }) }),
      fc.record({ kind: fc.constant('restart' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { clock, start } = desk();
        let lock = start();
        const taken: Record<string, number[]> = { a: [], b: [], c: [] };
        for (const each of steps) {
          if (each.kind === 'wait') clock.steady += each.ms;
          else if (each.kind === 'restart') {
            lock.close();
            lock = start();
          } else if (lock.take(each.who).ok) taken[each.who]?.push(clock.steady);
        }
        lock.close();
        for (const times of Object.values(taken)) {
          for (const [index, at] of times.entries()) {
            const before = times[index - 1];
            if (before === undefined) continue;
            // By the table in the manual, written again.
            const pause = index < 5 ? 0 : ([30, 60, 120, 240, 480][index - 5] ?? 900);
            expect(at - before).toBeGreaterThanOrEqual(pause * 1000);
          }
        }
        const all = Object.values(taken)
          .flat()
          .toSorted((x, y) => x - y);
        for (const [index, at] of all.entries()) {
          const first = all[index - triesInAll];
          if (first !== undefined) expect(at - first).toBeGreaterThanOrEqual(60_000 - 1);
        }
      }),
    );
  });
});

describe('on duty without a sign', () => {
  const clocks = () => {
    const clock = { steady: 0, wall: 1_000_000 };
    const gone: string[] = [];
    const duty = createDuty({
      now: () => clock.wall,
      steady: () => clock.steady,
      patience: () => 60_000,
      onIdle: (name) => gone.push(name),
    });
    const pass = (ms: number) => {
      clock.steady += ms;
      clock.wall += ms;
    };
    return { clock, duty, gone, pass };
  };
  afterEach(() => vi.useRealTimers());

  test('ends in time, and a late sign does not bring it back', () => {
    const { duty, pass } = clocks();
    duty.begin('A. Li');
    pass(59_999);
    duty.sign();
    pass(59_999);
    expect(duty.current()).not.toBeNull();
    pass(1);
    expect(duty.current()).toBeNull();
    duty.sign();
    expect(duty.current()).toBeNull();
    duty.close();
  });

  test('ends when the machine slept, and when the clock was set back meanwhile', () => {
    const slept = clocks();
    slept.duty.begin('A. Li');
    slept.clock.wall += 8 * 3_600_000;
    expect(slept.duty.current()).toBeNull();
    const back = clocks();
    back.duty.begin('A. Li');
    back.clock.wall -= 3_600_000;
    back.clock.steady += 60_000;
    expect(back.duty.current()).toBeNull();
    for (const { duty } of [slept, back]) duty.close();
  });

  test('is told by itself', () => {
    vi.useFakeTimers();
    const { duty, gone, pass } = clocks();
    duty.begin('A. Li');
    pass(60_000);
    vi.advanceTimersByTime(60_000);
    expect(gone).toEqual(['A. Li']);
    duty.close();
  });
});

describe('at a station', () => {
  test('an unknown name, a wrong PIN and somebody without one get the same answer, and are locked alike', async () => {
    const app = await openStation();
    await addPeople(app);
    const tries = [nameOf('admin'), 'Nobody at all'];
    for (const name of tries) {
      const codes: string[] = [];
      for (let n = 0; n < 6; n++) {
        codes.push(mustFail(await call(app, 'operators.logOn', { name, pin: '00000000' })).code);
      }
      expect(codes).toEqual([...Array(5).fill('operator-refused'), 'operator-locked']);
    }
    expect(mustFail(await logOn(app, 'admin')).code).toBe('operator-locked');
    const names = must(await call(app, 'operators.names')) as unknown as {
      items: { name: string; lockedUntil: number | null }[];
    };
    const left = (names.items.find(({ name }) => name === tries[0])?.lockedUntil ?? 0) - Date.now();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(30_000);
  });

  test('a hundred tries at once are five', async () => {
    const app = await openStation();
    await addPeople(app);
    const name = nameOf('technician');
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        call(app, 'operators.logOn', { name, pin: String(10_000_000 + n) }),
      ),
    );
    const codes = replies.map((reply) => mustFail(reply).code);
    expect(codes.filter((code) => code === 'operator-refused')).toHaveLength(5);
    expect(codes.filter((code) => code === 'operator-locked')).toHaveLength(95);
  });

  test('setting the clock and starting again open nothing', async () => {
    const folder = temporaryFolder();
    const clock = { wall: Date.now(), steady: 0 };
    const world = { clock: { now: () => clock.wall, steady: () => clock.steady } };
    const app = await openStation({ folder, ...world });
    await addPeople(app);
    for (let n = 0; n < 5; n++) mustFail(await logOn(app, 'technician', '00000000'));
    clock.wall += 30 * 24 * 3_600_000;
    expect(mustFail(await logOn(app, 'technician')).code).toBe('operator-locked');
    await app.close();
    const again = await openStation({ folder, catalog: false, ...world });
    expect(mustFail(await logOn(again, 'technician')).code).toBe('operator-locked');
    clock.steady += 30_000;
    must(await logOn(again, 'technician'));
  });

  test('windows that fill themselves are no sign of anybody; a scan, an act and a touch are', async () => {
    const clock = { wall: Date.now(), steady: 0 };
    const app = await openStation({
      clock: { now: () => clock.wall, steady: () => clock.steady },
    });
    await addPeople(app);
    must(await logOn(app, 'technician'));
    const minutes = (n: number) => {
      clock.steady += n * 60_000;
      clock.wall += n * 60_000;
    };
    const there = async () => (await stateOf(app)).operator !== null;
    for (const [name, input] of [
      ['operators.here', {}],
      ['sync.now', {}],
      ['station.read', { text: 'AB-1', source: { kind: 'wedge' } }],
    ] as const) {
      minutes(14);
      await call(app, name, input);
      minutes(14);
      expect([name, await there()]).toEqual([name, true]);
      await call(app, 'operators.here');
    }
    for (let n = 0; n < 15; n++) {
      minutes(1);
      await call(app, 'devices.list');
      await call(app, 'caller.get');
    }
    expect(await there()).toBe(false);
    expect(mustFail(await call(app, 'sync.now')).code).toBe('operator-missing');
  });
});
