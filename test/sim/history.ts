import type { App } from '../../main/app.ts';
import { examine } from '../../main/store/doctor.ts';
import { prepared } from '../../main/store/prepared.ts';
import type { EnosModel } from '../support/enos-model.ts';
import type { Json } from '../support/json.ts';
import type { SimStation } from './station.ts';
import { contestedSns, type Hall } from './story.ts';
import { secrets } from './templates.ts';

/** The history as a whole, once all is well again and everything had time: each wrong is a sentence. */

export interface Books {
  hall: Hall;
  model: EnosModel;
}

interface Device {
  key: string;
  state: string | null;
  gone: boolean;
  tag: string | null;
  target: string | null;
  description: string;
}

const rows = (app: App, sql: string): Json[] => prepared(app.parts.store.db, sql).all() as Json[];

const devicesOf = (app: App): Device[] =>
  rows(
    app,
    `SELECT d.*, coalesce(d.tag, b.tag) AS tag,
       (SELECT o.state FROM operation o WHERE o.device_id = d.id AND o.kind = 'create' ORDER BY seq DESC LIMIT 1) AS state
     FROM device d LEFT JOIN batch b ON b.id = d.batch_id`,
  ).map((row) => ({
    key: `${row.group_id} ${row.device_sn}`,
    state: row.state,
    gone: row.gone !== null,
    tag: row.tag,
    target: row.region_id === null ? null : `${row.region_id}/${row.org_id}`,
    description: row.description,
  }));

/** Reasons for which a person has to decide about a unit that two stations have read, or that was undone. */
const reasons = new Set([
  'lane-blocked',
  'cloud-sn-taken',
  'cloud-device-missing',
  'cloud-device-changed',
  'cloud-device-edited',
  'cloud-allocated-elsewhere',
]);

/**
 * EnOS has no versions: after a lost answer to an edit of ours nobody knows whether somebody else changed the unit
 * before, and what would lose that is left to a person.
 */
const edited = (app: App, { group_id, device_sn }: Json): boolean =>
  rows(app, "SELECT * FROM operation WHERE kind = 'update'").some(
    (row) => row.group_id === group_id && row.device_sn === device_sn,
  );

/** The network brought an old request of it long after it was given up. */
const strayed = (model: EnosModel, { group_id, device_sn }: Json): boolean => {
  const sn = model.devices.find(group_id, device_sn)?.sn ?? device_sn;
  return model.requests.some(({ stray, text }) => stray && text.includes(`"${sn}"`));
};

/** Of units that only one station read. */
const blindResends = (model: EnosModel): string[] =>
  model.blindResends().filter((told) => !contestedSns.has(told.split(' ')[1] ?? ''));

/** Of a unit that nobody else read, everything goes through by itself. */
function waiting({ name }: SimStation, app: App, model: EnosModel): string[] {
  return rows(
    app,
    "SELECT * FROM operation WHERE state NOT IN ('confirmed','withdrawn','refused')",
  ).flatMap((row) => {
    const code = row.problem === null ? '' : JSON.parse(row.problem).code;
    const both = contestedSns.has(row.device_sn);
    if (row.state === 'parked' && both && reasons.has(code)) return [];
    if (row.state === 'parked' && code === 'cloud-device-changed') {
      if (edited(app, row) || strayed(model, row)) return [];
    }
    return [
      `P3 ${name}: ${row.kind} ${row.group_id} ${row.device_sn} is ${row.state} ${row.problem}`,
    ];
  });
}

/** Both sides say the same of units that only one station had. */
function differences({ name }: SimStation, app: App, model: EnosModel): string[] {
  const wrong: string[] = [];
  for (const device of devicesOf(app)) {
    const [groupId = '', deviceSn = ''] = device.key.split(' ');
    if (contestedSns.has(deviceSn) || device.gone) continue;
    const there = model.devices.find(groupId, deviceSn);
    if (!there) {
      wrong.push(`P1 ${name}: ${device.key} is not in the cloud (${device.state})`);
      continue;
    }
    const target = there.regionId === null ? null : `${there.regionId}/${there.orgId}`;
    const here = [device.tag, device.target, device.description];
    const cloud = [there.batchTag?.defaultValue ?? null, target, there.desc ?? ''];
    if (JSON.stringify(here) !== JSON.stringify(cloud)) {
      wrong.push(
        `${name}: ${device.key} is ${JSON.stringify(here)} here, ${JSON.stringify(cloud)} there`,
      );
    }
  }
  return wrong;
}

/** Undone, and the deletion in the cloud waits for a person. */
const leaves = (app: App, key: string): boolean =>
  rows(app, "SELECT * FROM operation WHERE kind = 'delete' AND state = 'parked'").some(
    (row) => `${row.group_id} ${row.device_sn}` === key,
  );

/** P2, and nothing there that nobody has here. */
function strangers({ hall, model }: Books): string[] {
  const here = new Set(
    hall.stations.flatMap((station) => {
      const app = station.app();
      return app
        ? devicesOf(app)
            .filter(({ gone, key }) => !gone || leaves(app, key))
            .map(({ key }) => key)
        : [];
    }),
  );
  const seen = new Set<string>();
  return model.devices.all().flatMap((device) => {
    const deviceSn = String(device.deviceData['deviceSn']);
    const key = `${device.groupId} ${deviceSn}`;
    const twice = seen.has(key) ? [`P2: ${key} is two devices`] : [];
    seen.add(key);
    if (!hall.asked.has(deviceSn)) return [...twice, `P2: nobody asked for ${key}`];
    const left = here.has(key) || contestedSns.has(deviceSn);
    return left ? twice : [...twice, `P2: ${key} was undone and is in the cloud`];
  });
}

/** Each unit that wants a label has one piece of paper, and none has two. */
function paper(station: SimStation, app: App): string[] {
  const out = new Map<string, number>();
  for (const { sn } of station.printer.out) out.set(sn, (out.get(sn) ?? 0) + 1);
  const undone = new Set(
    [...station.told].flatMap(([key, told]) => (told === 'green' ? [] : [key.split(' ')[1]])),
  );
  const wrong: string[] = [];
  const wanted = rows(
    app,
    'SELECT d.device_sn AS sn, b.template FROM device d JOIN batch b ON b.id = d.batch_id WHERE d.gone IS NULL',
  );
  for (const { sn, template } of wanted) {
    if (undone.has(sn)) continue;
    const pieces = out.get(sn) ?? 0;
    if (template !== null && pieces === 0) wrong.push(`P3 ${station.name}: ${sn} has no label`);
  }
  for (const [sn, pieces] of out) {
    const sql = 'SELECT count(*) AS n FROM device WHERE device_sn = ?';
    const { n: units } = prepared(app.parts.store.db, sql).get(sn) as { n: number };
    if (pieces > units)
      wrong.push(`${station.name}: ${sn} has ${pieces} labels for ${units} units`);
  }
  return wrong;
}

export async function wrongHistory(books: Books): Promise<string[]> {
  const { hall, model } = books;
  const wrong = [
    ...blindResends(model).map((one) => `P2: sent again without a look: ${one}`),
    ...strangers(books),
    ...(model.requests.some(({ text }) => text.includes(secrets.app))
      ? ['P5: the app secret was sent']
      : []),
  ];
  for (const station of hall.stations) {
    const app = station.app();
    if (!app) {
      wrong.push(`P4 ${station.name} is not open: ${station.refused()?.code}`);
      continue;
    }
    wrong.push(
      ...waiting(station, app, model),
      ...differences(station, app, model),
      ...paper(station, app),
    );
    const checks = await examine(app.parts.store);
    for (const { check, ok, detail } of checks) {
      if (!ok && check !== 'disk')
        wrong.push(`journal = database, ${station.name}: ${check}: ${detail}`);
    }
  }
  return wrong;
}
