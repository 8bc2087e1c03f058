import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { templateInfos } from '../../shared/labels/templates.ts';
import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { safeName } from '../labels/label-folder.ts';
import { makePdf } from '../labels/print-job.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { writeFileWhole } from '../store/files.ts';
import type { Topic } from './topic.ts';

export function labelHandlers(parts: AppParts): Topic<'labels'> {
  const { store, labelFolder } = parts;
  return {
    'labels.templates': () => ok({ items: templateInfos() }),
    async 'labels.print'(job) {
      const made = await makePdf(store, parts.printer, job);
      if (!made.ok) return made;
      const name = safeName(job.batchTag ?? job.groupId);
      const file = `print-${name}-${parts.newId().slice(0, 13)}.pdf`;
      try {
        mkdirSync(labelFolder.path, { recursive: true, mode: 0o700 });
        writeFileWhole(join(labelFolder.path, file), made.value.pdf);
      } catch (error) {
        return { ok: false, problem: diskProblem(error, store.folder) };
      }
      return ok({ file, labels: made.value.labels });
    },
    'labels.files': () => ok({ items: labelFolder.list() }),
    'labels.read'({ file }) {
      const read = labelFolder.read(file);
      return read.ok ? ok({ base64: Buffer.from(read.value).toString('base64') }) : read;
    },
  };
}
