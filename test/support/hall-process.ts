import { type App, createApp } from '../../main/app.ts';
import { machineWorld } from '../../main/hosts/world.ts';
import { fail, type Result } from '../../shared/problems.ts';
import type { Role } from '../../shared/roles.ts';
import { passphrase } from './cli.ts';

/**
 * The process behind `hall.ts`: many stations under one roof, each whole (its own folder, journal,
 * SQLite, vault, HTTP sockets), asked over Node's channel. It ends with whoever started it.
 */

interface Question {
  id: number;
  folder: string;
  /** A call of the contract, or `open` and `close`. */
  name: string;
  input: unknown;
  role: Role;
}

const stations = new Map<string, App>();

async function answer({ folder, name, input, role }: Question): Promise<Result<unknown>> {
  const station = stations.get(folder);
  if (name === 'open') {
    const world = machineWorld({ folder, passphrase });
    if (!world.ok) return world;
    // What fails on purpose all the time is no news.
    const log = { info: () => {}, warn: () => {} };
    const opened = await createApp({ ...world.value, log }, { live: true });
    if (!opened.ok) return opened;
    stations.set(folder, opened.value);
    return { ok: true, value: {} };
  }
  if (!station) return fail('internal', { where: `no station in ${folder}` });
  if (name === 'close') {
    stations.delete(folder);
    await station.close();
    return { ok: true, value: {} };
  }
  return station.call(name, input, { role });
}

process.on('disconnect', () => process.exit(0));
process.on('message', async (question: Question) => {
  const reply = await answer(question).catch((error: Error) =>
    fail('internal', { where: String(error.stack) }),
  );
  process.send?.({ id: question.id, reply });
});
process.send?.({ id: 0, reply: { ok: true, value: {} } });
