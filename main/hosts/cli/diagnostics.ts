import { resolve } from 'node:path';
import { diagnosticsArchive } from '../../diagnostics/archive.ts';
import { gatherDiagnostics, previewOf } from '../../diagnostics/gather.ts';
import { misuse, options, print, type Status, taken, unwrap, withStation } from './command.ts';
import { by as account } from './person.ts';
import { writeOut } from './write-out.ts';

/** `diagnostics --out F.zip [--list]`: one object a file, then the archive; with `--list` alone nothing is saved. */
export async function diagnosticsCommand(args: string[]): Promise<Status> {
  const { values } = options(args, { out: { type: 'string' }, list: { type: 'boolean' } });
  const { out, list = false } = values;
  if (out === undefined && !list) misuse('diagnostics --out F.zip, or diagnostics --list');
  return withStation(values.data, async ({ parts }) => {
    const files = await gatherDiagnostics(parts);
    for (const { name, bytes, preview } of files.map(previewOf)) {
      print(list ? { name, bytes, preview } : { name, bytes });
      await taken();
    }
    if (out === undefined) return 0;
    const file = resolve(out);
    unwrap(parts.audit('diagnostics-saved', file, account));
    const archive = diagnosticsArchive(files);
    writeOut(file, archive, 0o600);
    print({ file, files: files.length, bytes: archive.length });
    return 0;
  });
}
