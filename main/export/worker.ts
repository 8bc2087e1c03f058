import { parentPort, workerData } from 'node:worker_threads';
import { openSnapshot } from '../store/open-database.ts';
import { exportFolder } from './enos/export-folder.ts';
import type { ExportOrder, FromExport } from './export-beside.ts';
import { exportTable } from './export-table.ts';
import { zipFolder } from './zip-folder.ts';

/** One export, and then this thread ends. */

const { database, wish, stop } = workerData as ExportOrder;
const say = (message: FromExport): void => parentPort?.postMessage(message);

/** Progress is told this often, in ms: more often nobody can see. */
const often = 100;
let told = Number.NEGATIVE_INFINITY;

const db = openSnapshot(database);
try {
  const heard = (progress: { done: number; of: number | null }): boolean => {
    const now = performance.now();
    if (now - told >= often) {
      told = now;
      say({ progress });
    }
    return Atomics.load(stop, 0) === 0;
  };
  const done =
    wish.format === 'enos'
      ? await exportFolder(db, wish, heard)
      : await exportTable(db, wish, heard);
  const zip = wish.format === 'enos' && done.ok ? wish.zip : undefined;
  const zipped = zip === undefined ? done : await zipFolder(wish.file, zip);
  say({ done: zipped.ok ? done : zipped });
} finally {
  db.close();
}
