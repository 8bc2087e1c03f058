import { expect, test } from 'vitest';
import { headingDoubt } from '../../../shared/import/mapping/heading-doubt.ts';
import type { Mapping } from '../../../shared/import/mapping/mapping.ts';
import { must } from '../../support/must.ts';
import { openStation } from '../../support/station.ts';
import { fileOf, groupId, imported, planned } from './support.ts';

const byLetters: Mapping = [
  { to: 'deviceSn', from: { column: '=A' } },
  { to: 'description', from: { column: '=B' } },
];
const bare = 'AB-0101;Hall 1\nAB-0102;Hall 2\n';

test('a file without a heading is asked about, and with the answer no row of it is lost', async () => {
  const app = await openStation();
  const { importer } = app.parts;
  const path = fileOf(bare);
  await expect(planned(app, path, { mapping: byLetters })).rejects.toThrow(
    /row 1 names the columns/i,
  );
  const { id } = must(await importer.take(path, 'bare.csv', 'A. Li'));
  const look = must(await importer.look(id, { choice: { heading: 0 }, groupId }));
  expect(look).toMatchObject({ unsure: null, head: ['A', 'B'], mapping: [] });
  expect(look.rows.map(({ row }) => row)).toEqual([1, 2]);
  const { info } = await imported(app, path, { choice: { heading: 0 }, mapping: byLetters });
  expect(info).toMatchObject({ state: 'done', counts: { rows: 2, create: 2, refused: 0 } });
  // Another file without a heading has other columns: nothing is remembered of this one.
  const next = must(await importer.take(fileOf('x;AB-0200\n'), 'next.csv', 'A. Li'));
  expect(must(await importer.look(next.id, { choice: { heading: 0 }, groupId })).mapping).toEqual(
    [],
  );
});

test('a row that is chosen is the heading, and one that is not there is none', async () => {
  const app = await openStation();
  const path = fileOf('Lot 7;from us\nNr;Where\nAB-0101;Hall 1\n');
  const { plan } = await planned(app, path, { choice: { heading: 2 }, mapping: byLetters });
  expect(plan).toMatchObject({ head: ['Nr', 'Where'], counts: { rows: 1, create: 1 } });
  await expect(planned(app, path, { choice: { heading: 9 } })).rejects.toThrow(/Row 9/);
});

test.each<[string, 'certain' | 'likely' | 'unsure', Mapping, boolean, boolean]>([
  ['the SN is named', 'certain', byLetters, true, false],
  [
    'a column is called by its name',
    'unsure',
    [{ to: 'deviceSn', from: { column: 'Nr' } }],
    true,
    false,
  ],
  ['letters only, and nothing tells', 'unsure', byLetters, false, true],
  ['letters only, and it looks like names', 'likely', byLetters, false, false],
  ['letters only, and its SN is one', 'likely', byLetters, true, true],
])('%s', (_, confidence, mapping, isSn, asked) => {
  expect(headingDoubt({ confidence }, mapping, isSn)).toBe(asked);
});
