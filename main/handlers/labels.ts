import { designInfo } from '../../shared/labels/papers.ts';
import { ok } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { chosenCodes, codeEndings } from '../labels/export/chosen-codes.ts';
import { safeName } from '../labels/label-folder.ts';
import { countPrinted, makePdf } from '../labels/print-job.ts';
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
    async 'labels.export'(wish) {
      const name = safeName(wish.batchTag ?? wish.groupId);
      const file = `codes-${name}-${parts.newId().slice(0, 13)}.${codeEndings[wish.format]}`;
      const { printer } = parts;
      const needs = { store, printer, stationName: stationName() };
      const made = await chosenCodes(needs, wish, labelFolder.making(file));
      if (!made.ok) return made;
      const kept = labelFolder.keep(file);
      return kept.ok ? ok({ file, codes: made.value.codes }) : kept;
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
