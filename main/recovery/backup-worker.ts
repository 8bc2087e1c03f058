import { parentPort, workerData } from 'node:worker_threads';
import { type BackupOrder, makeBackup } from './make-backup.ts';

/** One backup, and then this thread ends. */

parentPort?.postMessage(await makeBackup(workerData as BackupOrder));
