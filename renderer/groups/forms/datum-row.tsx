import { Button, Table } from '@mantine/core';
import { memo } from 'react';
import { nameIn } from '../../../shared/names.ts';
import { Chip } from '../../common/chip.tsx';
import { useWords } from '../../words.tsx';
import { type DatumDraft, isAskedFor, itemsOf } from '../draft/datum.ts';
import styles from '../groups.module.css';

interface Props {
  row: DatumDraft;
  index: number;
  open: boolean;
  /** Something in it has to be put right. */
  wrong: boolean;
  onOpen: (index: number | null) => void;
}

/** A master datum in a line. Drawn again only when it changes: a group carries up to 500 of them. */
export const DatumRow = memo(function DatumRow({ row, index, open, wrong, onOpen }: Props) {
  const { w, language } = useWords();
  const name = nameIn(row, language) || row.identifier || w('data.new');
  return (
    <Table.Tr data-open={open || undefined}>
      <Table.Td className="mono">{row.identifier || '–'}</Table.Td>
      <Table.Td>
        {name}
        {wrong && (
          <div>
            <Chip kind="bad">{w('data.faults')}</Chip>
          </div>
        )}
      </Table.Td>
      <Table.Td>
        {w(`type.${row.type}`)} <span className="ink-off">{detail(row)}</span>
      </Table.Td>
      <Table.Td>{w(row.required ? 'yes' : 'no')}</Table.Td>
      <Table.Td>{w(isAskedFor(row) ? 'yes' : 'no')}</Table.Td>
      <Table.Td>{row.default || '–'}</Table.Td>
      <Table.Td className={styles.end ?? ''}>
        <Button
          variant="default"
          aria-expanded={open}
          aria-label={open ? w('data.done') : w('data.edit', { name })}
          data-row={index}
          data-wrong={(wrong && !open) || undefined}
          onClick={() => onOpen(open ? null : index)}
        >
          {w(open ? 'data.done' : 'data.editShort')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
});

/** What the type alone does not say. */
function detail(row: DatumDraft): string {
  if (row.type === 'Enum') return shorten(itemsOf(row).join(' · '));
  if (row.type === 'String' && row.maxLength !== '') return `≤ ${row.maxLength}`;
  return row.unit;
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
