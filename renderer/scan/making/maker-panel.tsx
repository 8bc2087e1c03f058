import { Anchor } from '@mantine/core';
import { useState } from 'react';
import type { State } from '../../../shared/models/state.ts';
import type { Problem } from '../../../shared/problems.ts';
import { Shape } from '../../common/shape.tsx';
import { addressOf } from '../../route.ts';
import { useWords } from '../../words.tsx';
import { MakeAhead } from './make-ahead.tsx';
import styles from './making.module.css';

interface Props {
  groupId: string;
  maker: NonNullable<State['maker']>;
}

/** What the batch has left to make SNs of. What is wrong takes the place of what is right. */
export function MakerPanel({ groupId, maker }: Props) {
  const { w, number } = useWords();
  const [refused, setRefused] = useState<Problem | null>(null);
  const { left, period, nextSn, making } = maker;
  const lasting = maker.problem;
  const ended = making && !making.running ? making.problem : null;
  const none = nextSn === null;
  return (
    <section className={styles.panel} aria-label={w('making.title')}>
      <h2>{w('making.title')}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{w('making.left')}</dt>
          <dd>
            {lasting && (
              <Shape
                kind={none ? 'bad' : 'warn'}
                size={18}
                className={none ? 'ink-bad' : 'ink-warn'}
              />
            )}
            {number(left)}
          </dd>
        </div>
        <div>
          <dt>{w('making.nextSn')}</dt>
          <dd className={`mono ${styles.sn}`} title={nextSn ?? ''}>
            {nextSn ?? '–'}
          </dd>
        </div>
      </dl>
      <output className={styles.said} aria-live="polite">
        <Say problem={refused ?? lasting ?? ended} period={period} making={making} />
      </output>
      <MakeAhead making={making} none={none} onRefused={setRefused} />
      <Anchor
        className={styles.link ?? ''}
        href={addressOf('groups', 'registration-groups', groupId)}
      >
        {w('making.toRanges')}
      </Anchor>
    </section>
  );
}

interface SayProps {
  problem: Problem | null;
  period: string;
  making: NonNullable<State['maker']>['making'];
}

function Say({ problem, period, making }: SayProps) {
  const { w, number, sentence } = useWords();
  if (problem) {
    return (
      <>
        {sentence(problem)} <code>{problem.code}</code>
      </>
    );
  }
  if (making && !making.running) {
    const { done, total, skipped } = making;
    const made = { done: number(done), total: number(total), skipped: number(skipped) };
    return w(skipped > 0 ? 'making.doneSkipped' : 'making.done', made);
  }
  return period === '–' ? w('making.hintEver') : w('making.hint', { period });
}
