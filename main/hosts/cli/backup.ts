import { resolve } from 'node:path';
import { createApp } from '../../app.ts';
import { readReport } from '../../recovery/finish.ts';
import { placeIn } from '../../recovery/second-folder.ts';
import { takeOver } from '../../recovery/take-over.ts';
import { machineWorld } from '../world.ts';
import { folderOf, misuse, options, print, type Status, unwrap, withStation } from './command.ts';
import { by } from './person.ts';

/** `backup [--second DIR | --no-second] [--every HOURS]`: makes one now, and keeps where the second copy goes. */
export async function backupCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    second: { type: 'string' },
    'no-second': { type: 'boolean' },
    every: { type: 'string' },
  });
  if (values.second === '') misuse('--second takes a folder');
  return withStation(values.data, async (app) => {
    const { settings, backups, store } = app.parts;
    const before = settings.get().backup;
    const asked = values.second === undefined ? before.second : resolve(values.second);
    const second = values['no-second'] ? null : asked;
    const everyHours = values.every === undefined ? before.everyHours : Number(values.every);
    if (second !== before.second || everyHours !== before.everyHours) {
      unwrap(await app.call('backups.setUp', { second, everyHours }, { role: 'admin' }));
    }
    const made = unwrap(await backups.make());
    const { second: there } = backups.state();
    const lies = there && placeIn(there.folder, store.identity);
    print({ ...made, second: there && { ...there, folder: lies } });
    return there?.problem ? 1 : 0;
  });
}

/** `restore`: opens the station as a host does; where its database cannot be used it is built anew, and the report is printed. */
export async function restoreCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {});
  return mended(folderOf(values.data));
}

/** `take-over FOLDER`: this computer goes on as the station whose copies lie there. */
export async function takeOverCommand(args: string[]): Promise<Status> {
  const { values, positionals } = options(args, {}, true);
  const [from] = positionals;
  if (positionals.length !== 1 || !from) misuse('take-over takes the folder to take over from');
  const folder = folderOf(values.data);
  const { unfenced } = unwrap(await takeOver(resolve(from), folder, Date.now()));
  return mended(folder, { unfenced });
}

async function mended(folder: string, more: object = {}): Promise<Status> {
  const world = unwrap(machineWorld({ folder }));
  const app = unwrap(await createApp(world, { live: false, mend: true, by }));
  try {
    const { identity, db } = app.parts.store;
    const devices = db.prepare('SELECT count(*) AS n FROM device WHERE gone IS NULL').get();
    print({
      stationId: identity.stationId,
      epoch: identity.epoch,
      devices: (devices as { n: number }).n,
      report: readReport(app.parts.store),
      ...more,
    });
    return 0;
  } finally {
    await app.close();
  }
}
