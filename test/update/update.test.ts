import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkUpdate, type Running } from '../../main/update/check.ts';
import { compareVersions, openManifest } from '../../main/update/manifest.ts';
import { releaseKeys } from '../../main/update/release-keys.ts';
import { mayUpdate, stageUpdate } from '../../main/update/stage.ts';
import { root } from '../support/cli.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const script = join(root, 'scripts/sign-update.mjs');
const run = (...args: string[]) =>
  execFileSync(process.execPath, [script, ...args], { stdio: 'pipe' })
    .toString()
    .trim();

let stick: string;
let key: string;
let publicKey: string;
const running = (change: Partial<Running> = {}): Running => ({
  version: '1.2.3',
  platform: 'linux',
  arch: 'x64',
  keys: [publicKey],
  ...change,
});

beforeEach(() => {
  stick = temporaryFolder();
  key = join(stick, 'release.pem');
  publicKey = run('new-key', key);
  writeFileSync(join(stick, 'lineside-1.3.0-amd64.deb'), 'a deb\n'.repeat(20_000));
  writeFileSync(join(stick, 'lineside-1.3.0-arm64.deb'), 'another\n');
  writeFileSync(join(stick, 'lineside-1.3.0.msi'), 'an msi\n');
});

function signed(version = '1.3.0', minimum = '1.0.0', by = key): string {
  const out = join(stick, 'update.json');
  const files = readdirSync(stick).filter((name) => /\.(?:deb|msi)$/.test(name));
  const about = ['--key', by, '--version', version, '--minimum', minimum, '--out', out];
  run('sign', ...about, ...files.map((name) => join(stick, name)));
  return out;
}

const codeOf = async (path: string, change: Partial<Running> = {}) =>
  mustFail(await checkUpdate(path, running(change))).code;

describe('an update is taken', () => {
  test('where it is signed, newer and whole: what is for this machine', async () => {
    const { version, files } = must(await checkUpdate(signed(), running()));
    expect([version, files.map(({ name }) => name)]).toEqual([
      '1.3.0',
      ['lineside-1.3.0-amd64.deb'],
    ]);
    expect(statSync(key).mode & 0o077).toBe(0);
  });

  test('also with the key that follows, beside the one that was', async () => {
    const next = run('new-key', join(stick, 'next.pem'));
    const path = signed('1.3.0', '1.0.0', join(stick, 'next.pem'));
    expect(await codeOf(path)).toBe('update-forged');
    must(await checkUpdate(path, running({ keys: [publicKey, next] })));
  });
});

describe('it is refused', () => {
  test('by a program that knows no key, and this one knows only what stands in its sources', async () => {
    expect(await codeOf(signed(), { keys: [] })).toBe('update-no-key');
    for (const known of releaseKeys) expect(Buffer.from(known, 'base64')).toHaveLength(44);
  });

  test.each([
    ['1.2.3', '1.0.0', 'update-not-newer'],
    ['1.2.2', '1.0.0', 'update-not-newer'],
    ['0.99.99', '0.1.0', 'update-not-newer'],
    ['2.0.0', '1.3.0', 'update-too-far'],
  ])('version %s that follows %s: %s', async (version, minimum, code) => {
    expect(await codeOf(signed(version, minimum))).toBe(code);
  });

  test('for another machine, or without its installer', async () => {
    const path = signed();
    expect(await codeOf(path, { platform: 'darwin' })).toBe('update-not-for-us');
    expect(await codeOf(path, { platform: 'win32', arch: 'arm64' })).toBe('update-not-for-us');
    const alone = join(temporaryFolder(), 'update.json');
    writeFileSync(alone, readFileSync(path));
    expect(await codeOf(alone)).toBe('update-file-missing');
  });

  test('with one byte of the installer changed, missing or added', async () => {
    const path = signed();
    const file = join(stick, 'lineside-1.3.0-amd64.deb');
    const whole = readFileSync(file);
    for (const bytes of [
      Buffer.concat([whole, Buffer.from('x')]),
      whole.subarray(1),
      Buffer.from(whole).fill('X', 70_000, 70_001),
    ]) {
      writeFileSync(file, bytes);
      expect(await codeOf(path)).toBe('update-file-changed');
    }
  });

  test('with any change of the manifest, wherever it is', async () => {
    const path = signed();
    const text = readFileSync(path, 'utf8');
    const { manifest, signature } = JSON.parse(text) as Record<'manifest' | 'signature', string>;
    const changed = (about: object) => JSON.stringify({ manifest, signature, ...about });
    for (const forged of [
      changed({ manifest: manifest.replace('1.3.0', '9.9.9') }),
      changed({ manifest: `${manifest} ` }),
      changed({ signature: signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }),
      changed({ signature: Buffer.alloc(64).toString('base64') }),
    ]) {
      expect(mustFail(openManifest(forged, [publicKey])).code).toBe('update-forged');
    }
    const at = fc.nat({ max: text.length - 1 });
    fc.assert(
      fc.property(at, fc.string({ minLength: 1, maxLength: 1 }), (place, by) => {
        const other = text.slice(0, place) + by + text.slice(place + 1);
        const opened = openManifest(other, [publicKey]);
        // What only writes the same otherwise (a blank between the parts) says the same.
        if (opened.ok) expect(opened.value).toEqual(JSON.parse(manifest));
      }),
      { numRuns: 300 },
    );
  });

  test('that is no manifest: a folder, nothing, junk, one without an end', async () => {
    const junk = join(stick, 'junk.json');
    writeFileSync(junk, '{"manifest":{"version":"9.9.9"},"signature":""}');
    const paths = [stick, join(stick, 'none'), junk, '/dev/zero', join(stick, 'release.pem')];
    for (const path of paths)
      expect([path, await codeOf(path)]).toEqual([path, 'update-unreadable']);
  });

  test('that names a file elsewhere, though it is signed', async () => {
    writeFileSync(join(stick, '..deb.deb'), 'x');
    expect(await codeOf(signed())).toBe('update-unreadable');
  });
});

describe('the copy in the station', () => {
  test('is what was signed, for its owner alone, and takes the place of the last one', async () => {
    const folder = temporaryFolder();
    const staged = must(await stageUpdate(signed(), folder, running()));
    const [file = ''] = staged.files;
    expect(readFileSync(file)).toEqual(readFileSync(join(stick, 'lineside-1.3.0-amd64.deb')));
    expect(statSync(file).mode & 0o077).toBe(0);
    writeFileSync(join(stick, 'lineside-1.4.0-amd64.deb'), 'newer');
    must(await stageUpdate(signed('1.4.0'), folder, running()));
    expect(existsSync(file)).toBe(true);
    expect(readdirSync(join(folder, 'updates')).toSorted()).toEqual([
      'lineside-1.3.0-amd64.deb',
      'lineside-1.4.0-amd64.deb',
    ]);
  });

  test('is not there where the installer was changed', async () => {
    const folder = temporaryFolder();
    const path = signed();
    appendFileSync(join(stick, 'lineside-1.3.0-amd64.deb'), 'x');
    expect(mustFail(await stageUpdate(path, folder, running())).code).toBe('update-file-changed');
    expect(readdirSync(join(folder, 'updates'))).toEqual([]);
  });

  test('is never made in the middle of a batch, a paused one too', async () => {
    const app = await openStation();
    const admin = { role: 'admin' } as const;
    must(mayUpdate(app.parts.store.db));
    must(await app.call('batches.start', { groupId: 'INV5K1', tag: 'WO-1' }, admin));
    expect(mustFail(mayUpdate(app.parts.store.db)).code).toBe('update-batch-open');
    must(await app.call('batches.pause', {}, admin));
    expect(mustFail(mayUpdate(app.parts.store.db)).code).toBe('update-batch-open');
    must(await app.call('batches.finish', {}, admin));
    must(mayUpdate(app.parts.store.db));
    await app.close();
  });
});

test.each([
  ['1.2.3', '1.2.3', 0],
  ['1.2.10', '1.2.9', 1],
  ['1.10.0', '1.9.9', 1],
  ['2.0.0', '10.0.0', -1],
  ['1.2.3-rc.1', '1.2.3', 0],
])('%s beside %s', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
});
