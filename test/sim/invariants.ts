import type { App } from '../../main/app.ts';
import { prepared } from '../../main/store/prepared.ts';
import type { Json } from '../support/json.ts';
import type { SimStation } from './station.ts';
import { secrets } from './templates.ts';

/** What must be true of a station after each step; each wrong is a sentence. */

/** P1 P4: what was green is on disk, whatever happened since. */
function lostGreens(station: SimStation, { parts }: App): string[] {
  const sql = 'SELECT group_id, device_sn FROM device WHERE gone IS NULL';
  const rows = prepared(parts.store.db, sql).all() as Json[];
  const here = new Set(rows.map(({ group_id, device_sn }) => `${group_id} ${device_sn}`));
  const wrong: string[] = [];
  for (const [key, told] of station.told) {
    if (here.has(key)) continue;
    if (told === 'green') wrong.push(`P1 ${station.name}: ${key} was green and is gone`);
    if (told === 'perhaps-undone') station.told.set(key, 'undone');
  }
  return wrong;
}

const waits = "state IN ('queued','sending','in_doubt','parked')";
const waitingSql = `SELECT (SELECT count(*) FROM operation WHERE ${waits}) AS open,
  (SELECT count(*) FROM operation WHERE state = 'parked' AND problem IS NULL) AS mute,
  (SELECT coalesce(sum(n), 0) FROM queue_count WHERE ${waits}) AS shown`;

/** P3: nothing waits without being shown, nor for a person without a reason. */
function silentWaits({ name }: SimStation, { parts }: App): string[] {
  const { open, mute, shown } = prepared(parts.store.db, waitingSql).get() as Json;
  return [
    ...(mute > 0 ? [`P3 ${name}: ${mute} parked without a reason`] : []),
    ...(shown === open ? [] : [`P3 ${name}: ${open} wait, ${shown} are shown`]),
  ];
}

const hidden = [secrets.app, ...secrets.groups];

/** P5: no secret is in what is logged or printed. */
const toldSecrets = ({ name }: SimStation, texts: readonly string[]): string[] =>
  hidden.some((secret) => texts.some((text) => text.includes(secret)))
    ? [`P5 ${name}: a secret was told`]
    : [];

/** All of them, of one station, now. */
export function brokenPromises(station: SimStation): string[] {
  const app = station.app();
  if (app) {
    return [
      ...lostGreens(station, app),
      ...silentWaits(station, app),
      ...toldSecrets(station, [
        ...station.logged.splice(0),
        ...station.printer.out.map(({ sn }) => sn),
      ]),
    ];
  }
  const refused = station.refused();
  // Nothing here damages a file: a station that does not open when its disk works has lost its folder.
  const lost = refused !== null && !refused.code.startsWith('disk-');
  return lost
    ? [`P4 ${station.name} does not open: ${refused.code} ${JSON.stringify(refused.params)}`]
    : [];
}
