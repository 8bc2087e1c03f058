import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../support/cli.ts';

/** What is never written, beside what `test/boundaries.test.ts` holds. */

const sources = ['shared', 'main', 'renderer', 'cloud'].flatMap((room) =>
  globSync(`${room}/**/*.{ts,tsx}`, { cwd: root }).map((file) => file.replaceAll('\\', '/')),
);
const code = new Map(
  sources.map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [file, text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')];
  }),
);
const having = (pattern: RegExp, inside = '') =>
  sources
    .filter((file) => file.startsWith(inside) && pattern.test(code.get(file) ?? ''))
    .toSorted();

describe('where something may stand', () => {
  test("Electron's door to windows is opened in one file, and handed in by one", () => {
    expect(having(/\bipcMain\b/)).toEqual(['main/hosts/electron.ts']);
    expect(having(/\bipc\.(?:handle|on)\(/)).toEqual(['main/hosts/electron-door.ts']);
    expect(code.get('main/hosts/electron.ts')).not.toMatch(/\bipcMain\./);
  });

  test("Electron's door on the side of the window, in the preload alone", () => {
    expect(having(/\bipcRenderer\b|\bcontextBridge\b/)).toEqual(['main/hosts/preload.ts']);
  });

  test('nothing opens an address outside, and nothing names the shell of Electron', () => {
    expect(having(/openExternal|openPath\(|\bshell\b.*from 'electron'/)).toEqual([]);
  });

  test('a process is started from a list of arguments, never through a shell', () => {
    const shell = /\{[^}]*\bexec(?:Sync)?\b[^}]*\} from 'node:child_process'|shell:\s*true/;
    expect(having(shell)).toEqual([]);
  });
});

describe('what keeps secrets', () => {
  test('whatever checks a key, a PIN, a token or a signature compares in constant time', () => {
    for (const file of [
      'main/hosts/door.ts',
      'main/commands/key.ts',
      'main/security/pin.ts',
      'cloud/gate/login.ts',
      'cloud/metrics/route.ts',
      'cloud/enos/tokens.ts',
    ]) {
      expect(code.get(file), file).toMatch(/timingSafeEqual\(/);
    }
    // A name that holds what somebody else sent, beside one that holds what is right.
    const careless =
      /\b(?:signature|sign|hmac|mac|digest|pin|token|apiKey|password)\b\s*[!=]==\s*(?:expected|right|wanted|genuine|known|own)\b/;
    expect(having(careless)).toEqual([]);
  });

  test('nothing here turns the verification of TLS off', () => {
    const off = /rejectUnauthorized|checkServerIdentity|setCertificateVerifyProc|certificate-error/;
    expect(having(off)).toEqual([]);
    expect(having(/NODE_TLS_REJECT_UNAUTHORIZED/)).toEqual(['main/hosts/tls.ts']);
    expect(having(/ignore-certificate-errors|no-sandbox|disable-web-security/)).toEqual([]);
  });

  test('no updater that trusts an address is here', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    expect(Object.keys({ ...dependencies, ...devDependencies })).not.toContain('electron-updater');
    expect(having(/autoUpdater|verifyUpdateCodeSignature/)).toEqual([]);
  });
});
