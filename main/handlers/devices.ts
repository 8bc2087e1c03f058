import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { listDevices } from '../store/devices.ts';
import type { Topic } from './topic.ts';

export function deviceHandlers({ store }: AppParts): Topic<'devices'> {
  const notYet = fail('internal', { where: 'devices' });
  return {
    'devices.list'(query) {
      const { items, total } = listDevices(store.db, query);
      const next = items.length === query.limit ? (items.at(-1)?.id ?? null) : null;
      return ok({ items, total, next });
    },
    'devices.get': () => notYet,
    'devices.look': () => notYet,
    'devices.adopt': () => notYet,
    'devices.plan': () => notYet,
    'devices.act': () => notYet,
    'devices.reveal': () => notYet,
  };
}
