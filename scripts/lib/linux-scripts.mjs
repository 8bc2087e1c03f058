// What deb and rpm run after installing and removing: electron-builder's own scripts, and ours behind them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './ground.mjs';

const templates = inRoot('node_modules', 'app-builder-lib', 'templates', 'linux');

/** Writes them into dist/linux/, where electron-builder.yml looks for them. */
export function writeLinuxScripts() {
  mkdirSync(inRoot('dist', 'linux'), { recursive: true });
  for (const name of ['after-install', 'after-remove']) {
    const theirs = readFileSync(`${templates}/${name}.tpl`, 'utf8');
    const ours = readFileSync(inRoot('resources', 'linux', `${name}.sh`), 'utf8');
    writeFileSync(inRoot('dist', 'linux', `${name}.sh`), `${theirs}\n${ours}`, { mode: 0o755 });
  }
}
