import { fail, ok, type Problem, problem, type Result } from '../../../shared/problems.ts';
import { atRow, type Element, longestElement } from './element.ts';

/** What may come next, between the elements of the list. */
type Next = 'list' | 'first' | 'element' | 'separator' | 'nothing';

/**
 * The elements of a JSON list, each as its text: only quotes and brackets are looked at, so that no more than one is ever
 * held. What leaves no next element ends it: `import-json-invalid`, `import-json-open`, what the text fails with.
 */
export async function* elementsOfList(
  pieces: AsyncIterable<Result<string>>,
): AsyncGenerator<Result<Element[]>> {
  const splitter = createSplitter();
  for await (const piece of pieces) {
    if (!piece.ok) return yield atRow(piece.problem, splitter.row() + 1, splitter.line());
    const { found, problem: broken } = splitter.split(piece.value);
    if (found.length > 0) yield ok(found);
    if (broken) return yield { ok: false, problem: broken };
  }
  if (!splitter.whole()) {
    yield fail('import-json-open', { row: splitter.row() + 1, line: splitter.line() });
  }
}

function createSplitter() {
  let next: Next = 'list';
  let row = 0;
  let line = 1;
  /** Characters before the current line; `base`: before the current piece. */
  let lineStart = 0;
  let base = 0;
  /** Of the element that is being read: brackets that are open, and what is held of it. */
  let inside = false;
  let depth = 0;
  let quoted = false;
  let skip = false;
  let held: string[] = [];
  let length = 0;
  let begun = { line: 1, at: 1 };

  const place = (index: number) => ({ row: row + 1, line, at: base + index - lineStart + 1 });
  const hold = (part: string) => {
    length += part.length;
    if (length > longestElement) held = [];
    else held.push(part);
  };

  function split(text: string): { found: Element[]; problem: Problem | null } {
    const found: Element[] = [];
    let from = 0;
    const end = (to: number) => {
      hold(text.slice(from, to));
      const whole = length > longestElement ? null : held.join('');
      found.push({ row: ++row, ...begun, text: whole });
      held = [];
      length = 0;
      inside = false;
      next = 'separator';
    };
    const broken = (index: number) => ({
      found,
      problem: problem('import-json-invalid', place(index)),
    });
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (quoted) {
        if (skip) skip = false;
        else if (code === 92) skip = true;
        else if (code === 34) {
          quoted = false;
          if (depth === 0) end(index + 1);
        } else if (code < 32) return broken(index);
        continue;
      }
      if (code === 10) {
        line++;
        lineStart = base + index + 1;
      }
      if (inside) {
        if (code === 34) quoted = true;
        else if (code === 123 || code === 91) depth++;
        else if (depth === 0 && (code <= 32 || code === 44 || code === 93)) {
          end(index);
          // It ended before this sign, which is looked at again.
          if (code > 32) index--;
        } else if ((code === 125 || code === 93) && --depth === 0) end(index + 1);
        if (depth < 0) return broken(index);
        continue;
      }
      if (code === 32 || code === 9 || code === 10 || code === 13) continue;
      const opens = code === 123 || code === 91;
      if (next === 'list' && code === 91) next = 'first';
      else if (next === 'separator' && code === 44) next = 'element';
      else if ((next === 'separator' || next === 'first') && code === 93) next = 'nothing';
      else if ((next === 'first' || next === 'element') && code !== 44 && code !== 93) {
        inside = true;
        from = index;
        begun = { line, at: place(index).at };
        depth = opens ? 1 : 0;
        quoted = code === 34;
        if (code === 125) return broken(index);
      } else return broken(index);
    }
    if (inside) hold(text.slice(from));
    base += text.length;
    return { found, problem: null };
  }

  return { split, row: () => row, line: () => line, whole: () => next === 'nothing' };
}
