import { mkdirSync } from 'node:fs';
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
import { diskProblem } from '../store/disk-problem.ts';
import { writeFileWhole } from '../store/files.ts';
import { listVoidLabels } from '../store/void-labels.ts';
import type { Topic } from './topic.ts';

export function labelHandlers(parts: AppParts): Topic<'labels'> {
  const { store, labelFolder, destroying } = parts;
  const stationName = () => parts.settings.get().preferences.stationName;
  return {
    'labels.templates': () => ok({ items: offered(store.db).map(designInfo) }),
    async 'labels.print'(job, { by }) {
      const made = await makePdf(store, parts.printer, job, stationName());
      if (!made.ok) return made;
      const name = safeName(job.batchTag ?? job.groupId);
      const file = `print-${name}-${parts.newId().slice(0, 13)}.pdf`;
      const { groupId, reason } = job;
      const { rows, version } = made.value;
      const about = { at: parts.world.clock.now(), by, template: job.template, reason };
      const counted = countPrinted(store, { groupId, rows, version, file, ...about });
      if (!counted.ok) return counted;
      try {
        mkdirSync(labelFolder.path, { recursive: true, mode: 0o700 });
        writeFileWhole(join(labelFolder.path, file), made.value.pdf);
      } catch (error) {
        return { ok: false, problem: diskProblem(error, store.folder) };
      }
      return ok({ file, labels: made.value.labels });
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
      const pdf = await parts.printer.print([...records], codeSheet({ kind }));
      if (!pdf.ok) return pdf;
      try {
        mkdirSync(labelFolder.path, { recursive: true, mode: 0o700 });
        writeFileWhole(target, pdf.value);
      } catch (error) {
        return { ok: false, problem: diskProblem(error, store.folder) };
      }
      return ok({ file, codes: ids.length });
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
