import { Button } from '@mantine/core';
import type { ImportPlan } from '../../../shared/models/import.ts';
import { Card } from '../../common/page.tsx';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';

interface Props {
  plan: ImportPlan;
  answers: ReadonlyMap<number, string | null>;
  busy: boolean;
  onAnswer: (row: number, deviceSn: string | null) => void;
  onAgain: () => void;
}

/** SNs that more than one value may have been meant by: one press says which. */
export function Questions({ plan, answers, busy, onAnswer, onAgain }: Props) {
  const { w, number, explain } = useWords();
  const asked = plan.questions.filter(({ proposals }) => proposals.length > 0);
  if (asked.length === 0) return null;
  const told = new Set(plan.options.answers.map(({ row }) => row));
  const fresh = [...answers.keys()].filter((row) => !told.has(row)).length;
  return (
    <Card title={w('import.questions')}>
      <p className="ink-off">{w('import.questionsHint')}</p>
      <ul className={styles.questions}>
        {asked.map(({ row, column, text, why, proposals }) => (
          <li key={row}>
            <span className={styles.place}>{w('import.cellAt', { row, column })}</span>
            <span>
              <code>{text}</code> <span className="ink-off">{explain(why)}</span>
            </span>
            <span className={styles.answers}>
              {proposals.map(({ deviceSn }) => (
                <Button
                  key={deviceSn}
                  variant={answers.get(row) === deviceSn ? 'filled' : 'default'}
                  aria-pressed={answers.get(row) === deviceSn}
                  onClick={() => onAnswer(row, deviceSn)}
                >
                  {deviceSn}
                </Button>
              ))}
              <Button
                variant={answers.get(row) === null ? 'filled' : 'subtle'}
                aria-pressed={answers.get(row) === null}
                onClick={() => onAnswer(row, null)}
              >
                {w('import.leaveRow')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {fresh > 0 && (
        <Button size="lg" loading={busy} onClick={onAgain}>
          {w('import.answers', { count: number(fresh) })}
        </Button>
      )}
    </Card>
  );
}
