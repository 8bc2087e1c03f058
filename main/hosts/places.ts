import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The code runs from its sources, or from dist/ where Electron cannot strip types. */
const codeRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const inDist = basename(codeRoot) === 'dist';

export const projectRoot = (): string => (inDist ? dirname(codeRoot) : codeRoot);

const dist = (): string => join(projectRoot(), 'dist');

/** A source file of ours as it is called where this code runs, for starting it as a process. */
export const codeFile = (path: string): string =>
  join(codeRoot, inDist ? path.replace(/\.ts$/, '.js') : path);

/** Where `npm run build` puts the page. */
export const rendererFolder = (): string => join(dist(), 'renderer');

/** Where `npm run build` puts the bundled preload script. */
export const preloadFile = (): string => join(dist(), 'preload', 'preload.cjs');
