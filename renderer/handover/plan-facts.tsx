import type { HandoverPlan } from '../../shared/models/handover.ts';
import { type Fact, Facts } from '../common/facts.tsx';
import { Shape } from '../common/shape.tsx';
import { useWords } from '../words.tsx';
import styles from './handover.module.css';

/** What a hand-over holds, and what of it is new here. */
export function PlanFacts({ plan }: { plan: HandoverPlan }) {
  const { w, number, dateTime } = useWords();
  const { info, batch, catalog, duplicates } = plan;
  const facts: Fact[] = [
    { name: w('handover.from'), value: info.station.name },
    { name: w('handover.madeAt'), value: dateTime(info.madeAt) },
  ];
  if (batch) {
    const { tag, groupId, groupName, units, fresh, left, target } = batch;
    const group = groupName === '' ? groupId : `${groupName} (${groupId})`;
    facts.push(
      { name: w('handover.batch'), value: w('handover.batchOf', { tag, group }) },
      {
        name: w('handover.holds'),
        value: w('handover.units', { units: number(units), fresh: number(fresh) }),
      },
      {
        name: w('handover.left'),
        value:
          left === null || target === null
            ? w('handover.noLimit')
            : w('handover.ofTarget', { left: number(left), target: number(target) }),
      },
    );
  }
  if (catalog) {
    const { added, changed, same } = catalog;
    const counts = { added: number(added), changed: number(changed), same: number(same) };
    facts.push({ name: w('handover.catalog'), value: w('handover.items', counts) });
  }
  if (duplicates) {
    const { count, replaces } = duplicates;
    const sns = w('handover.sns', { count: number(count) });
    const instead = replaces === null ? '' : w('handover.replaces', { at: dateTime(replaces) });
    facts.push({
      name: w('handover.duplicates'),
      value: [sns, instead].filter(Boolean).join(', '),
    });
  }
  const twice = batch?.twice;
  return (
    <>
      <Facts facts={facts} />
      {twice && twice.count > 0 && (
        <div className={styles.warn}>
          <Shape kind="warn" size={22} className="ink-warn" />
          <div>
            <p>{w('handover.twice', { count: number(twice.count) })}</p>
            <p className="mono">{twice.sns.join(' · ')}</p>
          </div>
        </div>
      )}
    </>
  );
}
