import type { Happening } from '../../../shared/models/history.ts';
import type { Problem } from '../../../shared/problems.ts';
import { Facts } from '../../common/facts.tsx';
import { Card } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { TimeLine } from '../../life/time-line.tsx';
import { useWords } from '../../words.tsx';
import styles from './conflict.module.css';

interface Props {
  title: string;
  nothing: string;
  known: boolean;
  status: string | null;
  batchTag: string | null;
  at: number | null;
  by: string | null;
  history: Happening[];
  problem: Problem | null;
}

/** What one side knows of the device, and what happened to it there. */
export function Side(props: Props) {
  const { title, nothing, known, status, batchTag, at, by, history, problem } = props;
  const { w, dateTime } = useWords();
  return (
    <Card title={title}>
      <div className={styles.side}>
        <ProblemNote problem={problem} />
        {!known && !problem && <p className="ink-off">{nothing}</p>}
        {known && (
          <Facts
            facts={[
              { name: w('fact.status'), value: status ?? '–' },
              { name: w('fact.batchTag'), value: batchTag ?? '–' },
              { name: w('fact.registered'), value: at === null ? '–' : dateTime(at) },
              { name: w('fact.createdBy'), value: by ?? '–' },
            ]}
          />
        )}
        <TimeLine here={history} there={[]} oneSided />
      </div>
    </Card>
  );
}
