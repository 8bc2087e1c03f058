import { ok, type Result } from '../../../shared/problems.ts';
import { atRow, type Element, longestElement } from './element.ts';

/** NDJSON: each line that is not blank is an element. A broken one breaks no other. */
export async function* elementsOfLines(
  pieces: AsyncIterable<Result<string>>,
): AsyncGenerator<Result<Element[]>> {
  let line = 1;
  let held: string[] = [];
  let length = 0;
  let found: Element[] = [];

  const add = (part: string) => {
    length += part.length;
    if (length > longestElement) held = [];
    else if (part !== '') held.push(part);
  };
  const end = () => {
    const text = held.length === 1 ? (held[0] as string) : held.join('');
    if (length > longestElement) found.push({ row: line, line, at: 1, text: null });
    else if (text.trim() !== '') found.push({ row: line, line, at: 1, text });
    held = [];
    length = 0;
    line++;
  };

  for await (const piece of pieces) {
    if (!piece.ok) return yield atRow(piece.problem, line, line);
    const text = piece.value;
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      add(text.slice(from, to));
      end();
      from = to + 1;
    }
    add(text.slice(from));
    if (found.length > 0) yield ok(found);
    found = [];
  }
  end();
  if (found.length > 0) yield ok(found);
}
