import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { PrintJob } from '../../shared/models/printing.ts';
import { ok, type Problem, type Result } from '../../shared/problems.ts';
import type { Watch } from '../labels/printer.ts';
import { dropNotes } from '../labels/proof-notes.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { makeFolder, writeFileWhole } from '../store/files.ts';
import type { QueuedPiece } from '../store/print-jobs.ts';
import type { Piece, PrinterLanguage } from './driver.ts';

/** The bytes of a run, safe on disk: what is proven is what is sent. */
export interface Spool {
  job: PrintJob;
  language: PrinterLanguage;
  /** Of PDF one piece, the file; else one a label. */
  bytes: readonly Piece[];
  /** The labels, in order. */
  labels: readonly QueuedPiece[];
}

/** The labels of a run in the language of a label printer, one piece each. */
export type MakeLabels = (
  language: Exclude<PrinterLanguage, 'pdf'>,
  job: PrintJob,
  records: readonly LabelRecord[],
) => Promise<Result<Uint8Array[]>>;

/** The labels of a run as a PDF at `file`, read back already. */
export type MakePdf = (
  job: PrintJob,
  labels: readonly QueuedPiece[],
  file: string,
  watch: Watch,
) => Promise<Result<object>>;

/** Whether what was made for a label printer may be sent; null: it may. */
export type Release = (
  made: Pick<Spool, 'job'> & {
    language: Exclude<PrinterLanguage, 'pdf'>;
    bytes: readonly Uint8Array[];
    records: readonly LabelRecord[];
  },
) => Promise<Problem | null>;

/** Makes labels, keeps them on disk, and has them read back. */
export interface Spooler {
  /**
   * `label-proof-stopped` where `watch` stopped it: the next time it goes on. Problems of the disk, of making and of
   * the proof.
   */
  spool(wanted: Pick<Spool, 'job' | 'language' | 'labels'>, watch: Watch): Promise<Result<Spool>>;
  /** It was sent, or nothing of it is wanted any more. */
  drop(job: PrintJob, language: PrinterLanguage): void;
}

export function createSpooler(needs: {
  stationFolder: string;
  make: MakeLabels;
  makePdf: MakePdf;
  release: Release;
  /** One for each piece, in order. */
  records(pieces: readonly QueuedPiece[]): Iterable<LabelRecord>;
  /** Whether something is left to print of a job. */
  isOpen(jobId: string): boolean;
}): Spooler {
  const folder = join(needs.stationFolder, 'spool');
  const fileOf = (job: PrintJob, language: PrinterLanguage) =>
    join(folder, `${job.id}.${language}`);

  function drop(job: PrintJob, language: PrinterLanguage): void {
    const file = fileOf(job, language);
    rmSync(file, { force: true });
    dropNotes(file);
  }

  async function labelsOf(
    { job, labels }: Pick<Spool, 'job' | 'labels'>,
    language: 'zpl' | 'tspl',
    file: string,
  ): Promise<Result<readonly Piece[]>> {
    const records = [...needs.records(labels)];
    const made = await needs.make(language, job, records);
    if (!made.ok) return made;
    try {
      makeFolder(folder);
      writeFileWhole(file, Buffer.concat(made.value));
    } catch (error) {
      return { ok: false, problem: diskProblem(error, folder) };
    }
    const unproven = await needs.release({ language, job, bytes: made.value, records });
    return unproven ? { ok: false, problem: unproven } : made;
  }

  async function pdfOf(
    { job, labels }: Pick<Spool, 'job' | 'labels'>,
    file: string,
    watch: Watch,
  ): Promise<Result<readonly Piece[]>> {
    const made = await needs.makePdf(job, labels, file, watch);
    return made.ok ? ok([{ file }]) : made;
  }

  sweep(folder, needs.isOpen);
  return {
    async spool(wanted, watch) {
      const { job, language, labels } = wanted;
      const file = fileOf(job, language);
      const made =
        language === 'pdf'
          ? await pdfOf(wanted, file, watch)
          : await labelsOf(wanted, language, file);
      if (made.ok) return ok({ job, language, labels, bytes: made.value });
      if (made.problem.code !== 'label-proof-stopped') drop(job, language);
      return made;
    },
    drop,
  };
}

/** What a crash left of jobs that are over by now. */
function sweep(folder: string, isOpen: (jobId: string) => boolean): void {
  try {
    for (const file of readdirSync(folder)) {
      if (!isOpen(file.split('.', 1)[0] as string)) rmSync(join(folder, file), { force: true });
    }
  } catch {
    // There is none yet, or it cannot be read: whoever prints is told so.
  }
}
