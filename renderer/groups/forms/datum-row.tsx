import { Button, Table } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { MasterDatum } from '../../../shared/models/catalog.ts';
import { nameIn } from '../../../shared/names.ts';
import { Chip } from '../../common/chip.tsx';
import { useWords } from '../../words.tsx';
import { type DatumDraft, isAskedFor, itemsOf } from '../draft/datum.ts';
import { usePartFaults } from '../editor/form.tsx';
import styles from '../groups.module.css';
import { DatumForm } from './datum-form.tsx';
import { SaveTemplate } from './save-template.tsx';

interface Props {
  row: DatumDraft;
  open: boolean;
  templates: readonly MasterDatum[];
  onOpen: (open: boolean) => void;
  onChange: (part: Partial<DatumDraft>) => void;
  onRemove: () => void;
}

/** A master datum in a line; opened, its fields are below the line. */
export function DatumRow({ row, open, templates, onOpen, onChange, onRemove }: Props) {
  const { w, language } = useWords();
  const wrong = usePartFaults('');
  const fields = useRef<HTMLTableCellElement>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const name = nameIn(row, language) || row.identifier || w('data.new');
  useEffect(() => {
    if (open) fields.current?.querySelector<HTMLElement>('input:not([readonly])')?.focus();
  }, [open]);
  return (
    <>
      <Table.Tr data-open={open || undefined}>
        <Table.Td className="mono">{row.identifier || '–'}</Table.Td>
        <Table.Td>{name}</Table.Td>
        <Table.Td>
          {w(`type.${row.type}`)} <span className="ink-off">{detail(row)}</span>
        </Table.Td>
        <Table.Td>{w(row.required ? 'yes' : 'no')}</Table.Td>
        <Table.Td>{w(isAskedFor(row) ? 'yes' : 'no')}</Table.Td>
        <Table.Td>{row.default || '–'}</Table.Td>
        <Table.Td className={styles.end ?? ''}>
          {wrong && <Chip kind="bad">{w('data.faults')}</Chip>}
          <Button
            ref={edit}
            variant="default"
            aria-expanded={open}
            data-wrong={(wrong && !open) || undefined}
            aria-label={open ? w('data.done') : w('data.edit', { name })}
            onClick={() => onOpen(!open)}
          >
            {w(open ? 'data.done' : 'data.editShort')}
          </Button>
        </Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr data-open>
          <Table.Td colSpan={7} ref={fields}>
            <DatumForm draft={row} made={row.made} change={onChange} />
            <div className={styles.rowActions}>
              <Button
                onClick={() => {
                  onOpen(false);
                  edit.current?.focus();
                }}
              >
                {w('data.done')}
              </Button>
              <SaveTemplate row={row} templates={templates} />
              <Button variant="default" onClick={onRemove}>
                {w('data.remove')}
              </Button>
            </div>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

/** What the type alone does not say. */
function detail(row: DatumDraft): string {
  if (row.type === 'Enum') return shorten(itemsOf(row).join(' · '));
  if (row.type === 'String' && row.maxLength !== '') return `≤ ${row.maxLength}`;
  return row.unit;
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
