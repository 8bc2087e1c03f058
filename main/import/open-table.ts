import type { Row } from '../../shared/import/row.ts';
import type {
  FoundDelimiter,
  FoundEncoding,
  FoundSheet,
  SourceChoice,
  TableKind,
} from '../../shared/import/source.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { delimiterOf } from './csv/delimiter.ts';
import { readCsv } from './csv/read-csv.ts';
import { jsonRows } from './json/read-json.ts';
import { binaryKind, textKind } from './kind.ts';
import { mostTextBytes } from './limits.ts';
import { type Bytes, openBytes } from './text/bytes.ts';
import { decoded, pasted, type Texts } from './text/decode.ts';
import { chosenEncoding, encodingOf } from './text/encoding.ts';
import { sampleOf } from './text/sample.ts';
import { openXlsx } from './xlsx/open-xlsx.ts';

/** A table that somebody brings, ready to be read as often as one likes, each time in constant memory. */
export interface Table {
  kind: TableKind;
  /** Null where the format itself says it, or the text was pasted. */
  encoding: FoundEncoding | null;
  /** Of CSV only. */
  delimiter: FoundDelimiter | null;
  /** Of a workbook only. */
  sheet: FoundSheet | null;
  /** Batches of rows in their order, the heading among them. A failure is the last one: nothing more can be told apart. */
  rows(): AsyncGenerator<Result<Row[]>>;
  close(): Promise<void>;
}

/** Text looked at to see what it is and what separates it, in characters. */
const looked = 64 * 1024;

/**
 * Opens a file by what it is, not by what it is called. Where something about it is `unsure` it is open all the
 * same, so that it can be shown; `unsureOf` has the problem to ask with. Problems: `file-unreadable`,
 * `import-too-large`, `import-not-text`, `import-old-workbook`, `import-web-page`, `import-empty`; of a workbook those of
 * `openXlsx`.
 */
export async function openTable(path: string, choice: SourceChoice = {}): Promise<Result<Table>> {
  const opened = await openBytes(path, mostTextBytes);
  if (!opened.ok) return opened;
  const bytes = opened.value;
  const table = await tableOf(path, bytes, choice).catch(async (error: unknown) => {
    await bytes.close();
    throw error;
  });
  if (!table.ok) await bytes.close();
  return table;
}

/** The same of a text that was pasted. */
export function pastedTable(text: string, choice: SourceChoice = {}): Promise<Result<Table>> {
  return textTable(pasted(text), null, choice, async () => {});
}

async function tableOf(path: string, bytes: Bytes, choice: SourceChoice): Promise<Result<Table>> {
  if (bytes.size === 0) return fail('import-empty');
  const head = await headOf(bytes);
  if (!head.ok) return head;
  const binary = binaryKind(head.value);
  if (!binary.ok) return binary;
  if (binary.value === 'xlsx') return workbookTable(path, bytes, choice);
  const sampled = await sampleOf(bytes);
  if (!sampled.ok) return sampled;
  const found = choice.encoding
    ? ok(chosenEncoding(sampled.value, choice.encoding))
    : encodingOf(sampled.value);
  if (!found.ok) return found;
  const { encoding, mark } = found.value;
  return textTable(decoded(bytes, encoding, mark), found.value, choice, bytes.close);
}

async function headOf(bytes: Bytes): Promise<Result<Uint8Array>> {
  for await (const chunk of bytes.chunks(0, Math.min(bytes.size, 64))) {
    return chunk.ok ? ok(chunk.value.slice()) : chunk;
  }
  return ok(new Uint8Array(0));
}

/** Its worker opens the file by itself: it must be the one that was looked at. */
async function workbookTable(
  path: string,
  { size, mtimeMs, close }: Bytes,
  { sheet }: SourceChoice,
): Promise<Result<Table>> {
  const opened = await openXlsx({ path, size, mtimeMs, sheet });
  if (!opened.ok) return opened;
  await close();
  return ok({ kind: 'xlsx', encoding: null, delimiter: null, ...opened.value });
}

async function textTable(
  texts: Texts,
  encoding: FoundEncoding | null,
  choice: SourceChoice,
  close: () => Promise<void>,
): Promise<Result<Table>> {
  const { text, cut } = await beginningOf(texts);
  const kind = textKind(text);
  if (!kind.ok) return kind;
  if (kind.value !== 'csv') {
    const rows = jsonRows(texts, kind.value);
    return ok({ kind: kind.value, encoding, delimiter: null, sheet: null, rows, close });
  }
  const delimiter: FoundDelimiter = choice.delimiter
    ? { delimiter: choice.delimiter, confidence: 'certain' }
    : delimiterOf(text, cut);
  return ok({
    kind: kind.value,
    encoding,
    delimiter,
    sheet: null,
    rows: () => readCsv(texts, delimiter.delimiter),
    close,
  });
}

/** As much as can be told: what breaks it is told when it is read. */
async function beginningOf(texts: Texts): Promise<{ text: string; cut: boolean }> {
  let text = '';
  for await (const piece of texts.pieces()) {
    if (!piece.ok) return { text, cut: true };
    text += piece.value;
    if (text.length >= looked) return { text: text.slice(0, looked), cut: true };
  }
  return { text, cut: false };
}

/** What a person has to say before it may be taken, or null: `import-encoding-unsure`, `import-delimiter-unsure`. */
export function unsureOf({ encoding, delimiter }: Table) {
  if (encoding?.confidence === 'unsure') {
    const possible = [encoding, ...encoding.others].map((each) => each.encoding);
    return fail('import-encoding-unsure', { possible: possible.join(', ') }).problem;
  }
  return delimiter?.confidence === 'unsure' ? fail('import-delimiter-unsure').problem : null;
}
