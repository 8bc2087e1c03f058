import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../shared/problems.ts';
import { safeName } from '../labels/label-folder.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { writeFileWhole } from '../store/files.ts';
import type { PrinterDriver } from './driver.ts';

/** The printer that is always there: PDFs in the label folder. A file of the same name is replaced whole. */
export function createFolderDriver(folder: string): PrinterDriver {
  let why: Problem | null = null;
  return {
    language: 'pdf',
    repeatable: true,
    async send({ name, pieces }) {
      const parts: Uint8Array[] = [];
      for await (const piece of pieces) parts.push(piece);
      if (parts.length === 0) return { taken: 0, begun: 0, problem: null };
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileWhole(join(folder, `${safeName(name)}.pdf`), Buffer.concat(parts));
        why = null;
        return { taken: parts.length, begun: parts.length, problem: null };
      } catch (error) {
        why = diskProblem(error, folder);
        return { taken: 0, begun: 0, problem: why };
      }
    },
    status: async () => ({
      ready: why === null,
      problem: why,
      model: null,
      dpi: null,
      waiting: null,
    }),
    close: async () => {},
  };
}
