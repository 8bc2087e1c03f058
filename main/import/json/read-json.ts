import type { Row } from '../../../shared/import/row.ts';
import { fail, ok, problem, type Result } from '../../../shared/problems.ts';
import type { Texts } from '../text/decode.ts';
import { type Columns, noColumns, type ReadElement, readElement } from './columns.ts';
import type { Element } from './element.ts';
import { elementsOfLines } from './lines.ts';
import { elementsOfList } from './list.ts';

/**
 * A list (`json`) or lines (`ndjson`) of objects, or of lists whose first is the heading. Of objects the heading is row 0:
 * all keys in the whole file, in the order first seen. For that it is read once more before the first row, in constant memory
 * as well. Fails where nothing more can be told apart, and with `import-empty` where there is no element.
 */
export function jsonRows(
  texts: Texts,
  kind: 'json' | 'ndjson',
): () => AsyncGenerator<Result<Row[]>> {
  const elements = () =>
    kind === 'json' ? elementsOfList(texts.pieces()) : elementsOfLines(texts.pieces());
  let known: Found | undefined;

  return async function* rows() {
    known ??= await columnsOf(elements());
    const { columns, shape } = known;
    if (shape === 'object') yield ok([{ row: 0, line: 1, cells: columns.names }]);
    let first = true;
    for await (const batch of elements()) {
      if (!batch.ok) return yield batch;
      const read: Row[] = [];
      for (const element of batch.value) {
        const found = readElement(element, columns, false);
        // One value over many lines looks like this in each of them: the first says enough.
        if (kind === 'ndjson' && first && 'code' in found && found.code === 'import-json-open') {
          return yield { ok: false, problem: found };
        }
        first = false;
        read.push(rowOf(element, found, shape));
      }
      yield ok(read);
    }
    if (first) yield fail('import-empty');
  };
}

interface Found {
  columns: Columns;
  /** Of the first element that is in order. */
  shape: 'object' | 'list' | null;
}

async function columnsOf(elements: AsyncIterable<Result<Element[]>>): Promise<Found> {
  const columns = noColumns();
  let shape: Found['shape'] = null;
  for await (const batch of elements) {
    // It is told when the rows are read: those before it are in order.
    if (!batch.ok) break;
    for (const element of batch.value) {
      const read = readElement(element, columns, true);
      if ('code' in read) continue;
      shape ??= read.kind;
      // Its heading stands in the file: there is nothing to look for.
      if (shape === 'list') return { columns, shape };
    }
  }
  return { columns, shape };
}

function rowOf({ row, line }: Element, read: ReadElement, shape: Found['shape']): Row {
  if ('code' in read) return { row, line, cells: [], problem: read };
  if (read.kind === shape) return { row, line, cells: read.cells };
  return { row, line, cells: [], problem: problem('import-json-shape', { row, line }) };
}
