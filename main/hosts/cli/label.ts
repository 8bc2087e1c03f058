import { resolve } from 'node:path';
import { countPrinted, makePdf } from '../../labels/print-job.ts';
import { misuse, options, print, type Status, unwrap, withStation } from './command.ts';
import { by } from './person.ts';
import { moveOut } from './write-out.ts';

/** `label --group G [--batch TAG] [--sn SN]... --template T [--reason TEXT] --out FILE.pdf` */
export async function labelCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    group: { type: 'string' },
    batch: { type: 'string' },
    sn: { type: 'string', multiple: true },
    template: { type: 'string' },
    out: { type: 'string' },
    reason: { type: 'string', default: '' },
  });
  const { group: groupId, batch: batchTag, sn: deviceSns, template, out, reason } = values;
  if (groupId === undefined || template === undefined || out === undefined) {
    misuse(
      'label --group G [--batch TAG] [--sn SN]... --template T [--reason TEXT] --out FILE.pdf',
    );
  }
  return withStation(values.data, async ({ parts }) => {
    const { stationName } = parts.settings.get().preferences;
    const job = { groupId, batchTag, deviceSns, template, reason };
    const made = parts.labelFolder.making(`${parts.newId()}.pdf`);
    const { labels, rows, version } = unwrap(
      await makePdf(parts.store, parts.printer, job, { stationName, file: made }),
    );
    const file = resolve(out);
    const about = { at: parts.world.clock.now(), by, template, reason };
    unwrap(countPrinted(parts.store, { groupId, rows, version, file, ...about }));
    await moveOut(made, file, 0o644);
    print({ file, labels });
    return 0;
  });
}
