import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { createTemplates } from '../labels/templates/templates.ts';
import type { Topic } from './topic.ts';

export function templateHandlers({ store, world }: AppParts): Topic<'templates'> {
  const templates = createTemplates({ store, now: () => world.clock.now() });
  return {
    'templates.list': () => ok({ items: templates.list() }),
    'templates.get': ({ id, version }) => templates.open(id, version),
    'templates.save': ({ design, note }, { by }) => templates.save(design, note, by),
    'templates.retire': ({ id }, { by }) => templates.retire(id, by),
    'templates.import': ({ text }, { by }) => templates.bringIn(text, by),
    'templates.export': ({ id, version }) => templates.file(id, version),
  };
}
