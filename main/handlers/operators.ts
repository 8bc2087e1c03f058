import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { manageOperators } from '../security/manage-operators.ts';
import { diskProblem } from '../store/disk-problem.ts';
import type { Topic } from './topic.ts';

export function operatorHandlers(parts: AppParts): Topic<'operators'> {
  const { store, operators, settings, world } = parts;
  const people = manageOperators({
    store,
    operators,
    random: world.random,
    newId: parts.newId,
    now: () => world.clock.now(),
  });
  return {
    'operators.names': () => ok({ items: people.names() }),
    'operators.logOn': ({ name, pin }) => operators.logOn(name, pin),
    'operators.logOff': (_, { by }) => operators.logOff(by),
    // The door has taken it as a sign already.
    'operators.here': () => ok({}),
    'operators.changePin': (wish, { by }) => people.changePin(wish, by),
    'operators.list': () => ok({ items: people.list() }),
    'operators.save': (wish, { by }) => people.save(wish, by),
    'operators.remove': ({ name }, { by }) => people.remove(name, by),
    'operators.enrolBadge': (wish, { by }) => people.enrolBadge(wish, by),
    'operators.revokeBadge': ({ name }, { by }) => people.revokeBadge(name, by),
    'operators.printBadge': (wish, { by }) => people.printBadge(wish, by),
    'operators.setLogOff'({ minutes }, { by }) {
      const noted = parts.audit('operators-log-off', `${minutes} min`, by);
      if (!noted.ok) return noted;
      try {
        settings.change({ logOffMinutes: minutes });
      } catch (error) {
        return { ok: false, problem: diskProblem(error, store.folder) };
      }
      parts.changed();
      return ok({});
    },
  };
}
