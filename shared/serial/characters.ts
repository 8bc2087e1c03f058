/** `A-Z0-9-` -> the characters it stands for, in their order. `problem`: why it cannot be read. */
export function characterList(
  spec: string,
): { ok: true; list: string[] } | { ok: false; problem: string } {
  const list = new Set<string>();
  const parts = [...spec];
  for (let index = 0; index < parts.length; index++) {
    const from = parts[index] as string;
    const to = parts[index + 2];
    if (parts[index + 1] === '-' && to !== undefined) {
      const [low, high] = [from.codePointAt(0) as number, to.codePointAt(0) as number];
      if (low > high || high - low > 65_535) {
        return { ok: false, problem: `characters: "${from}-${to}" is no range` };
      }
      for (let code = low; code <= high; code++) list.add(String.fromCodePoint(code));
      index += 2;
    } else {
      list.add(from);
    }
  }
  return { ok: true, list: [...list] };
}
