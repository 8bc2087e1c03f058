import { Table } from '@mantine/core';
import {
  builtInMasterData,
  type MasterDataGroup,
  type MasterValue,
} from '../../shared/models/catalog.ts';
import { useWords } from '../words.tsx';
import styles from './groups.module.css';

const show = (value: MasterValue | undefined): string => {
  if (value === undefined || value === null) return '–';
  return typeof value === 'object' ? value.defaultValue : String(value);
};

/** What devices of the group carry: made by hand first, since that is what differs. */
export function MasterData({ group }: { group: MasterDataGroup | undefined }) {
  const { w } = useWords();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways, so keys must reach it
    <section className={styles.wide} tabIndex={0} aria-label={w('groups.masterData')}>
      {group && (
        <p className="ink-off">
          {w('groups.assetType')}: {group.assetType}
          {group.description && ` · ${group.description}`}
        </p>
      )}
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{w('groups.identifier')}</Table.Th>
            <Table.Th>{w('groups.name')}</Table.Th>
            <Table.Th>{w('groups.type')}</Table.Th>
            <Table.Th>{w('groups.required')}</Table.Th>
            <Table.Th>{w('groups.default')}</Table.Th>
            <Table.Th>{w('groups.origin')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(group?.masterData ?? []).map((datum) => (
            <Table.Tr key={datum.identifier}>
              <Table.Td className="mono">{datum.identifier}</Table.Td>
              <Table.Td>
                {datum.name}
                {datum.unit && ` (${datum.unit})`}
              </Table.Td>
              <Table.Td>
                {datum.type}
                {datum.items && <span className="ink-off"> {datum.items.join(' · ')}</span>}
                {datum.maxLength && <span className="ink-off"> ≤ {datum.maxLength}</span>}
              </Table.Td>
              <Table.Td>{w(datum.required ? 'yes' : 'no')}</Table.Td>
              <Table.Td>{show(datum.default)}</Table.Td>
              <Table.Td>{w('groups.custom')}</Table.Td>
            </Table.Tr>
          ))}
          {builtInMasterData.map((datum) => (
            <Table.Tr key={datum.identifier}>
              <Table.Td className="mono">{datum.identifier}</Table.Td>
              <Table.Td>{w(`builtIn.${datum.identifier}`)}</Table.Td>
              <Table.Td>{datum.type}</Table.Td>
              <Table.Td>–</Table.Td>
              <Table.Td>–</Table.Td>
              <Table.Td className="ink-off">{w('groups.builtIn')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
