import type { LabelRecord } from '../../shared/models/label.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';
import { fullRounds, type Survival } from '../../shared/models/survival.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { AppParts } from '../app.ts';
import { collect } from '../labels/print-job.ts';
import { labelRecords } from '../labels/records.ts';
import { anyDesign } from '../labels/templates/designs.ts';
import { drawTemplate } from '../labels/templates/draw.ts';
import { longestRecord, sampleRecord, someDay } from '../labels/templates/made-up.ts';
import { createTemplates } from '../labels/templates/templates.ts';
import { isDiskError } from '../store/disk-problem.ts';
import { keepSurvival } from '../store/label-survival.ts';
import type { Topic } from './topic.ts';

export function templateHandlers({
  store,
  world,
  settings,
  surveyor,
}: AppParts): Topic<'templates'> {
  const now = () => world.clock.now();
  const templates = createTemplates({ store, now });
  /** An answer is none the worse where it cannot be kept. */
  function remember(design: LabelDesign, score: Survival): void {
    try {
      if (store.db.open) keepSurvival(store.db, design, score);
    } catch (error) {
      if (!isDiskError(error)) throw error;
    }
  }
  return {
    'templates.list': () => ok({ items: templates.list() }),
    'templates.get': ({ id, version }) => templates.open(id, version),
    'templates.save': ({ design, note }, { by }) => templates.save(design, note, by),
    'templates.retire': ({ id }, { by }) => templates.retire(id, by),
    'templates.import': ({ text }, { by }) => templates.bringIn(text, by),
    'templates.export': ({ id, version }) => templates.file(id, version),
    'templates.draw'(wish) {
      // A device is shown with the very record that it is printed with.
      const recordOf = (device: { groupId: string; deviceSn: string }): Result<LabelRecord> => {
        const { groupId, deviceSn } = device;
        const found = collect(store, { groupId, deviceSns: [deviceSn] });
        if (!found.ok) return found;
        const ids = found.value.devices.map(({ id }) => id);
        const { stationName } = settings.get().preferences;
        const [record] = labelRecords(store.db, ids, stationName);
        return record ? ok(record) : fail('device-unknown', { deviceSn });
      };
      return drawTemplate(store.db, wish, recordOf, hereAndNow(now()));
    },
    async 'templates.survival'({ design: wanted, groupId, propose, rounds }) {
      const design = typeof wanted === 'string' ? anyDesign(store.db, wanted) : ok(wanted);
      if (!design.ok) return design;
      const answer = await surveyor.run({
        design: design.value,
        longest: longestRecord(store.db, groupId),
        usual: sampleRecord(store.db, groupId, someDay),
        propose,
        trials: { rounds, seed: 1 },
      });
      if (answer.ok && rounds >= fullRounds) remember(design.value, answer.value);
      return answer;
    },
  };
}

/** The station's own day and time of day. */
function hereAndNow(at: number): { date: string; time: string } {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 19) };
}
