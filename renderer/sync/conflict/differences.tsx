import { Table } from '@mantine/core';
import type { Catalog } from '../../../shared/models/catalog.ts';
import type { Conflict } from '../../../shared/models/conflict.ts';
import { datumNames } from '../../life/datum-names.ts';
import { showValue } from '../../life/show-value.ts';
import { useWords } from '../../words.tsx';
import styles from './conflict.module.css';

const own = ['description', 'batchTag', 'allocation'] as const;

/** Field by field: what is here, what both began from, what is there. */
export function Differences({
  conflict,
  catalog,
}: {
  conflict: Conflict;
  catalog: Catalog | null;
}) {
  const speech = useWords();
  const { w, language } = speech;
  const { differences, operation } = conflict;
  const nameOf = datumNames(catalog, operation.groupId, speech);
  if (differences.length === 0) return <p className="ink-off">{w('conflict.noDifferences')}</p>;
  return (
    <Table verticalSpacing="xs" className={styles.differences ?? ''}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{w('conflict.field')}</Table.Th>
          <Table.Th>{w('conflict.here')}</Table.Th>
          <Table.Th>{w('conflict.before')}</Table.Th>
          <Table.Th>{w('conflict.there')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map(({ field, here, before, there }) => {
          const plain = own.find((one) => one === field);
          return (
            <Table.Tr key={field}>
              <Table.Td className="ink-off">{plain ? w(`fact.${plain}`) : nameOf(field)}</Table.Td>
              <Table.Td>{showValue(here, language)}</Table.Td>
              <Table.Td className="ink-off">{showValue(before, language)}</Table.Td>
              <Table.Td>{showValue(there, language)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
