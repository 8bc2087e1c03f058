import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { RegistrationGroup } from '../../../shared/models/catalog.ts';
import type { RangeInfo } from '../../../shared/models/maker.ts';
import { useAct } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { Shape } from '../../common/shape.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';

interface Props {
  group: RegistrationGroup;
  onChange: () => void;
}

const whole = (text: string): number | null =>
  /^\d{1,16}$/.test(text.trim()) ? Number(text) : null;

/** A range set by hand, where no cloud gives any. What other stations were given nobody proves. */
export function SetRange({ group, onChange }: Props) {
  const { w } = useWords();
  const set = useAct('makers.setRange');
  const mayNot = useMayNot('makers.setRange');
  const [typed, setTyped] = useState({ period: '', first: '', last: '' });
  const [made, setMade] = useState<RangeInfo | null>(null);
  const reset = group.series?.reset ?? 'never';
  const [first, last] = [whole(typed.first), whole(typed.last)];
  const tag = typed.period.trim();
  const ready = first !== null && last !== null && (reset !== 'batch' || tag !== '');
  const submit = async () => {
    if (!ready || mayNot !== null) return;
    setMade(null);
    const period = tag === '' ? {} : { period: reset === 'batch' ? `batch/${tag}` : tag };
    const range = await set.run({ groupId: group.groupId, ...period, first, last });
    if (!range) return;
    setMade(range);
    setTyped({ period: '', first: '', last: '' });
    onChange();
  };
  // It stands inside of the form of the group, which Enter would save.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    void submit();
  };
  const field = (name: keyof typeof typed, label: string, hint?: string) => (
    <TextInput
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description']}
      value={typed[name]}
      disabled={mayNot !== null}
      autoComplete="off"
      inputMode={name === 'period' ? 'text' : 'numeric'}
      classNames={{ input: 'mono' }}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
      onKeyDown={onKeyDown}
    />
  );
  return (
    <section className={styles.below} aria-label={w('ranges.set')}>
      <h3 className={styles.subTitle}>{w('ranges.set')}</h3>
      <p className={styles.warned}>
        <Shape kind="warn" className="ink-warn" />
        <span>{w('ranges.unproved')}</span>
      </p>
      <div className={styles.three}>
        {field('first', w('series.first'))}
        {field('last', w('series.last'))}
        {reset === 'batch'
          ? field('period', w('start.tag'))
          : reset !== 'never' && field('period', w('ranges.period'), w(`ranges.period.${reset}`))}
      </div>
      <Button
        className={styles.start ?? ''}
        variant="default"
        loading={set.busy}
        disabled={!ready || mayNot !== null}
        title={mayNot ?? ''}
        onClick={() => void submit()}
      >
        {w('ranges.setGo')}
      </Button>
      <ProblemNote problem={set.problem} />
      {made && !set.busy && (
        <GoodNote>
          {w('ranges.setDone', {
            range: `${made.firstSn ?? made.first} – ${made.lastSn ?? made.last}`,
          })}
        </GoodNote>
      )}
    </section>
  );
}
