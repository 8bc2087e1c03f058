import { Table } from '@mantine/core';
import { Fragment, useRef, useState } from 'react';
import type { MasterDatum } from '../../../shared/models/catalog.ts';
import { useWords } from '../../words.tsx';
import { blankDatum, type DatumDraft, datumDraft } from '../draft/datum.ts';
import { takeIn } from '../draft/master-data-group.ts';
import { FormPart, useFault, useWrongParts } from '../editor/form.tsx';
import styles from '../groups.module.css';
import { BuiltInRows } from './built-in-rows.tsx';
import { DatumFields } from './datum-fields.tsx';
import { DatumRow } from './datum-row.tsx';
import { MasterDataActions } from './master-data-actions.tsx';

interface Props {
  id: string;
  rows: DatumDraft[];
  templates: readonly MasterDatum[];
  onChange: (rows: DatumDraft[]) => void;
}

const columns = ['identifier', 'name', 'type', 'required', 'asked.short', 'default'] as const;

/** What devices carry, a row a master datum. One row is open at a time, and all its fields are in it. */
export function MasterDataTable({ id, rows, templates, onChange }: Props) {
  const { w } = useWords();
  const [open, setOpen] = useState<number | null>(null);
  const tooMany = useFault('masterData').error;
  const wrong = useWrongParts('masterData');
  const table = useRef<HTMLElement>(null);
  const put = (index: number, part: Partial<DatumDraft>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const add = (row: DatumDraft) => {
    onChange([...rows, row]);
    setOpen(rows.length);
  };
  /** Whoever came by keys goes on from this line. */
  const close = (index: number) => {
    setOpen(null);
    table.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus();
  };
  return (
    <div className={styles.below}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways, so keys must reach it */}
      <section ref={table} className={styles.wide} tabIndex={0} aria-label={w('field.masterData')}>
        <Table verticalSpacing="xs" className={styles.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column}>{w(`field.${column}`)}</Table.Th>
              ))}
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a datum that is being typed has no other name yet
              <Fragment key={index}>
                <DatumRow
                  row={row}
                  index={index}
                  open={open === index}
                  wrong={wrong.has(index)}
                  onOpen={setOpen}
                />
                {open === index && (
                  <FormPart path={`masterData.${index}`}>
                    <DatumFields
                      row={row}
                      templates={templates}
                      onChange={(part) => put(index, part)}
                      onDone={() => close(index)}
                      onRemove={() => {
                        close(Math.max(0, index - 1));
                        onChange(rows.filter((_, at) => at !== index));
                      }}
                    />
                  </FormPart>
                )}
              </Fragment>
            ))}
            <BuiltInRows />
          </Table.Tbody>
        </Table>
      </section>
      {tooMany && <p className="ink-bad">{tooMany}</p>}
      <MasterDataActions
        id={id}
        rows={rows}
        templates={templates}
        onAdd={() => add(blankDatum())}
        onTemplate={(datum) => add(datumDraft(datum, false))}
        onTaken={(data) => {
          setOpen(null);
          onChange(takeIn(rows, data));
        }}
      />
    </div>
  );
}
