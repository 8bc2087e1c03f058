import { Table } from '@mantine/core';
import type { Catalog } from '../../../shared/models/catalog.ts';
import type { Device } from '../../../shared/models/device.ts';
import { Chip } from '../../common/chip.tsx';
import { datumNames } from '../../life/datum-names.ts';
import { showValue } from '../../life/show-value.ts';
import { useWords } from '../../words.tsx';
import { statusShape } from '../status.ts';
import styles from './acting.module.css';

interface Props {
  catalog: Catalog;
  old: Device;
  fresh: Device | null;
  allocate: boolean;
}

const place = ({ allocateTo }: Device): string =>
  allocateTo ? `${allocateTo.regionId} / ${allocateTo.orgId}` : '–';

/** The faulty unit and the new one, and what becomes of each thing that the faulty one has. */
export function TwoUnits({ catalog, old, fresh, allocate }: Props) {
  const speech = useWords();
  const { w, language } = speech;
  const nameOf = datumNames(catalog, old.groupId, speech);
  const moves = <Chip kind="ok">{w('replace.moves')}</Chip>;
  const goes = <Chip kind="bad">{w('replace.goes')}</Chip>;
  const rows = [
    [w('fact.batchTag'), old.batchTag ?? '–', fresh?.batchTag ?? '–', moves],
    [w('fact.description'), old.description || '–', fresh?.description || '–', moves],
    ...Object.entries(old.masterData).map(([name, value]) => [
      nameOf(name),
      showValue(value, language),
      showValue(fresh?.masterData[name], language),
      moves,
    ]),
    [w('fact.allocation'), place(old), fresh ? place(fresh) : '–', allocate ? moves : goes],
    [w('fact.assetId'), old.assetId ?? '–', fresh?.assetId ?? '–', goes],
    [w('credentials.title'), old.assetId ? '••••••' : '–', '–', goes],
  ] as const;
  return (
    <div className={styles.units}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{w('device.field')}</Table.Th>
            <Table.Th>
              {w('replace.faulty')}
              <span className={`mono ${styles.unitSn}`}>{old.deviceSn}</span>
            </Table.Th>
            <Table.Th>
              <span className={styles.hidden}>{w('plan.happens')}</span>
            </Table.Th>
            <Table.Th>
              {w('replace.new')}
              <span className={`mono ${styles.unitSn}`}>
                {fresh?.deviceSn ?? w('replace.waiting')}
              </span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Table.Tr>
            <Table.Td className="ink-off">{w('fact.status')}</Table.Td>
            <Table.Td>
              <Chip kind={statusShape[old.status]}>{w(`status.${old.status}`)}</Chip>
            </Table.Td>
            <Table.Td />
            <Table.Td>
              {fresh && <Chip kind={statusShape[fresh.status]}>{w(`status.${fresh.status}`)}</Chip>}
            </Table.Td>
          </Table.Tr>
          {rows.map(([name, before, now, what]) => (
            <Table.Tr key={String(name)}>
              <Table.Td className="ink-off">{name}</Table.Td>
              <Table.Td>{before}</Table.Td>
              <Table.Td>{before === '–' ? null : what}</Table.Td>
              <Table.Td>{now}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
