import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../support/cli.ts';

/** What is delivered, where it comes from and under which licences: judged from the lockfile alone, without a network. */

interface Locked {
  version: string;
  integrity?: string;
  resolved?: string;
  license?: string;
  dev?: boolean;
  link?: boolean;
  hasInstallScript?: boolean;
}
interface Lock {
  packages: Record<string, Locked>;
}
interface Own {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}

/** The scripts are plain JavaScript for Node 20; the types used here are said here. */
const script = (name: string) => new URL(`../../scripts/lib/${name}`, import.meta.url).href;
const { licenceAllowed, licenceFaults, shippedParts } = (await import(script('licences.mjs'))) as {
  licenceAllowed(expression: string): boolean;
  licenceFaults(lock: Lock): string[];
  shippedParts(lock: Lock): { id: string; name: string; licence: string | null }[];
};
const { lockfileFaults } = (await import(script('lockfile.mjs'))) as {
  lockfileFaults(lock: Lock, own: Own): string[];
};
const { electronAge, electronReleased } = (await import(script('electron-age.mjs'))) as {
  electronAge(version: string, today: string): { standing: string; until: string | null };
  electronReleased: Record<string, string>;
};

const json = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const lock = json('package-lock.json') as Lock;
const own = json('package.json') as Own;

describe('licences', () => {
  test('whatever is delivered stands under one that is allowed', () => {
    expect(licenceFaults(lock)).toEqual([]);
  });

  test('what is delivered is what packages need to run, and Electron', () => {
    const names = new Set(shippedParts(lock).map(({ name }) => name));
    // Fontkit is used by a tool of ours and by pdfkit; npm's own list of parts forgets such.
    for (const name of ['react', 'pg', 'pg-protocol', 'better-sqlite3', 'fontkit', 'electron']) {
      expect(names, name).toContain(name);
    }
    for (const name of ['vitest', 'electron-builder', 'typescript', 'lineside']) {
      expect(names, name).not.toContain(name);
    }
  });

  test('a part with another licence, or none, is named', () => {
    const packages = {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0', license: 'GPL-3.0-only' },
      'node_modules/a/node_modules/b': { version: '2.0.0' },
      'node_modules/tool': { version: '3.0.0', license: 'GPL-3.0-only', dev: true },
      'node_modules/c': { version: '4.0.0', license: 'MIT' },
    };
    expect(licenceFaults({ packages })).toEqual([
      'a@1.0.0 stands under GPL-3.0-only, which is not on the list.',
      'b@2.0.0 names no licence.',
    ]);
  });

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['GPL-2.0-only OR (ISC AND Apache-2.0)', true],
    ['MIT AND GPL-3.0-only', false],
    ['MIT OR', false],
    ['(MIT', false],
    ['MIT)', false],
    ['MIT ISC', false],
    ['Apache-2.0 WITH LLVM-exception', false],
    ['SEE LICENSE IN x', false],
    ['UNLICENSED', false],
    ['mit', false],
    ['', false],
  ])('%j may be delivered: %s', (expression, allowed) => {
    expect(licenceAllowed(expression)).toBe(allowed);
  });
});

describe('the lockfile', () => {
  const sound: Lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==` },
    },
  };
  const bare: Own = { dependencies: { a: '1.0.0' }, devDependencies: {}, allowScripts: {} };
  const changed = (change: Partial<Locked>) =>
    lockfileFaults(
      {
        packages: {
          ...sound.packages,
          'node_modules/a': { ...sound.packages['node_modules/a']!, ...change },
        },
      },
      bare,
    );

  test('brings what the registry serves, each with its digest, and runs only the scripts that are listed', () => {
    expect(lockfileFaults(lock, own)).toEqual([]);
    expect(lockfileFaults(sound, bare)).toEqual([]);
  });

  test('lists no script that nothing has', () => {
    const has = new Set(
      Object.entries(lock.packages)
        .filter(([, part]) => part.hasInstallScript)
        .map(([path]) => path.slice('node_modules/'.length)),
    );
    // Builds from source, if npm sees its build file: that is no script of its package.json.
    has.add('better-sqlite3');
    expect(Object.keys(own.allowScripts).filter((name) => !has.has(name))).toEqual([]);
  });

  test.each<[string, Partial<Locked>]>([
    ['no digest', { integrity: '' }],
    ['a weak digest', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
    ['another host', { resolved: 'https://evil.example/a-1.0.0.tgz' }],
    ['a host that begins alike', { resolved: 'https://registry.npmjs.org.evil.example/a.tgz' }],
    ['no encryption', { resolved: 'http://registry.npmjs.org/a/-/a-1.0.0.tgz' }],
    ['a repository', { version: 'git+ssh://git@github.com/a/a.git#0123' }],
    ['a link', { link: true }],
    ['a script that nobody decided on', { hasInstallScript: true }],
  ])('with %s is refused', (_what, change) => {
    expect(changed(change)).toHaveLength(1);
  });

  test('a range, an address or a folder in package.json is refused', () => {
    for (const asked of ['^1.0.0', '*', 'latest', 'file:../a', 'github:a/a', 'https://x/a.tgz']) {
      expect(lockfileFaults(sound, { ...bare, dependencies: { a: asked } }), asked).toHaveLength(1);
    }
  });
});

describe('the Electron that is pinned', () => {
  test('is one whose end is known; whether that has come is asked before a release, not here', () => {
    const { standing } = electronAge(own.devDependencies['electron'] ?? '', '2026-11-28');
    expect(standing).toBe('supported');
    expect(Object.keys(electronReleased)).toContain(own.devDependencies['electron']?.split('.')[0]);
  });

  test.each([
    ['2026-10-21', 'supported'],
    ['2027-02-05', 'supported'],
    ['2027-02-06', 'ending'],
    ['2027-04-07', 'ending'],
    ['2027-04-08', 'ended'],
  ])('on %s Electron 45 is %s', (today, standing) => {
    expect(electronAge('45.4.1', today)).toMatchObject({ standing, until: '2027-04-07' });
  });

  test('one that is not in the table, or no version, is unknown and not young', () => {
    for (const version of ['46.0.0', '^45.0.0', 'latest', '', '__proto__']) {
      expect(electronAge(version, '2026-11-28').standing, version).toBe('unknown');
    }
  });
});
