// `npm run sbom [-- --out DIR]`: the list of parts (CycloneDX) and their licences with their words, into dist/about/
// or DIR. The same sources make the same files, byte for byte: two builds can be compared.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled, inRoot, root, say } from './lib/ground.mjs';
import { licencePage } from './lib/licence-page.mjs';
import { shippedParts } from './lib/licences.mjs';
import { finishedParts } from './lib/parts-list.mjs';

const at = process.argv.indexOf('--out');
const out = at < 0 ? inRoot('dist', 'about') : resolve(process.argv[at + 1] ?? '.');
if (!ensureInstalled()) process.exit(3);
const json = (name) => JSON.parse(readFileSync(inRoot(name), 'utf8'));
const lock = json('package-lock.json');

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
// Whatever NODE_ENV or npm's settings leave out elsewhere.
const everything = ['--include=dev', '--include=optional', '--include=peer'];
const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', ...everything];
const asked = spawnSync(npm, [...args, '--sbom-type=application'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  shell: process.platform === 'win32',
});
if (asked.status !== 0) {
  say(`npm made no list of parts: ${(asked.stderr ?? '').trim()}`);
  process.exit(1);
}
const parts = finishedParts(JSON.parse(asked.stdout), json('package.json'), lock);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'parts.cdx.json'), `${JSON.stringify(parts, null, 2)}\n`);
writeFileSync(join(out, 'licences.txt'), licencePage(shippedParts(lock), root));
say(`${parts.components.length} parts and their licences are in ${out}.`);
