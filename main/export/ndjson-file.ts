import { ok } from '../../shared/problems.ts';
import type { TableFile, Write } from './table-file.ts';

/** One JSON object a line. */
export const ndjsonFile = (write: Write): TableFile<object> => ({
  add(line) {
    write(Buffer.from(`${JSON.stringify(line)}\n`));
    return ok({});
  },
  end() {},
});
