import { statSync } from 'node:fs';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { closeReport } from '../recovery/finish.ts';
import type { Topic } from './topic.ts';

/** Also where the name can be none, with a NUL in it or longer than any. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

export const recoveryHandlers = (parts: AppParts): Topic<'backups' | 'recovery'> => {
  const { backups, settings, store, world, audit, changed } = parts;
  return {
    async 'backups.make'() {
      const made = await backups.make();
      return made.ok ? ok(backups.state()) : made;
    },
    async 'backups.setUp'(backup, { by }) {
      const { second } = backup;
      if (second !== null && !isFolder(second)) {
        return fail('backup-folder-missing', { folder: second, detail: 'it is not there' });
      }
      const kept = audit('backups-set-up', second ?? 'this computer only', by);
      if (!kept.ok) return kept;
      settings.change({ backup });
      changed();
      const shipped = await backups.ship();
      return shipped.ok ? ok(backups.state()) : shipped;
    },
    'recovery.read'(_, { by }) {
      const closed = closeReport(store, by, world.clock.now());
      changed();
      return closed;
    },
  };
};
