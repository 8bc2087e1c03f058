// The licences of what is delivered, with the words that each asks to be passed on.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const wordsOf = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** One page of text. Parts with the same words stand together; fonts, which are no packages, come last. */
export function licencePage(parts, root) {
  const groups = new Map();
  for (const { id, licence, path } of parts) {
    const words = wordsIn(join(root, path));
    groups.set(words, [...(groups.get(words) ?? []), `${id} (${licence ?? 'none named'})`]);
  }
  const without = groups.get('') ?? [];
  groups.delete('');
  const sections = [...groups].map(([words, ids]) => `${ids.join('\n')}\n\n${words}`);
  sections.push(
    `Noto Sans SC (OFL-1.1)\n\n${text(join(root, 'resources/fonts/NotoSansSC-LICENSE.txt'))}`,
  );
  if (without.length > 0) {
    sections.push(
      `Without words of its own, or for another system than this one:\n\n${without.join('\n')}`,
    );
  }
  return `${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function wordsIn(folder) {
  if (!existsSync(folder)) return '';
  const names = readdirSync(folder)
    .filter((name) => wordsOf.test(name))
    .toSorted();
  return names.map((name) => text(join(folder, name))).join('\n\n');
}

const text = (file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
