import type { Unit, UnitWish } from '../../shared/models/unit.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { isPathTaken, mostScanners } from '../settings.ts';
import type { Topic } from './topic.ts';

/** Units that are read themselves, over a cable or by USB. */
export function unitHandlers({ world, settings, units, newId }: AppParts): Topic<'units'> {
  const settle = (next: Unit[]) => {
    settings.change({ units: next });
    units.use(next);
  };
  /** With the hardware that is behind the path now, where the machine tells. */
  async function identified<T extends UnitWish>(wish: T): Promise<T> {
    if (wish.kind !== 'uart' || wish.identity) return wish;
    const listed = (await world.ports.list()).find(({ path }) => path === wish.path);
    return listed?.identity ? { ...wish, identity: listed.identity } : wish;
  }
  const taken = (wish: UnitWish & { id?: string }) =>
    wish.kind === 'uart' && isPathTaken(settings.get(), wish)
      ? fail('bad-input', { detail: `${wish.path} is there already` })
      : null;

  return {
    async 'units.add'(input) {
      const wish = await identified(input);
      const now = settings.get().units;
      if (now.length >= mostScanners) {
        return fail('bad-input', { detail: `a station has at most ${mostScanners} unit ports` });
      }
      const problem = taken(wish);
      if (problem) return problem;
      const unit: Unit = { ...wish, id: newId() };
      settle([...now, unit]);
      return ok(unit);
    },
    async 'units.change'(input) {
      const found = await identified(input);
      const now = settings.get().units;
      const was = now.find(({ id }) => id === input.id);
      if (!was) return fail('unit-unknown');
      const problem = taken(input);
      if (problem) return problem;
      // At the same path it stays the same hardware, also while it is unplugged.
      const same = was.kind === 'uart' && input.kind === 'uart' && was.path === input.path;
      const unit = same && was.identity ? { ...input, identity: was.identity } : found;
      settle(now.map((each) => (each.id === unit.id ? unit : each)));
      return ok(unit);
    },
    'units.remove'({ id }) {
      const now = settings.get().units;
      const left = now.filter((unit) => unit.id !== id);
      if (left.length === now.length) return fail('unit-unknown');
      settle(left);
      return ok({});
    },
    async 'units.query'({ id }) {
      const asked = await units.ask(id);
      return asked.ok ? ok({ items: asked.value }) : asked;
    },
    async 'units.try'(wish) {
      const tried = await units.try(wish);
      return tried.ok ? ok({ items: tried.value }) : tried;
    },
  };
}
