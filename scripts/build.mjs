// `npm run build [renderer|preload|station|all] [--if-needed]`: what has to be built, into dist/.
// The command line and the browser host need the renderer only; Electron and packages need it all.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { childEnv, inRoot, neededNode, nodeMajor, root, say } from './lib/ground.mjs';

if (nodeMajor < neededNode) {
  say(`Building needs Node ${neededNode}; this is ${process.versions.node}. Run "npm ci" first.`);
  process.exit(3);
}
const { buildRenderer, newestIn, rendererIsFresh } = await import(
  '../main/hosts/renderer-build.ts'
);

const args = process.argv.slice(2);
const ifNeeded = args.includes('--if-needed');
const what = args.find((arg) => !arg.startsWith('--')) ?? 'all';

const steps = { renderer, preload, station };
const wanted = what === 'all' ? Object.keys(steps) : [what];
for (const step of wanted) {
  if (!Object.hasOwn(steps, step)) {
    say(`There is no build step "${step}". There are: all, ${Object.keys(steps).join(', ')}.`);
    process.exit(2);
  }
  if (!(await steps[step]())) process.exit(1);
}

async function renderer() {
  if (ifNeeded && rendererIsFresh(root)) return true;
  return (await buildRenderer(root, say)).ok;
}

/** A sandboxed preload is CommonJS in one file and may require nothing but `electron`. */
async function preload() {
  const output = inRoot('dist', 'preload', 'preload.cjs');
  const source = inRoot('main', 'hosts', 'preload.ts');
  if (ifNeeded && newestIn(output) > newestIn(source)) return true;
  say('Building the preload script.');
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      lib: { entry: source, formats: ['cjs'], fileName: () => 'preload.cjs' },
      outDir: inRoot('dist', 'preload'),
      target: 'node24',
      minify: false,
      rolldownOptions: { external: ['electron'] },
    },
  });
  return true;
}

/** Plain JavaScript: Electron is not promised to strip types. */
function station() {
  const marker = inRoot('dist', 'package.json');
  const sources = ['main', 'shared', 'cloud', 'resources', 'tsconfig.build.json'];
  const changed = Math.max(...sources.map((source) => newestIn(inRoot(source))));
  if (ifNeeded && newestIn(marker) > changed) return true;
  say('Building the station.');
  const tsc = spawnSync(inRoot('node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: childEnv(),
    shell: process.platform === 'win32',
  });
  if (tsc.status !== 0) return false;
  for (const folder of ['main', 'cloud', 'resources']) copyAssets(folder);
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(marker, '{ "type": "module" }\n');
  return true;
}

/** What code finds beside itself (SQL, fonts, samples) has to be beside it in dist/ too. */
function copyAssets(folder) {
  if (!existsSync(inRoot(folder))) return;
  cpSync(inRoot(folder), inRoot('dist', folder), {
    recursive: true,
    filter: (source) => !/\.tsx?$|\.md$|tsconfig[^/]*\.json$/.test(source),
  });
}
