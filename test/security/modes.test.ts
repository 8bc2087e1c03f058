import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const posix = process.platform !== 'win32';

test.runIf(posix)(
  "nobody but its owner enters a station's folder or reads a file of it",
  async () => {
    const before = process.umask(0);
    const folder = join(temporaryFolder(), 'station');
    try {
      const app = await openStation({ folder, passphrase: 'correct horse battery' });
      const admin = { role: 'admin' } as const;
      must(await app.call('preferences.set', { theme: 'dark' }, admin));
      must(
        await app.call(
          'cloud.connect',
          { kind: 'enos', url: 'https://cloud.example', appKey: 'k', orgId: 'o', appSecret: 's' },
          admin,
        ),
      );
      await app.close();
    } finally {
      process.umask(before);
    }
    const files = globSync('**', { cwd: folder }).map((file) => join(folder, file));
    expect(files.length).toBeGreaterThan(5);
    const open = files
      .map((file) => ({ file, stat: statSync(file) }))
      .filter(({ stat }) => (stat.mode & 0o077) !== 0)
      .map(({ file, stat }) => `${file.slice(folder.length)} ${(stat.mode & 0o777).toString(8)}`);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(open).toEqual([]);
  },
);
