import { resolve } from 'node:path';
import { codeFormats } from '../../../shared/models/label.ts';
import { chosenCodes, codeEndings } from '../../labels/export/chosen-codes.ts';
import { misuse, options, print, type Status, unwrap, withStation } from './command.ts';
import { moveOut } from './write-out.ts';

const use =
  'export codes --group G [--batch TAG] [--sn SN]... [--payload own|sn] --out FILE.pdf|.svg.zip|.png.zip|.csv';

/** `export codes ... --out FILE`: QR codes of those devices, in the format that the file's name ends with. */
export async function exportCodesCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    group: { type: 'string' },
    batch: { type: 'string' },
    sn: { type: 'string', multiple: true },
    payload: { type: 'string', default: 'own' },
    out: { type: 'string' },
  });
  const { group: groupId, batch: batchTag, sn: deviceSns, out } = values;
  const payload = (['own', 'sn'] as const).find((each) => each === values.payload);
  if (groupId === undefined || out === undefined || payload === undefined) misuse(use);
  const format = codeFormats.find((each) => out.toLowerCase().endsWith(`.${codeEndings[each]}`));
  if (format === undefined) misuse(use);
  return withStation(values.data, async ({ parts }) => {
    const { store, printer, labelFolder, settings } = parts;
    const { stationName } = settings.get().preferences;
    const made = labelFolder.making(`${parts.newId()}.${codeEndings[format]}`);
    const wish = { groupId, batchTag, deviceSns, format, payload };
    const { codes } = unwrap(await chosenCodes({ store, printer, stationName }, wish, made));
    const file = resolve(out);
    await moveOut(made, file, 0o644);
    print({ file, codes });
    return 0;
  });
}
