import type { Problem } from '../../shared/problems.ts';

/** What a printer understands. */
export type PrinterLanguage = 'pdf' | 'zpl' | 'tspl';

/** A PDF on disk: a long one is never in memory whole. */
export interface PdfFile {
  file: string;
}

export type Piece = Uint8Array | PdfFile;

/** What goes to a printer: for ZPL and TSPL one piece a label, in order; for PDF one piece, the file. */
export interface PrintPieces {
  /** Of the print job, for the printer's own lists; visible ASCII. */
  name: string;
  language: PrinterLanguage;
  /** Of one page of a PDF, mm: a spooler that has to guess it may shrink the labels. */
  page?: { width: number; height: number };
  pieces: Iterable<Piece> | AsyncIterable<Piece>;
}

/**
 * How far sending came. `taken`: pieces that the other side surely has in whole; `begun`: pieces of which it may
 * have something, at least `taken`. Between the two a person has to look what came out.
 */
export interface SendReport {
  taken: number;
  begun: number;
  /** Labels that came out by the printer's own counter; missing or null where it has none. */
  printed?: number | null;
  problem: Problem | null;
}

/** What a printer says of itself; null where it cannot say. */
export interface PrinterStatus {
  ready: boolean;
  /** Why not, or what it will soon be: paper out, head open, paused, ribbon out, unreachable. */
  problem: Problem | null;
  model: string | null;
  dpi: number | null;
  /** Labels that it has taken and not printed yet. */
  waiting: number | null;
}

/** One way to a printer. Never throws; nothing is sent a second time by itself. */
export interface PrinterDriver {
  readonly language: PrinterLanguage;
  /** Sending the same job again makes no second piece of paper: a file is replaced. */
  readonly repeatable?: boolean;
  send(job: PrintPieces, signal: AbortSignal): Promise<SendReport>;
  status(): Promise<PrinterStatus>;
  close(): Promise<void>;
}
