import { parentPort, workerData } from 'node:worker_threads';
import type { Row } from '../../../shared/import/row.ts';
import { fail, ProblemError, type Result } from '../../../shared/problems.ts';
import { openBytes } from '../text/bytes.ts';
import { workbookLimits } from './limits.ts';
import type { WorkbookAnswer, WorkbookFile, WorkbookQuestion } from './open-xlsx.ts';
import { type OpenWorkbook, openWorkbook } from './read-sheet.ts';

/** Reads one workbook beside the station's own thread, so that what it costs ends with it. */

const port = parentPort;
if (!port) throw new Error('this file is for a worker');
const { path, size, mtimeMs, sheet } = workerData as WorkbookFile;

let workbook: Promise<OpenWorkbook> | undefined;
const readings = new Map<number, AsyncGenerator<Row[]>>();

async function open(): Promise<OpenWorkbook> {
  const opened = await openBytes(path, workbookLimits.file);
  if (!opened.ok) throw new ProblemError(opened.problem.code, opened.problem.params);
  const bytes = opened.value;
  if (bytes.size !== size || bytes.mtimeMs !== mtimeMs) throw new ProblemError('import-changed');
  return openWorkbook(bytes, sheet);
}

async function answer(question: WorkbookQuestion): Promise<WorkbookAnswer['result']> {
  workbook ??= open();
  const { sheet: found, rows } = await workbook;
  if (question.ask === 'sheet') return { ok: true, value: JSON.stringify(found) };
  let reading = readings.get(question.reading);
  if (question.ask === 'end') {
    readings.delete(question.reading);
    await reading?.return(undefined);
    return { ok: true, value: null };
  }
  if (!reading) {
    reading = rows();
    readings.set(question.reading, reading);
  }
  const next = await reading.next();
  // One long text crosses to the other thread much faster than many short ones.
  return { ok: true, value: next.done ? null : JSON.stringify(next.value) };
}

const refused = (error: unknown): Result<never> =>
  error instanceof ProblemError
    ? { ok: false, problem: error.problem }
    : fail('import-workbook-damaged', { part: String((error as { code?: string }).code ?? error) });

port.on('message', async (question: WorkbookQuestion) => {
  const result = await answer(question).catch(refused);
  port.postMessage({ id: question.id, result } satisfies WorkbookAnswer);
});
