/**
 * Lines of a byte stream as they come, those of one chunk together (at most `most`), without their ends (LF or CRLF). The last one counts even
 * without an end. A line longer than `max` bytes comes as its beginning followed by what is needed to
 * be refused as too long: it is never held whole.
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array | string>,
  max: number,
  most = 64,
): AsyncGenerator<string[]> {
  let held: Uint8Array[] = [];
  let length = 0;
  const take = (bytes: Uint8Array) => {
    if (length < max) held.push(bytes.subarray(0, max - length));
    length += bytes.length;
  };
  const line = (): string => {
    let bytes: Uint8Array = Buffer.concat(held);
    if (length <= max && bytes.at(-1) === 13) bytes = bytes.subarray(0, -1);
    held = [];
    length = 0;
    return decoder.decode(bytes);
  };
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let start = 0;
    let lines: string[] = [];
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      take(bytes.subarray(start, end));
      lines.push(line());
      if (lines.length >= most) {
        yield lines;
        lines = [];
      }
      start = end + 1;
    }
    if (start < bytes.length) take(bytes.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [line()];
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The first line of stdin: where a secret comes in, since arguments are seen by everybody. */
export async function firstLine(): Promise<string> {
  for await (const [line] of readLines(process.stdin, 4096)) return line ?? '';
  return '';
}
