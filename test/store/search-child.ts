import { createIndexWork } from '../../main/store/search/build.ts';
import { openStore } from '../../main/store/store.ts';
import { seeded } from '../support/random.ts';
import { addBatches, addDevices, change } from './search-work.ts';

/** A station that takes in devices, changes them and indexes them until it is killed. */

const [folder = '', seed = '1'] = process.argv.slice(2);
const random = seeded(Number(seed));
const store = await openStore({ folder, now: () => Date.now(), newId: () => crypto.randomUUID() });
if (!store.ok) throw new Error(JSON.stringify(store.problem));
const { db } = store.value;
if (db.prepare('SELECT count(*) FROM batch').pluck().get() === 0) addBatches(db);
const work = createIndexWork(store.value);
for (let turn = 0; ; turn++) {
  if (turn % 4 === 0) addDevices(db, random, 90);
  const among = db.prepare('SELECT max(id) FROM device').pluck().get() as number;
  if (turn % 3 === 0) change(db, random, among);
  let pieces = 0;
  work.step(() => ++pieces > 2);
  process.stdout.write('.');
}
