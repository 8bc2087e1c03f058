import type { App } from '../../main/app.ts';
import type { RegistrationGroup } from '../../shared/models/catalog.ts';
import type { MakerState, RangeInfo } from '../../shared/models/maker.ts';
import type { Verdict } from '../../shared/models/read.ts';
import { seriesSchema } from '../../shared/models/series.ts';
import type { State } from '../../shared/models/state.ts';
import { must, openStation } from '../support/station.ts';

export const engineer = { role: 'engineer' } as const;
export const button = { kind: 'typed', name: '' } as const;

/** `INV5K1-` year, week and four digits, from 1 again each week. */
export const weekly = seriesSchema.parse({
  parts: [
    { kind: 'text', text: 'INV5K1-' },
    { kind: 'date', form: 'YY' },
    { kind: 'date', form: 'WW' },
    { kind: 'counter' },
  ],
  counter: { width: 4 },
  reset: 'week',
});
/** `M` and four digits, for ever. */
export const plain = seriesSchema.parse({
  parts: [{ kind: 'text', text: 'MX' }, { kind: 'counter' }],
  counter: { width: 4 },
});

export interface Clock {
  at: number;
}

export const friday = new Date(2026, 10, 27, 12).getTime();
export const day = 86_400_000;

export async function giveSeries(
  app: App,
  series: RegistrationGroup['series'],
  groupId = 'INV5K1',
): Promise<void> {
  const catalog = must(await app.call('catalog.get', {}, engineer)) as {
    registrationGroups: (RegistrationGroup & { secretHeld: boolean })[];
  };
  const found = catalog.registrationGroups.find((group) => group.groupId === groupId);
  const { secretHeld: _, ...before } = found as NonNullable<typeof found>;
  const edit = { kind: 'registrationGroup', body: { ...before, series }, before };
  must(await app.call('catalog.save', { edit, accept: true }, engineer));
}

/** A station of its own, without a cloud, with a batch that makes. */
export async function makingStation(
  options: {
    series?: RegistrationGroup['series'];
    range?: [number, number];
    batch?: object;
    folder?: string;
  } = {},
) {
  const clock: Clock = { at: friday };
  const { series = plain, range = [1, 100], batch = {} } = options;
  const app = await openStation({
    ...(options.folder ? { folder: options.folder } : {}),
    clock: { now: () => clock.at },
  });
  await giveSeries(app, series);
  const [first, last] = range;
  const set = (more: object = {}) =>
    app.call('makers.setRange', { groupId: 'INV5K1', first, last, ...more }, engineer);
  must(await set());
  must(
    await app.call(
      'batches.start',
      { groupId: 'INV5K1', tag: 'B1', makes: true, ...batch },
      engineer,
    ),
  );
  return { app, clock, set, ...handles(app) };
}

export function handles(app: App) {
  return {
    next: async () => must(await app.call('makers.next', { source: button }, engineer)) as Verdict,
    maker: async () =>
      (must(await app.call('state.get', {}, engineer)) as State).maker as MakerState,
    ranges: async () =>
      (must(await app.call('makers.ranges', {}, engineer)) as { items: RangeInfo[] }).items,
    read: async (text: string): Promise<Verdict> => app.parts.station.receive(text, button),
  };
}
