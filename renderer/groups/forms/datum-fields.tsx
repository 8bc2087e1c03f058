import { Button, Table } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { MasterDatum } from '../../../shared/models/catalog.ts';
import { useWords } from '../../words.tsx';
import type { DatumDraft } from '../draft/datum.ts';
import styles from '../groups.module.css';
import { DatumForm } from './datum-form.tsx';
import { SaveTemplate } from './save-template.tsx';

interface Props {
  row: DatumDraft;
  templates: readonly MasterDatum[];
  onChange: (part: Partial<DatumDraft>) => void;
  onDone: () => void;
  onRemove: () => void;
}

/** The fields of the row that is open, below its line, with the first one ready to be typed in. */
export function DatumFields({ row, templates, onChange, onDone, onRemove }: Props) {
  const { w } = useWords();
  const fields = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    fields.current?.querySelector<HTMLElement>('input:not([readonly])')?.focus();
  }, []);
  return (
    <Table.Tr data-open>
      <Table.Td colSpan={7} ref={fields}>
        <DatumForm draft={row} made={row.made} change={onChange} />
        <div className={styles.rowActions}>
          <Button onClick={onDone}>{w('data.done')}</Button>
          <SaveTemplate row={row} templates={templates} />
          <Button variant="default" onClick={onRemove}>
            {w('data.remove')}
          </Button>
        </div>
      </Table.Td>
    </Table.Tr>
  );
}
