import { fail, ok, type Result } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { findGroup } from '../catalog/catalog.ts';
import { batchCard, commandSheet } from '../commands/papers.ts';
import { safeName } from '../labels/label-folder.ts';
import type { Sheet } from '../labels/sheet.ts';
import type { Topic } from './topic.ts';

export function commandHandlers(parts: AppParts): Topic<'commands' | 'undo'> {
  const { store, commandKey: key, printer, undo, newId, audit } = parts;
  const station = () => parts.settings.get().preferences.stationName;

  async function printed(
    name: string,
    sheet: Result<Sheet>,
  ): Promise<Result<{ name: string; base64: string }>> {
    if (!sheet.ok) return sheet;
    const pdf = await printer.sheet(sheet.value);
    if (!pdf.ok) return pdf;
    return ok({ name: `${name}.pdf`, base64: Buffer.from(pdf.value).toString('base64') });
  }

  return {
    'undo.plan': ({ scope }) => undo.plan(scope),
    'undo.last': ({ reason, deviceSn }, { role, by }) =>
      undo.last(by, reason, role === 'technician' ? by : null, deviceSn),
    async 'undo.do'({ scope, reason }, { by }) {
      const jobs = await undo.start(scope, by, reason);
      return jobs.ok ? ok({ jobs: jobs.value }) : jobs;
    },
    'commands.sheet': ({ paper }) =>
      printed('lineside-commands', commandSheet(key, { paper, station: station() })),
    async 'commands.card'({ paper, start }) {
      const group = findGroup(store.db, start.groupId);
      if (!group) return fail('group-unknown', { groupId: start.groupId });
      // A card that no scan could start is not printed.
      const job = parts.station.prepare({ ...start, batchId: newId() });
      if (!job.ok) return job;
      const about = { paper, start, groupName: group.name, station: station() };
      return printed(`batch-${safeName(start.tag)}`, batchCard(key, about));
    },
    'commands.showKey'({ reason }, { by }) {
      const noted = audit('command-key-shown', reason, by);
      if (!noted.ok) return noted;
      const shown = key.show();
      return shown.ok ? ok({ key: shown.value }) : shown;
    },
    'commands.setKey'({ key: given, reason }, { by }) {
      const set = given === undefined ? key.renew() : key.use(given);
      if (!set.ok) return set;
      return audit('command-key-set', reason, by);
    },
  };
}
