import { mayHaveDone } from '../../shared/action-roles.ts';
import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import type { Topic } from './topic.ts';

/** Files of devices that people bring. */
export function importHandlers({ importer }: AppParts): Topic<'imports'> {
  return {
    'imports.begin': (file, { by }) => importer.begin(file, by),
    'imports.put': ({ id, offset, base64 }) =>
      importer.put(id, offset, Buffer.from(base64, 'base64')),
    'imports.look': ({ id, ...wish }) => importer.look(id, wish),
    'imports.plan': ({ id, options }) => importer.plan(id, options),
    'imports.get': ({ id }) => importer.get(id),
    'imports.start': ({ id }, { role, by }) => importer.start(id, role, by),
    'imports.move'({ id, to }, { role, by }) {
      const may = to === 'undo' ? mayHaveDone(role, 'undo') : ok({});
      return may.ok ? importer.move(id, to, by) : may;
    },
    'imports.drop': ({ id }) => importer.drop(id),
    'imports.list': ({ limit }) => ok({ items: importer.list(limit) }),
    'imports.refused': ({ id, offset }) => importer.handOut(id, offset),
  };
}
