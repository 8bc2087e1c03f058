import type { AuditAct } from '../../shared/models/audit.ts';
import type { Scanner } from '../../shared/models/scanner.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { isPathTaken, mostScanners } from '../settings.ts';
import type { Topic } from './topic.ts';

export function scannerHandlers(parts: AppParts): Topic<'scanners'> {
  const { world, settings, intake, audit } = parts;
  const settle = (scanners: Scanner[], [what, path, by]: [AuditAct, string, string]) => {
    const noted = audit(what, path, by);
    if (!noted.ok) return noted;
    settings.change({ scanners });
    intake.use(scanners);
    return noted;
  };
  /** Which hardware is behind a path now, where the machine tells. */
  const identityAt = async (path: string) =>
    (await world.ports.list()).find((port) => port.path === path)?.identity;
  const taken = (path: string) => fail('bad-input', { detail: `${path} is there already` });
  return {
    'scanners.ports': async () => ok({ items: await world.ports.list() }),
    async 'scanners.add'(input, { by }) {
      const identity = input.identity ?? (await identityAt(input.path));
      const { scanners } = settings.get();
      if (scanners.length >= mostScanners) {
        return fail('bad-input', { detail: `a station has at most ${mostScanners} scanners` });
      }
      if (isPathTaken(settings.get(), { path: input.path })) return taken(input.path);
      const scanner = { ...input, ...(identity ? { identity } : {}), id: parts.newId() };
      const added = settle([...scanners, scanner], ['scanner-added', input.path, by]);
      return added.ok ? ok(scanner) : added;
    },
    async 'scanners.change'({ identity: given, ...input }, { by }) {
      const found = given ?? (await identityAt(input.path));
      const { scanners } = settings.get();
      const was = scanners.find(({ id }) => id === input.id);
      if (!was) return fail('scanner-unknown');
      if (isPathTaken(settings.get(), input)) return taken(input.path);
      // At the same path it stays the same hardware, also while it is unplugged.
      const kept = was.path === input.path ? was.identity : undefined;
      const identity = given ?? kept ?? found;
      const scanner = { ...input, ...(identity ? { identity } : {}) };
      const next = scanners.map((each) => (each.id === scanner.id ? scanner : each));
      const changed = settle(next, ['scanner-changed', input.path, by]);
      return changed.ok ? ok(scanner) : changed;
    },
    'scanners.remove'({ id }, { by }) {
      const { scanners } = settings.get();
      const gone = scanners.find((scanner) => scanner.id === id);
      if (!gone) return fail('scanner-unknown');
      const left = scanners.filter((scanner) => scanner !== gone);
      return settle(left, ['scanner-removed', gone.path, by]);
    },
  };
}
