import { fail, ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { diagnosticsArchive } from '../diagnostics/archive.ts';
import { archiveName, type Gathered, gatherDiagnostics, previewOf } from '../diagnostics/gather.ts';
import type { Topic } from './topic.ts';

export function diagnosticsHandlers(parts: AppParts): Topic<'diagnostics'> {
  let held: { id: string; name: string; files: Gathered[] } | null = null;
  return {
    async 'diagnostics.gather'() {
      const files = await gatherDiagnostics(parts);
      held = { id: parts.newId(), name: archiveName(parts), files };
      return ok({ id: held.id, name: held.name, files: files.map(previewOf) });
    },
    'diagnostics.save'({ id }, { by }) {
      if (held?.id !== id) return fail('diagnostics-gone');
      const { name, files } = held;
      const noted = parts.audit('diagnostics-saved', name, by);
      if (!noted.ok) return noted;
      return ok({ name, base64: diagnosticsArchive(files).toString('base64') });
    },
  };
}
