import type { AuditAct } from '../../shared/models/audit.ts';
import type { Unit, UnitWish } from '../../shared/models/unit.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { isPathTaken, mostScanners } from '../settings.ts';
import type { Topic } from './topic.ts';

/** Units that are read themselves, over a cable or by USB. */
export function unitHandlers(parts: AppParts): Topic<'units'> {
  const { world, settings, units, newId, audit } = parts;
  const settle = (next: Unit[], what: AuditAct, unit: Unit, by: string) => {
    const noted = audit(what, unit.kind === 'uart' ? unit.path : 'usb', by);
    if (!noted.ok) return noted;
    settings.change({ units: next });
    units.use(next);
    return noted;
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
    async 'units.add'(input, { by }) {
      const wish = await identified(input);
      const now = settings.get().units;
      if (now.length >= mostScanners) {
        return fail('bad-input', { detail: `a station has at most ${mostScanners} unit ports` });
      }
      const problem = taken(wish);
      if (problem) return problem;
      const unit: Unit = { ...wish, id: newId() };
      const added = settle([...now, unit], 'unit-port-added', unit, by);
      return added.ok ? ok(unit) : added;
    },
    async 'units.change'(input, { by }) {
      const found = await identified(input);
      const now = settings.get().units;
      const was = now.find(({ id }) => id === input.id);
      if (!was) return fail('unit-unknown');
      const problem = taken(input);
      if (problem) return problem;
      // At the same path it stays the same hardware, also while it is unplugged.
      const same = was.kind === 'uart' && input.kind === 'uart' && was.path === input.path;
      const unit = same && was.identity ? { ...input, identity: was.identity } : found;
      const next = now.map((each) => (each.id === unit.id ? unit : each));
      const changed = settle(next, 'unit-port-changed', unit, by);
      return changed.ok ? ok(unit) : changed;
    },
    'units.remove'({ id }, { by }) {
      const now = settings.get().units;
      const gone = now.find((unit) => unit.id === id);
      if (!gone) return fail('unit-unknown');
      const left = now.filter((unit) => unit !== gone);
      return settle(left, 'unit-port-removed', gone, by);
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
