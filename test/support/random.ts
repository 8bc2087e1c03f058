/** Seeded randomness (mulberry32): a failing run is repeated with `LINESIDE_SEED=<seed>`. */
export interface Random {
  readonly seed: number;
  /** 0 <= x < 1 */
  next(): number;
  /** Both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
}

export function seeded(seed = seedFromEnvironment()): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    seed,
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[int(0, items.length - 1)] as (typeof items)[number];
    },
  };
}

function seedFromEnvironment(): number {
  const given = process.env['LINESIDE_SEED'];
  const seed = given === undefined ? Math.floor(Math.random() * 0xffffffff) : Number(given);
  // Printed always: a failure that cannot be repeated is half a failure.
  process.stderr.write(`seed=${seed}\n`);
  return seed;
}
