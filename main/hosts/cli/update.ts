import { resolve } from 'node:path';
import { checkUpdate, type Running } from '../../update/check.ts';
import { releaseKeys } from '../../update/release-keys.ts';
import { mayUpdate, stageUpdate } from '../../update/stage.ts';
import { version } from '../world.ts';
import { misuse, options, print, type Status, tell, unwrap, withStation } from './command.ts';

/** `update MANIFEST [--check]`: installers on a stick, checked and copied; installing them is for the machine's owner. */
export async function updateCommand(args: string[]): Promise<Status> {
  const { values, positionals } = options(args, { check: { type: 'boolean' } }, true);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) misuse('update MANIFEST [--check]');
  const path = resolve(file);
  const { platform, arch } = process;
  const running: Running = { version: version(), platform, arch, keys: releaseKeys };
  if (values.check) {
    const update = unwrap(await checkUpdate(path, running));
    const files = update.files.map(({ name, bytes, sha512 }) => ({ name, bytes, sha512 }));
    print({ here: running.version, version: update.version, files });
    return 0;
  }
  return withStation(values.data, async ({ parts }) => {
    unwrap(mayUpdate(parts.store.db));
    const staged = unwrap(await stageUpdate(path, parts.world.folder, running));
    print({ here: running.version, ...staged });
    tell('Checked and copied. Install it as you install programs here, while no station is open.');
    return 0;
  });
}
