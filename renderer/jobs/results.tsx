import { Button, Table } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { useState } from 'react';
import type { Job } from '../../shared/models/action.ts';
import { useQuery } from '../calls.ts';
import { Chip } from '../common/chip.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { addressOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { ended, resultShape } from './job-shape.ts';
import styles from './jobs.module.css';
import { TwoSteps } from './two-steps.tsx';

const pageSize = 25;

/** What became of each device, in the order it was asked, a page at a time. */
export function Results({ job }: { job: Job }) {
  const { w, sentence } = useWords();
  // Cursors of the pages that were turned: the way back.
  const [turned, setTurned] = useState<number[]>([]);
  const after = turned.at(-1);
  const freshness = useThrottledValue(`${job.state} ${ended(job)} ${job.refused}`, 800);
  const { value, problem } = useQuery(
    'jobs.results',
    { id: job.id, limit: pageSize, ...(after !== undefined && { after }) },
    freshness,
  );
  const twoSteps = job.action === 'reprovision' || job.action === 'replace';
  return (
    <section className={styles.results} aria-label={w('jobs.results')}>
      <ProblemNote problem={problem} />
      {value && value.items.length === 0 && <p className="ink-off">{w('jobs.noResults')}</p>}
      {value && value.items.length > 0 && (
        <Table verticalSpacing="xs" className={styles.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{w('devices.sn')}</Table.Th>
              <Table.Th>{w('jobs.result')}</Table.Th>
              <Table.Th>{w(twoSteps ? 'jobs.steps' : 'sync.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {value.items.map((item) => (
              <Table.Tr key={`${item.groupId}\n${item.deviceSn}`}>
                <Table.Td>
                  <a
                    className={`mono ${styles.link}`}
                    href={addressOf('devices', item.groupId, item.deviceSn)}
                  >
                    {item.deviceSn}
                  </a>
                </Table.Td>
                <Table.Td>
                  <Chip kind={resultShape[item.result]}>{w(`result.${item.result}`)}</Chip>
                </Table.Td>
                <Table.Td className={styles.why ?? ''}>
                  {twoSteps && <TwoSteps job={job} item={item} freshness={freshness} />}
                  {item.problem && (
                    <>
                      {sentence(item.problem)} <code>{item.problem.code}</code>
                    </>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {(turned.length > 0 || (value && value.next !== null)) && (
        <div className={styles.pager}>
          <Button
            variant="default"
            disabled={turned.length === 0}
            onClick={() => setTurned(turned.slice(0, -1))}
          >
            {w('jobs.earlier')}
          </Button>
          <Button
            variant="default"
            disabled={!value || value.next === null}
            onClick={() => {
              if (value && value.next !== null) setTurned([...turned, value.next]);
            }}
          >
            {w('jobs.later')}
          </Button>
        </div>
      )}
    </section>
  );
}
