import type { Preferences } from '../../shared/models/settings.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { connectCloud } from '../cloud-link.ts';
import type { Topic } from './topic.ts';

type HostTopics = Topic<'cloud' | 'preferences' | 'vault' | 'demo'>;

/** How this station is set up: cloud, preferences, vault, demo line. */
export function hostHandlers(parts: AppParts): HostTopics {
  const { world, vault, settings, sync, audit, operators } = parts;
  const lock = operators.badges.hashOf('vault');
  const demo = () => world.demo;
  const noDemo = fail('demo-unavailable', { detail: 'this host has no demo line' });
  const prefer = (change: { [K in keyof Preferences]?: Preferences[K] | undefined }) => {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const preferences = { ...settings.get().preferences, ...Object.fromEntries(given) };
    settings.change({ preferences });
    parts.changed();
    return ok(preferences);
  };
  return {
    'cloud.connect'(input, { by }) {
      const noted = audit('cloud-connect', `${input.kind} ${input.orgId}`, by);
      return noted.ok ? connectCloud(parts, input) : noted;
    },
    'cloud.disconnect'(_, { by }) {
      const noted = audit('cloud-disconnect', '', by);
      if (!noted.ok) return noted;
      settings.change({ cloud: null });
      sync.relink();
      parts.changed();
      return ok({});
    },

    'preferences.set'(change, { by }) {
      const noted = audit('preferences-set', Object.keys(change).join(' '), by);
      return noted.ok ? prefer(change) : noted;
    },
    'preferences.look': prefer,
    'vault.unlock'({ passphrase }, { by }) {
      const tried = operators.lockOut.take(lock);
      if (!tried.ok)
        return fail('vault-tries', { seconds: Math.ceil(operators.lockOut.left(lock) / 1000) });
      const unlocked = vault.unlock(passphrase);
      if (unlocked.ok || unlocked.problem.code !== 'vault-passphrase-wrong') {
        operators.lockOut.forgive(lock);
      }
      if (unlocked.ok) {
        const noted = audit('vault-opened', '', by);
        if (!noted.ok) return noted;
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
