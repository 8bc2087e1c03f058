import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PrintJob } from '../../shared/models/printing.ts';
import type { Problem, Result } from '../../shared/problems.ts';
import { ok } from '../../shared/problems.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { writeFileWhole } from '../store/files.ts';
import type { QueuedPiece } from '../store/print-jobs.ts';
import type { PrinterLanguage } from './driver.ts';

/** The bytes of a run, safe on disk: what is proven is what is sent. */
export interface Spool {
  job: PrintJob;
  language: PrinterLanguage;
  /** Of PDF one piece, the file; else one a label. */
  bytes: readonly Uint8Array[];
  /** The labels, in order. */
  labels: readonly QueuedPiece[];
  file: string;
}

/** Whether what is spooled may be sent; null: it may. */
export type Release = (spool: Spool) => Promise<Problem | null>;

export function keepSpool(stationFolder: string, spool: Omit<Spool, 'file'>): Result<Spool> {
  const folder = join(stationFolder, 'spool');
  const file = join(folder, `${spool.job.id}.${spool.language}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileWhole(file, Buffer.concat(spool.bytes));
    return ok({ ...spool, file });
  } catch (error) {
    return { ok: false, problem: diskProblem(error, folder) };
  }
}

/** It was sent, or nothing of it is wanted any more. */
export const dropSpool = (spool: Spool): void => rmSync(spool.file, { force: true });
