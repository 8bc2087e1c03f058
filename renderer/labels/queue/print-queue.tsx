import { useThrottledValue } from '@mantine/hooks';
import { useQuery } from '../../calls.ts';
import { Card, Empty } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import { JobRow } from './job-row.tsx';
import { PrinterRow } from './printer-row.tsx';
import styles from './queue.module.css';
import { inOrder } from './queue-words.ts';

/** A job moves with each label; people read it twice a second at most. */
const askEveryMs = 500;

/** Print jobs and printers: what asks a person stands first. */
export function PrintQueue() {
  const { w } = useWords();
  const { printing } = useStationState();
  const freshness = useThrottledValue(JSON.stringify(printing), askEveryMs);
  const { value, problem, refetch } = useQuery('printing.jobs', { limit: 20 }, freshness);
  const jobs = value && inOrder(value.items, printing.jobs ?? []);
  const changed = () => void refetch();
  return (
    <Card title={w('queue.title')}>
      <ProblemNote problem={problem} />
      <ul className={styles.list}>
        {value?.printers.map((printer) => (
          <PrinterRow key={printer.id} printer={printer} onChanged={changed} />
        ))}
      </ul>
      {jobs?.length === 0 && (
        <Empty title={w('queue.none')}>
          <p>{w('queue.noneHint')}</p>
        </Empty>
      )}
      <ul className={styles.list}>
        {jobs?.map((job) => (
          <JobRow
            key={job.id}
            job={job}
            printer={value?.printers.find(({ id }) => id === job.printer) ?? null}
            printers={value?.printers ?? []}
            onChanged={changed}
          />
        ))}
      </ul>
    </Card>
  );
}
