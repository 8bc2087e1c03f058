import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { RegistrationGroup } from '../../../shared/models/catalog.ts';
import { mostLeased } from '../../../shared/models/cloud.ts';
import { useAct } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';

interface Props {
  group: RegistrationGroup;
  onChange: () => void;
}

/** Numbers ahead of a time without a network; what a batch needs is leased by itself. */
export function LeaseNow({ group, onChange }: Props) {
  const { w, number } = useWords();
  const lease = useAct('makers.lease');
  const mayNot = useMayNot('makers.lease');
  const [count, setCount] = useState('1000');
  const [tag, setTag] = useState('');
  const [held, setHeld] = useState<number | null>(null);
  const byBatch = group.series?.reset === 'batch';
  const wanted = /^\d{1,6}$/.test(count.trim()) ? Number(count) : 0;
  const ready = wanted >= 1 && wanted <= mostLeased && (!byBatch || tag.trim() !== '');
  const submit = async () => {
    if (!ready || mayNot !== null) return;
    setHeld(null);
    const batchTag = byBatch ? { batchTag: tag.trim() } : {};
    const done = await lease.run({ groupId: group.groupId, ...batchTag, count: wanted });
    if (done) setHeld(wanted);
    onChange();
  };
  // It stands inside of the form of the group, which Enter would save.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    void submit();
  };
  return (
    <section className={styles.below} aria-label={w('ranges.lease')}>
      <h3 className={styles.subTitle}>{w('ranges.lease')}</h3>
      <p className={styles.none}>{w('ranges.leaseHint')}</p>
      <div className={styles.three}>
        <TextInput
          label={w('ranges.leaseCount')}
          value={count}
          inputMode="numeric"
          autoComplete="off"
          disabled={mayNot !== null}
          classNames={{ input: 'mono' }}
          onChange={(event) => setCount(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {byBatch && (
          <TextInput
            label={w('start.tag')}
            value={tag}
            maxLength={64}
            autoComplete="off"
            disabled={mayNot !== null}
            onChange={(event) => setTag(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </div>
      <Button
        className={styles.start ?? ''}
        variant="default"
        loading={lease.busy}
        disabled={!ready || mayNot !== null}
        title={mayNot ?? ''}
        onClick={() => void submit()}
      >
        {w('ranges.leaseGo')}
      </Button>
      <ProblemNote problem={lease.problem} />
      {held !== null && !lease.busy && (
        <GoodNote>{w('ranges.leaseDone', { count: number(held) })}</GoodNote>
      )}
    </section>
  );
}
