import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { begin, lastJournal, scanUnits, snsOf } from './support.ts';

const admin = { role: 'admin' as const };
const open = (folder: string) => openStation({ folder, live: true, catalog: false });

const database = (folder: string) => join(folder, 'station.db');

/** Each leaves SQLite and the journal with an open file that nobody finds again. */
const harms: [string, (folder: string) => void][] = [
  ['its database is deleted', (folder) => rmSync(database(folder))],
  [
    'a copy takes the place of its database',
    (folder) => {
      copyFileSync(database(folder), join(folder, 'copy'));
      renameSync(join(folder, 'copy'), database(folder));
    },
  ],
  ['its journal is deleted', (folder) => rmSync(lastJournal(folder))],
];

test.skipIf(process.platform === 'win32').each(harms)(
  'while a station runs %s: the next unit is red with the reason, and what was green is there after a new start',
  async (_, harm) => {
    const folder = temporaryFolder();
    const app = await open(folder);
    await begin(app);
    // The catalog is in no journal.
    must(await app.call('backups.make', {}, admin));
    const green = await scanUnits(app, 1, 5);
    harm(folder);
    const read = { text: 'RST-0006', source: { kind: 'typed' } };
    const verdict = must(await app.call('station.read', read, admin));
    expect(verdict).toMatchObject({ verdict: 'refused', problem: { code: 'store-gone' } });
    await app.close();

    const again = await open(folder);
    expect(snsOf(again)).toEqual(green);
    await scanUnits(again, 6, 1);
    expect(snsOf(again)).toEqual([...green, 'RST-0006']);
    await again.close();
  },
);
