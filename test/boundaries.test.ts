import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** What the compiler cannot say about the house; the words are in design.md §3 and CONTRIBUTING. */

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['shared', 'main', 'renderer', 'cloud', 'resources', 'test', 'scripts'];
const files = rooms
  .flatMap((room) => globSync(`${room}/**/*.{ts,tsx,mjs}`, { cwd: root }))
  .filter((file) => !file.endsWith('.d.ts'))
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted();
const textOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const inRoom = (file: string, room: string) => file.startsWith(`${room}/`);
const isHost = (file: string) => inRoom(file, 'main/hosts');

/** Comments may name anything; strings are kept, since an import is one. */
function codeOf(file: string): string {
  const text = textOf.get(file) ?? '';
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

interface Import {
  from: string;
  /** A path from the root for a file of ours, else the package as written. */
  to: string;
  ours: boolean;
  /** Gone at run time: a type may point both ways without a cycle. */
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const statement =
    /(?:^|[\n;])\s*(import|export)\s+(type\s+)?(?:[\w*{][^;'"]*?\sfrom\s*)?(['"])([^'"]+)\3|\bimport\(\s*(['"])([^'"]+)\5/g;
  return [...codeOf(file).matchAll(statement)].map((found) => {
    const named = found[4] ?? found[6] ?? '';
    const ours = named.startsWith('.');
    const path = ours ? normalize(join(dirname(file), named)).replaceAll('\\', '/') : named;
    return { from: file, to: path.split('?')[0] ?? path, ours, typeOnly: found[2] !== undefined };
  });
}

const imports = files.flatMap(importsOf);

/** Whom each room may call; all may call themselves. */
const mayCall: Record<string, string[]> = {
  shared: ['resources/languages'],
  resources: ['shared'],
  main: ['shared', 'resources'],
  renderer: ['shared', 'resources'],
  cloud: ['shared', 'resources'],
  scripts: ['main/hosts'],
  test: rooms,
};

describe('direction', () => {
  test.each(Object.entries(mayCall))('%s calls only itself and: %s', (room, allowed) => {
    const strays = imports
      .filter(({ from, ours }) => ours && inRoom(from, room))
      .filter(({ to }) => ![room, ...allowed].some((other) => inRoom(to, other)))
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(strays).toEqual([]);
  });

  test('in main, nothing but hosts calls a host', () => {
    const strays = imports
      .filter(({ from, to }) => inRoom(from, 'main') && !isHost(from) && isHost(to))
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(strays).toEqual([]);
  });

  test('shared and renderer name nothing of Node', () => {
    const strays = imports
      .filter(({ from, to }) => /^(shared|renderer)\//.test(from) && to.startsWith('node:'))
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(strays).toEqual([]);
  });

  test('only main/hosts names electron, or what lives in cloud/', () => {
    const named = files
      .filter((file) => /^(shared|main|renderer|cloud)\//.test(file) && !isHost(file))
      .filter((file) => {
        const names = importsOf(file).some(({ to }) => /^electron(-store|-updater|\/|$)/.test(to));
        const starts = !inRoom(file, 'cloud') && /['"`](\.\.?\/)+cloud\//.test(codeOf(file));
        return names || starts;
      });
    expect(named).toEqual([]);
  });

  test('no import goes round in a circle', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, ours, typeOnly } of imports) {
      if (ours && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
    }
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, way: string[]): void => {
      const at = way.indexOf(file);
      if (at >= 0) circles.push([...way.slice(at), file].join(' -> '));
      if (at >= 0 || done.has(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...way, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});

describe('what is never written', () => {
  const where = (rooms_: string[], pattern: RegExp) =>
    files.filter((file) => rooms_.some((room) => inRoom(file, room)) && pattern.test(codeOf(file)));

  test('Math.random where chance decides about keys, ids or retries', () => {
    expect(where(['main', 'cloud', 'shared'], /Math\.random/)).toEqual([]);
  });

  test('a value inside the text of a statement', () => {
    const built = /\.(?:prepare|exec|query)\(\s*(?:`[^`]*\$\{|(['"])[^'"\n]*\1\s*\+)/;
    expect(where(['main', 'cloud'], built)).toEqual([]);
  });

  test('HTML from a string, or code from one', () => {
    const risky = /dangerouslySetInnerHTML|\.innerHTML\s*=|\bnew Function\(|\beval\(/;
    expect(where(['renderer', 'shared', 'main', 'cloud'], risky)).toEqual([]);
  });

  test('a name of a file in the code as its TypeScript source, where the code is built', () => {
    // In dist/ a file is called .js: only an import is rewritten by the compiler.
    const named = /new (?:URL|Worker)\(\s*['"`][^'"`]*\.ts['"`]/;
    expect(where(['shared', 'cloud', 'main'], named)).toEqual([]);
  });
});

describe('size and doorplates', () => {
  // Tables of words and of calls are as long as what they list.
  const tables = /^resources\/languages\/|^shared\/(contract|problems)\.ts$/;

  test('no file is longer than 300 lines', () => {
    const lines = files
      .filter((file) => !tables.test(file))
      .map((file) => ({ file, lines: (textOf.get(file) ?? '').split('\n').length - 1 }))
      .toSorted((a, b) => a.lines - b.lines);
    const source = lines.filter(({ file }) => !inRoom(file, 'test'));
    const at = (part: number) => source[Math.floor((source.length - 1) * part)]?.lines;
    console.log(
      `${source.length} source files: median ${at(0.5)}, p90 ${at(0.9)}, max ${at(1)} lines`,
    );
    const long = lines.filter((entry) => entry.lines > 300 && !inRoom(entry.file, 'test'));
    expect(long).toEqual([]);
  });

  test('every room and every topic in it has a README of at most 30 lines', () => {
    // A folder further in is spoken for by its topic; screens and tests by their room, which lists them.
    const depth = (room: string | undefined) => (room === 'renderer' || room === 'test' ? 1 : 2);
    const top = (file: string) => {
      const parts = dirname(file).split('/');
      return parts.slice(0, depth(parts[0])).join('/');
    };
    const folders = new Set(files.map(top));
    const wrong = [...folders].filter((folder) => {
      const stat = statSync(join(root, folder, 'README.md'), { throwIfNoEntry: false });
      if (!stat) return true;
      return readFileSync(join(root, folder, 'README.md'), 'utf8').split('\n').length > 31;
    });
    expect(wrong).toEqual([]);
  });
});
