import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../../../shared/problems.ts';
import { safeName } from '../../labels/label-folder.ts';
import { diskProblem } from '../../store/disk-problem.ts';
import { makeFolder } from '../../store/files.ts';
import type { PrinterDriver, PrinterLanguage } from '../driver.ts';
import { gathered, PiecesFailed, putInto, unfit } from './pieces.ts';

/**
 * The label folder as a printer: each job is a file there, whole or not at all. `newId` keeps the names of jobs apart;
 * without it a file of the same name is replaced, so that a job can be done again without harm.
 */
export function createFolderDriver(
  language: PrinterLanguage,
  folder: string,
  newId?: () => string,
): PrinterDriver {
  return {
    language,
    repeatable: newId === undefined,
    async send(job, signal) {
      const wrong = unfit(job, language);
      if (wrong) return wrong;
      try {
        const { whole, count } = await gathered(job.pieces);
        if (signal.aborted) return { taken: 0, begun: 0, problem: problem('printer-stopped') };
        if (count === 0) return { taken: 0, begun: 0, problem: null };
        makeFolder(folder);
        const apart = newId ? `-${newId().slice(0, 13)}` : '';
        await putInto(join(folder, `${safeName(job.name)}${apart}.${language}`), whole);
        return { taken: count, begun: count, problem: null };
      } catch (error) {
        const why =
          error instanceof PiecesFailed
            ? problem('label-failed', { detail: error.message })
            : diskProblem(error, folder);
        return { taken: 0, begun: 0, problem: why };
      }
    },
    status() {
      const nothing = { model: null, dpi: null, waiting: null };
      try {
        makeFolder(folder);
        accessSync(folder, constants.W_OK);
        return Promise.resolve({ ready: true, problem: null, ...nothing });
      } catch (error) {
        return Promise.resolve({ ready: false, problem: diskProblem(error, folder), ...nothing });
      }
    },
    close: () => Promise.resolve(),
  };
}
