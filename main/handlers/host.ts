import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { connectCloud } from '../cloud-link.ts';
import { mostScanners } from '../settings.ts';
import type { Topic } from './topic.ts';

type HostTopics = Topic<'cloud' | 'scanners' | 'preferences' | 'vault' | 'demo'>;

/** How this station is set up: cloud, scanners, preferences, vault, demo line. */
export function hostHandlers(parts: AppParts): HostTopics {
  const { world, vault, settings, sync } = parts;
  const demo = () => world.demo;
  const noDemo = fail('demo-unavailable', { detail: 'this host has no demo line' });
  return {
    'cloud.connect': (input) => connectCloud(parts, input),
    'cloud.disconnect'() {
      settings.change({ cloud: null });
      sync.relink();
      parts.changed();
      return ok({});
    },

    'scanners.ports': async () => ok({ items: await world.ports.list() }),
    async 'scanners.add'(input) {
      const listed = (await world.ports.list()).find(({ path }) => path === input.path);
      const { scanners } = settings.get();
      if (scanners.length >= mostScanners) {
        return fail('bad-input', { detail: `a station has at most ${mostScanners} scanners` });
      }
      if (scanners.some(({ path }) => path === input.path)) {
        return fail('bad-input', { detail: `${input.path} is there already` });
      }
      const identity = input.identity ?? listed?.identity;
      const scanner = { ...input, ...(identity ? { identity } : {}), id: parts.newId() };
      settings.change({ scanners: [...scanners, scanner] });
      parts.intake.use(settings.get().scanners);
      return ok(scanner);
    },
    'scanners.remove'({ id }) {
      const { scanners } = settings.get();
      const left = scanners.filter((scanner) => scanner.id !== id);
      if (left.length === scanners.length) return fail('scanner-unknown');
      settings.change({ scanners: left });
      parts.intake.use(left);
      return ok({});
    },

    'preferences.set'(change) {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const preferences = { ...settings.get().preferences, ...Object.fromEntries(given) };
      settings.change({ preferences });
      parts.changed();
      return ok(preferences);
    },
    'vault.unlock'({ passphrase }) {
      const unlocked = vault.unlock(passphrase);
      if (unlocked.ok) {
        parts.changed();
        sync.nudge();
      }
      return unlocked;
    },

    'demo.start': () => demo()?.start() ?? noDemo,
    'demo.leave': () => demo()?.leave() ?? noDemo,
    'demo.set': (change) => demo()?.set(change) ?? noDemo,
    'demo.scan': ({ kind }) => demo()?.scan(kind) ?? noDemo,
  };
}
