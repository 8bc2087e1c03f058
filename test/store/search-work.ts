import type { Database } from 'better-sqlite3';
import type { Random } from '../support/random.ts';

/** Devices as a careless world names them, and what a search has to find: told in the plainest way. */

export const pieces = [
  ...['INV5K', '2025', '-', '_', '%', '%%', '*', '"', "'", 'NEAR', ' OR ', '\\', 'a', 'ß', 'Σ'],
  ...[
    '0000',
    '00000',
    '1',
    '12',
    '泵',
    '水泵',
    '逆变器',
    '😀',
    '\uD83D',
    '\u0000',
    'ＡＢ１',
    'é',
    'ﬁ',
  ],
];

export const randomText = (random: Random, most: number): string =>
  Array.from({ length: random.int(1, most) }, () => random.pick(pieces)).join('');

export const randomMac = (random: Random, sign = ':'): string =>
  Array.from({ length: 6 }, () => random.int(0, 255).toString(16).padStart(2, '0')).join(sign);

export function addBatches(db: Database): void {
  for (const [place, tag] of ['WO-2025-1130', '50%_A', '批次 7'].entries()) {
    db.prepare(
      `INSERT INTO batch (id, group_id, tag, state, started_at, place) VALUES (?, 'G0', ?, 'open', 0, ?)`,
    ).run(`b${place}`, tag, place);
  }
}

export function addDevices(db: Database, random: Random, count: number): void {
  const insert = db.prepare(
    `INSERT INTO device (group_id, device_sn, batch_id, status, label_state, master_data, description, registered_at,
       source_kind, source_name, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'typed', '', '')`,
  );
  const last = db.prepare('SELECT coalesce(max(id), 0) FROM device').pluck().get() as number;
  db.transaction(() => {
    for (let nr = last; nr < last + count; nr++) {
      const sign = random.pick([':', '-']);
      const data = {
        ...(random.chance(0.8) ? { mac: randomMac(random, sign) } : {}),
        ...(random.chance(0.2) ? { name: randomText(random, 4), port: random.int(0, 9999) } : {}),
        ...(random.chance(0.1)
          ? { label: { defaultValue: 'Pump', i18nValue: { zh_CN: randomText(random, 2) } } }
          : {}),
        active: true,
      };
      insert.run(
        `G${random.int(0, 2)}`,
        random.chance(0.9)
          ? `INV5K-${String(nr).padStart(7, '0')}`
          : `${randomText(random, 3)}${nr}`,
        random.pick(['b0', 'b0', 'b1', 'b2', null]),
        random.pick(['registered', 'created', 'allocated', 'allocated', 'parked']),
        random.pick(['none', 'printed', 'printed', 'failed']),
        JSON.stringify(data),
        random.chance(0.2) ? randomText(random, 5) : '',
        nr * 10 + random.int(-200, 200),
      );
    }
  })();
}

/** What becomes of one of them. */
export function change(db: Database, random: Random, among: number): void {
  const id = random.int(Math.max(1, among - 5000), among);
  const set = (what: string, value: string | null) =>
    db.prepare(`UPDATE device SET ${what} = ? WHERE id = ?`).run(value, id);
  const kind = random.int(0, 4);
  if (kind === 0) set('description', randomText(random, 4));
  if (kind === 1) set('tag', random.pick(['50%_A', 'own tag', null]));
  if (kind === 2) set('master_data', JSON.stringify({ name: randomText(random, 4) }));
  if (kind === 3) set('gone', 'void');
  if (kind === 4) set('gone', null);
}

export interface Asked {
  search?: string;
  groupId?: string;
  batchTag?: string;
  status?: 'registered' | 'created' | 'allocated' | 'parked';
  problem?: true;
  since?: number;
  until?: number;
}

export function randomAsk(random: Random, db: Database): Asked {
  const some = db
    .prepare('SELECT device_sn, description, master_data FROM device WHERE id >= ? LIMIT 1')
    .get(random.int(1, 4000)) as Record<string, string> | undefined;
  const value = random.pick([
    some?.['device_sn'] ?? 'x',
    some?.['description'] || 'y',
    String(Object.values(JSON.parse(some?.['master_data'] ?? '{}'))[0] ?? ''),
  ]);
  const from = random.int(0, value.length);
  const part = value.slice(from, from + random.int(1, 9));
  const end = (db.prepare('SELECT max(id) FROM device').pluck().get() as number) * 10;
  return {
    ...(random.chance(0.8) && {
      search: random.pick([
        part,
        part.toLowerCase(),
        part.toUpperCase(),
        part.replaceAll(/[:-]/g, ''),
        randomText(random, 2),
        random.pick(pieces),
      ]),
    }),
    ...(random.chance(0.2) && { groupId: `G${random.int(0, 3)}` }),
    ...(random.chance(0.2) && { batchTag: random.pick(['WO-2025-1130', '50%_A', 'own tag']) }),
    ...(random.chance(0.2) && { status: random.pick(['created', 'parked'] as const) }),
    ...(random.chance(0.1) && { problem: true as const }),
    ...(random.chance(0.2) && { since: random.int(0, end) }),
    ...(random.chance(0.2) && { until: random.int(0, end) }),
  };
}

const same = (text: string) => text.normalize('NFKC').toUpperCase();
const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsIn)
    : typeof value === 'string' || typeof value === 'number'
      ? [String(value)]
      : [];

/** Every device is looked at, in the plainest way there is. Newest first. */
export function plainly(db: Database, asked: Asked): number[] {
  const rows = db
    .prepare(
      `SELECT d.*, coalesce(d.tag, b.tag) AS batch_tag FROM device d LEFT JOIN batch b ON b.id = d.batch_id
       WHERE d.gone IS NULL ORDER BY d.id DESC`,
    )
    .all() as Record<string, string>[];
  const wanted = same(asked.search ?? '');
  return rows
    .filter((row) => {
      const values = textsIn(JSON.parse(row['master_data'] ?? ''));
      const macs = values.filter((value) => /^..([:-])..(\1..){4}$/.test(value));
      const texts = [
        ...[row['device_sn'], row['description'], row['batch_tag']],
        ...[...values, ...macs.map((mac) => mac.replaceAll(/[:-]/g, ''))],
      ];
      const at = Number(row['registered_at']);
      return (
        texts.some((text) => typeof text === 'string' && same(text).includes(wanted)) &&
        (asked.groupId === undefined || row['group_id'] === asked.groupId) &&
        (asked.batchTag === undefined || row['batch_tag'] === asked.batchTag) &&
        (asked.status === undefined || row['status'] === asked.status) &&
        (!asked.problem || row['status'] === 'parked' || row['label_state'] === 'failed') &&
        (asked.since === undefined || at >= asked.since) &&
        (asked.until === undefined || at < asked.until)
      );
    })
    .map((row) => Number(row['id']));
}
