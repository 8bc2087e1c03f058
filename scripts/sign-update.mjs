// Signs a version: `sign-update.mjs new-key FILE`, then for each release
// `sign-update.mjs sign --key FILE --version X.Y.Z --minimum X.Y.Z --out MANIFEST INSTALLER...`.
// The private key stays on the machine of whoever releases; main/update/release-keys.ts has the public one.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { say } from './lib/ground.mjs';

/** As main/update/manifest.ts has it. */
const signedAs = 'lineside update\n';

const platforms = [
  [/\.(?:deb|rpm|AppImage)$/, 'linux'],
  [/\.(?:exe|msi)$/, 'win32'],
  [/\.(?:dmg|zip)$/, 'darwin'],
];

const [verb, ...args] = process.argv.slice(2);
const verbs = { 'new-key': newKey, sign: signVersion };
if (!Object.hasOwn(verbs, verb ?? '')) misuse('new-key FILE, or sign … INSTALLER…');
verbs[verb](args);

function misuse(text) {
  say(`sign-update: ${text}`);
  process.exit(2);
}

function newKey([file]) {
  if (file === undefined) misuse('new-key takes the file to make');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  process.stdout.write(`${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}\n`);
  say(
    'That is the public half, for main/update/release-keys.ts. Keep the file where no build can read it.',
  );
}

function signVersion(rest) {
  const text = { type: 'string' };
  const { values, positionals } = parseArgs({
    args: rest,
    options: { key: text, version: text, minimum: text, out: text },
    allowPositionals: true,
  });
  const { key, version, minimum, out } = values;
  if (!key || !version || !minimum || !out || positionals.length === 0) {
    misuse('sign --key FILE --version X.Y.Z --minimum X.Y.Z --out MANIFEST INSTALLER…');
  }
  const files = positionals.map((path) => {
    const name = basename(path);
    const platform = platforms.find(([ending]) => ending.test(name))?.[1];
    if (!platform) misuse(`${name} is no installer`);
    const arch = /arm64|aarch64/.test(name) ? 'arm64' : 'x64';
    const sha512 = createHash('sha512').update(readFileSync(path)).digest('hex');
    return { name, platform, arch, bytes: statSync(path).size, sha512 };
  });
  const manifest = JSON.stringify({ format: 'lineside-update/1', version, minimum, files });
  const privateKey = createPrivateKey(readFileSync(key));
  const signature = sign(null, Buffer.from(signedAs + manifest), privateKey).toString('base64');
  writeFileSync(out, `${JSON.stringify({ manifest, signature }, null, 2)}\n`);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  say(`${version}: ${files.length} files, signed for ${spki.toString('base64')}`);
}
