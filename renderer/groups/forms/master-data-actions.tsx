import { Button, FileButton, Menu } from '@mantine/core';
import { IconChevronDown, IconFileExport, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { writeMasterDataCsv } from '../../../shared/catalog-csv.ts';
import type { MasterDatum } from '../../../shared/models/catalog.ts';
import { nameIn } from '../../../shared/names.ts';
import type { Problem } from '../../../shared/problems.ts';
import { useAct } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { saveFile } from '../../common/save-file.ts';
import { useWords } from '../../words.tsx';
import { type DatumDraft, datumBody } from '../draft/datum.ts';
import { mostData } from '../draft/master-data-group.ts';
import styles from '../groups.module.css';
import { readTextFile } from '../read-file.ts';

interface Props {
  id: string;
  rows: DatumDraft[];
  templates: readonly MasterDatum[];
  onAdd: () => void;
  onTemplate: (datum: MasterDatum) => void;
  onTaken: (data: MasterDatum[]) => void;
}

const csvLimit = 2;

/** Where rows come from, and where they go as a file: always what is in the table, saved or not. */
export function MasterDataActions({ id, rows, templates, onAdd, onTemplate, onTaken }: Props) {
  const { w, language, number } = useWords();
  const read = useAct('catalog.readCsv');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [taken, setTaken] = useState<number | null>(null);
  const full = rows.length >= mostData;

  const take = async (file: File | null) => {
    if (!file) return;
    setTaken(null);
    setProblem(null);
    const text = await readTextFile(file, csvLimit);
    if (!text.ok) return setProblem(text.problem);
    const answer = await read.run({ text: text.value });
    if (!answer) return;
    setTaken(answer.masterData.length);
    onTaken(answer.masterData);
  };
  const give = () => {
    const text = writeMasterDataCsv(rows.map(datumBody));
    setProblem(text.ok ? null : text.problem);
    if (!text.ok) return;
    const name = id.trim().replaceAll(/[^\p{L}\p{N}_-]/gu, '_') || 'new';
    saveFile(new Blob([text.value], { type: 'text/csv' }), `master-data-${name}.csv`);
  };
  return (
    <>
      <div className={styles.rowActions}>
        <Button
          variant="light"
          leftSection={<IconPlus size={20} aria-hidden="true" />}
          disabled={full}
          onClick={onAdd}
        >
          {w('data.add')}
        </Button>
        <Menu>
          <Menu.Target>
            <Button
              variant="default"
              rightSection={<IconChevronDown size={18} aria-hidden="true" />}
              disabled={full || templates.length === 0}
              title={templates.length === 0 ? w('data.noTemplates') : undefined}
            >
              {w('data.fromTemplate')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={styles.menu ?? ''}>
            {templates.map((datum) => (
              <Menu.Item key={datum.identifier} onClick={() => onTemplate(datum)}>
                {nameIn(datum, language)} <span className="mono ink-off">{datum.identifier}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <FileButton
          onChange={(file) => void take(file)}
          accept="text/csv,.csv"
          inputProps={{ 'aria-label': w('data.csvIn') }}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={read.busy}
              leftSection={<IconFileImport size={20} aria-hidden="true" />}
            >
              {w('data.csvIn')}
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          leftSection={<IconFileExport size={20} aria-hidden="true" />}
          onClick={give}
        >
          {w('data.csvOut')}
        </Button>
      </div>
      <p className={styles.none}>{w('data.csvHint')}</p>
      <ProblemNote problem={problem ?? read.problem} />
      {taken !== null && <GoodNote>{w('data.taken', { count: number(taken) })}</GoodNote>}
    </>
  );
}
