import { ok } from '../../shared/problems.ts';
import { gathered } from './gathered.ts';
import type { TableFile, Write } from './table-file.ts';

/** One JSON object a line. */
export function ndjsonFile(write: Write): TableFile<object> {
  const text = gathered(write);
  return {
    add(line) {
      text.add(`${JSON.stringify(line)}\n`);
      return ok({});
    },
    end: text.end,
  };
}
