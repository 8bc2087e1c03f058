import type { Row } from '../../../shared/import/row.ts';
import type { Delimiter } from '../../../shared/import/source.ts';
import type { Result } from '../../../shared/problems.ts';
import type { Texts } from '../text/decode.ts';
import { delimiterSaid } from './delimiter.ts';
import { splitCsv } from './split.ts';

/** A CSV file's rows, without the line by which Excel names the delimiter. */
export async function* readCsv(texts: Texts, delimiter: Delimiter): AsyncGenerator<Result<Row[]>> {
  for await (const rows of splitCsv(texts.pieces(), delimiter)) {
    const [first] = rows.ok ? rows.value : [];
    const named = first?.row === 1 && delimiterSaid(first.cells.join(delimiter)) !== null;
    if (!rows.ok || !named) yield rows;
    else if (rows.value.length > 1) yield { ok: true, value: rows.value.slice(1) };
  }
}
