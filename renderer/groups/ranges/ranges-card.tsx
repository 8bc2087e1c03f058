import { Button } from '@mantine/core';
import type { RegistrationGroup } from '../../../shared/models/catalog.ts';
import { useAct, useQuery } from '../../calls.ts';
import { Card } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';
import { LeaseNow } from './lease-now.tsx';
import { RangeList } from './range-list.tsx';
import { SetRange } from './set-range.tsx';

/** The numbers that this station may make SNs of the group from: who gave them, how far they go, what is left. */
export function RangesCard({ group }: { group: RegistrationGroup }) {
  const { w } = useWords();
  const { maker } = useStationState();
  const ranges = useQuery('makers.ranges', { limit: 500 }, maker?.left);
  const { groupId } = group;
  const items = ranges.value?.items.filter((one) => one.groupId === groupId) ?? [];
  if (!group.series && items.length === 0) return null;
  const refresh = () => void ranges.refetch();
  return (
    <Card title={w('ranges.title')}>
      <div className={styles.below}>
        <ProblemNote problem={ranges.problem} />
        <ClockRight groupId={groupId} />
        <RangeList ranges={items} series={group.series} onChange={refresh} />
        {group.series &&
          ranges.value &&
          (ranges.value.fromCloud ? (
            <LeaseNow group={group} onChange={refresh} />
          ) : (
            <SetRange group={group} onChange={refresh} />
          ))}
      </div>
    </Card>
  );
}

/** Where nothing is made because the clock went back: a person who knows says that it is right. */
function ClockRight({ groupId }: { groupId: string }) {
  const { w } = useWords();
  const { batch, maker } = useStationState();
  const confirm = useAct('makers.confirmClock');
  const mayNot = useMayNot('makers.confirmClock');
  const told = maker?.problem;
  if (batch?.groupId !== groupId || told?.code !== 'maker-clock-back') return null;
  return (
    <>
      <ProblemNote problem={confirm.problem ?? told} />
      <Button
        variant="default"
        className={styles.start ?? ''}
        loading={confirm.busy}
        disabled={mayNot !== null}
        title={mayNot ?? ''}
        onClick={() => void confirm.run({ groupId })}
      >
        {w('ranges.clockRight')}
      </Button>
    </>
  );
}
