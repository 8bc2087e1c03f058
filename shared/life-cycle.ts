/**
 * The life of a device in the cloud, as EnOS names it (`status.currentStatus`). EnOS's pages list the
 * states and not the ways between them; this table is our reading (docs/adr/0014), and the only place
 * where it is written: the cloud moves devices by it and the station says beforehand what will happen.
 */

export const lifeStates = ['init', 'allocated', 'connected', 'finished', 'discarded'] as const;
export type LifeState = (typeof lifeStates)[number];

/**
 * `allocate`: given to an environment/OU. `connect`: it fetched its credentials (bootstrap, get/conn).
 * `finish`: its first login at the gateway succeeded, activation is complete. `reset`: taken back from
 * where it was allocated. `discard`: another device took its place.
 */
export const lifeEvents = ['allocate', 'connect', 'finish', 'reset', 'discard'] as const;
export type LifeEvent = (typeof lifeEvents)[number];

const ways: Record<LifeState, Partial<Record<LifeEvent, LifeState>>> = {
  init: { allocate: 'allocated', reset: 'init', discard: 'discarded' },
  allocated: {
    allocate: 'allocated',
    connect: 'connected',
    // Credentials can be carried to a device by hand: it then logs in without ever asking for them.
    finish: 'finished',
    reset: 'init',
    discard: 'discarded',
  },
  connected: {
    allocate: 'connected',
    connect: 'connected',
    finish: 'finished',
    reset: 'init',
    discard: 'discarded',
  },
  finished: {
    allocate: 'finished',
    connect: 'finished',
    finish: 'finished',
    reset: 'init',
    discard: 'discarded',
  },
  discarded: {},
};

/** The state after an event, or null where the event is not allowed. */
export const nextLife = (state: LifeState, event: LifeEvent): LifeState | null =>
  ways[state][event] ?? null;

/** States in which a device belongs to an environment/OU and has credentials. */
export const isAllocated = (state: LifeState): boolean =>
  state === 'allocated' || state === 'connected' || state === 'finished';
