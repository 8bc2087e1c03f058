import { mostAuditInWindow } from '../../shared/contract/audit.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { safeName } from '../labels/label-folder.ts';
import { auditFile } from '../security/audit-export.ts';
import { auditHead, listAudit } from '../store/audit.ts';
import { checkAudit } from '../store/audit-check.ts';
import type { Topic } from './topic.ts';

export function auditHandlers({ store, vault, settings, world, audit }: AppParts): Topic<'audit'> {
  const station = () => settings.get().preferences.stationName;
  return {
    'audit.list': (filter) => ok(listAudit(store.db, filter)),
    'audit.check': async () => ok(await checkAudit(store)),
    async 'audit.export'(_, { by }) {
      const { n } = auditHead(store.db);
      if (n > mostAuditInWindow)
        return fail('audit-large', { entries: n, most: mostAuditInWindow });
      const ready = vault.ready();
      if (!ready.ok) return ready;
      const noted = audit('audit-exported', '', by);
      if (!noted.ok) return noted;
      const now = world.clock.now();
      const file = auditFile({ store, vault, station: station(), now }, 0);
      if (!file.ok) return file;
      const pieces: string[] = [];
      for await (const piece of file.value.pieces) pieces.push(piece);
      const day = new Date(now).toISOString().slice(0, 10);
      const name = `audit-${safeName(station())}-${day}.ndjson`;
      return ok({ name, text: pieces.join(''), fingerprint: file.value.fingerprint });
    },
  };
}
