import { join } from 'node:path';
import { designInfo } from '../../shared/labels/papers.ts';
import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { codeSheet } from '../labels/export/code-sheet.ts';
import { exportCodes } from '../labels/export/export-codes.ts';
import { safeName } from '../labels/label-folder.ts';
import { collect, countPrinted, makePdf } from '../labels/print-job.ts';
import { labelRecords } from '../labels/records.ts';
import { offered } from '../labels/templates/designs.ts';
import { listVoidLabels } from '../store/void-labels.ts';
import type { Topic } from './topic.ts';

export function labelHandlers(parts: AppParts): Topic<'labels'> {
  const { store, labelFolder, destroying } = parts;
  const stationName = () => parts.settings.get().preferences.stationName;
  return {
    'labels.templates': () => ok({ items: offered(store.db).map(designInfo) }),
    async 'labels.print'(job, { by }) {
      const name = safeName(job.batchTag ?? job.groupId);
      const file = `print-${name}-${parts.newId().slice(0, 13)}.pdf`;
      const at = { stationName: stationName(), file: labelFolder.making(file) };
      const made = await makePdf(store, parts.printer, job, at);
      if (!made.ok) return made;
      const { groupId, reason } = job;
      const { rows, version, labels } = made.value;
      const about = { at: parts.world.clock.now(), by, template: job.template, reason };
      const counted = countPrinted(store, { groupId, rows, version, file, ...about });
      if (!counted.ok) return counted;
      const kept = labelFolder.keep(file);
      return kept.ok ? ok({ file, labels }) : kept;
    },
    async 'labels.export'({ format, payload: kind, ...wanted }) {
      const found = collect(store, wanted);
      if (!found.ok) return found;
      const ids = found.value.devices.map(({ id }) => id);
      const name = safeName(wanted.batchTag ?? wanted.groupId);
      const ending = { pdf: 'pdf', svg: 'svg.zip', png: 'png.zip', csv: 'csv' }[format];
      const file = `codes-${name}-${parts.newId().slice(0, 13)}.${ending}`;
      const target = join(labelFolder.path, file);
      const records = labelRecords(store.db, ids, stationName());
      if (format !== 'pdf') {
        const done = await exportCodes(records, { kind }, format, target);
        return done.ok ? ok({ file, codes: done.value.codes }) : done;
      }
      const wish = { records, count: ids.length, template: codeSheet({ kind }) };
      const pdf = await parts.printer.print({ ...wish, file: labelFolder.making(file) });
      if (!pdf.ok) return pdf;
      const kept = labelFolder.keep(file);
      return kept.ok ? ok({ file, codes: ids.length }) : kept;
    },
    'labels.toDestroy'({ after = 0, limit }) {
      const items = listVoidLabels(store.db, after, limit);
      const next = items.length === limit ? (items.at(-1)?.id ?? null) : null;
      return ok({ items, next, left: destroying.left() });
    },
    'labels.destroying'({ on }) {
      const set = destroying.set(on);
      return set.ok ? ok({ left: destroying.left() }) : set;
    },
    'labels.destroy': ({ id, reason }, { by }) => destroying.byHand(id, by, reason),
    'labels.files': () => ok({ items: labelFolder.list() }),
    'labels.read'({ file }) {
      const read = labelFolder.read(file);
      return read.ok ? ok({ base64: Buffer.from(read.value).toString('base64') }) : read;
    },
  };
}
