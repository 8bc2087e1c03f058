import { Button, Group, Modal, Table } from '@mantine/core';
import { useState } from 'react';
import type { RangeInfo } from '../../../shared/models/maker.ts';
import type { Series } from '../../../shared/models/series.ts';
import { useAct } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';
import { periodName, standingOf, usedOf } from './range-words.ts';

interface Props {
  ranges: RangeInfo[];
  series: Series | undefined;
  onChange: () => void;
}

const columns = ['period', 'numbers', 'used', 'left', 'by'] as const;

/** Newest first. Giving one up asks first: its numbers are gone for good. */
export function RangeList({ ranges, series, onChange }: Props) {
  const { w, number, when } = useWords();
  const end = useAct('makers.endRange');
  const mayNot = useMayNot('makers.endRange');
  const [asking, setAsking] = useState<RangeInfo | null>(null);
  if (ranges.length === 0) return <p className={styles.none}>{w('ranges.none')}</p>;
  const spanOf = ({ first, last, firstSn, lastSn }: RangeInfo) =>
    `${firstSn ?? number(first)} – ${lastSn ?? number(last)}`;
  const name = (range: RangeInfo) => {
    const period = periodName(range.period);
    return period.kind === 'ever' ? w('ranges.ever') : period.name;
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways, so keys must reach it */}
      <section className={styles.wide} tabIndex={0} aria-label={w('ranges.title')}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column}>{w(`ranges.${column}`)}</Table.Th>
              ))}
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ranges.map((range) => {
              const standing = standingOf(range);
              return (
                <Table.Tr key={range.id}>
                  <Table.Td className={styles.noWrap ?? ''}>{name(range)}</Table.Td>
                  <Table.Td>
                    <span className="mono">{spanOf(range)}</span>
                    {standing !== 'open' && (
                      <div className="ink-off">
                        {w(`ranges.is.${standing}`, { why: range.ended ?? '' })}
                      </div>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {number(usedOf(range, range.current ? (series?.counter.step ?? 1) : 1))}
                  </Table.Td>
                  <Table.Td>{number(range.left)}</Table.Td>
                  <Table.Td>
                    {w(`ranges.by.${range.origin}`, { by: range.by })}
                    <div className="ink-off">{when(range.at)}</div>
                  </Table.Td>
                  <Table.Td className={styles.end ?? ''}>
                    {(standing === 'open' || standing === 'earlier') && (
                      <Button
                        variant="default"
                        size="sm"
                        aria-label={w('ranges.endOf', { range: spanOf(range) })}
                        disabled={mayNot !== null}
                        title={mayNot ?? ''}
                        onClick={() => setAsking(range)}
                      >
                        {w('ranges.end')}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </section>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={w('ranges.endTitle')}
        closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      >
        {asking && (
          <p>{w('ranges.endWhat', { range: spanOf(asking), count: number(asking.left) })}</p>
        )}
        <ProblemNote problem={end.problem} />
        <Group grow mt="md">
          <Button variant="default" data-autofocus onClick={() => setAsking(null)}>
            {w('cancel')}
          </Button>
          <Button
            color="red.9"
            loading={end.busy}
            onClick={async () => {
              if (!asking || !(await end.run({ id: asking.id }))) return;
              setAsking(null);
              onChange();
            }}
          >
            {w('ranges.end')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
