import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../main/app.ts';
import { must } from '../support/must.ts';

const admin = { role: 'admin' as const };

/** Starts a batch and lets so many units in, as reads do. */
export async function scanUnits(app: App, first: number, count: number): Promise<string[]> {
  const sns = Array.from(
    { length: count },
    (_, at) => `RST-${String(first + at).padStart(4, '0')}`,
  );
  for (const text of sns) {
    must(await app.call('station.read', { text, source: { kind: 'typed' } }, admin));
  }
  return sns;
}

export const snsOf = (app: App): string[] =>
  (
    app.parts.store.db
      .prepare('SELECT device_sn AS sn FROM device WHERE gone IS NULL ORDER BY device_sn')
      .all() as { sn: string }[]
  ).map(({ sn }) => sn);

export const catalog = JSON.stringify({
  gateways: [{ id: 'hub', name: 'Hub' }],
  masterDataGroups: [{ id: 'md', name: 'None', assetType: 'Pump', masterData: [] }],
  registrationGroups: [
    {
      groupId: 'RST',
      name: 'Restored',
      masterDataGroupId: 'md',
      gatewayId: 'hub',
      snRule: { pattern: 'RST-[0-9]{4}', checkDigit: 'none' },
    },
  ],
});

export async function begin(app: App): Promise<void> {
  must(await app.call('catalog.import', { text: catalog }, admin));
  must(await app.call('batches.start', { groupId: 'RST', tag: 'B1' }, admin));
}

/** Bytes of rubbish over a page in the middle; the header stays. */
export function spoilPage(file: string): void {
  const bytes = readFileSync(file);
  for (let page = 1; page < bytes.length / 4096; page++)
    bytes.fill(0xa5, page * 4096, page * 4096 + 900);
  writeFileSync(file, bytes);
}

export const lastJournal = (folder: string): string =>
  join(
    folder,
    readdirSync(folder)
      .filter((name) => /^journal-\d+\.ndjson$/.test(name))
      .toSorted()
      .at(-1) as string,
  );

/** Changes a letter in the line of this SN, so that the chain breaks there. */
export function breakLine(file: string, sn: string): void {
  const text = readFileSync(file, 'utf8');
  const line = text.split('\n').find((each) => each.includes(`"${sn}"`)) as string;
  writeFileSync(file, text.replace(line, line.replace('"entry":', '"ENTRY":')));
}

export const cut = (file: string, bytes: number): void => truncateSync(file, bytes);
