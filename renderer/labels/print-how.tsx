import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { TemplateInfo } from '../../shared/models/label.ts';
import { useQuery } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './labels.module.css';
import { TemplatePicker } from './template-picker.tsx';

/** On which printer and paper, how often, and from which position of a sheet on. */
export interface PrintHow {
  printer: string;
  template: string;
  copies: number;
  skip: number;
}

const mostCopies = 20;

/** What there is to choose from, and what is chosen: at first the printer that green reads go to. */
export function usePrintHow() {
  const { printing } = useStationState();
  const jobs = useQuery('printing.jobs', { limit: 1 }, printing.lastFile);
  const templates = useQuery('labels.templates', {});
  const [chosen, setChosen] = useState<Partial<PrintHow>>({});
  const printers = jobs.value?.printers ?? [];
  const printer =
    printers.find(({ id }) => id === chosen.printer) ??
    printers.find(({ automatic }) => automatic) ??
    printers[0];
  // A label printer has a roll in it.
  const sheets = printer === undefined || printer.language === 'pdf';
  const fitting = (templates.value?.items ?? []).filter(({ perPage }) => sheets || perPage === 1);
  const template = fitting.find(({ id }) => id === chosen.template) ?? fitting[0];
  const most = (template?.perPage ?? 1) - 1;
  const how: PrintHow = {
    printer: printer?.id ?? 'folder',
    template: template?.id ?? '',
    copies: chosen.copies ?? 1,
    skip: Math.min(chosen.skip ?? 0, most),
  };
  const set = (change: Partial<PrintHow>) => setChosen((was) => ({ ...was, ...change }));
  return { how, set, printers, fitting, most, problem: templates.problem ?? jobs.problem };
}

export function PrintHowFields({ choices }: { choices: ReturnType<typeof usePrintHow> }) {
  const { w } = useWords();
  const { how, set, printers, fitting, most, problem } = choices;
  const current = printers.find(({ id }) => id === how.printer);
  return (
    <>
      <Select
        label={w('labels.printer')}
        data={printers.map(({ id, name }) => ({
          value: id,
          label: id === 'folder' ? w('printers.folder') : name,
        }))}
        value={how.printer}
        onChange={(value) => set({ printer: value ?? 'folder' })}
        allowDeselect={false}
      />
      <ProblemNote problem={current?.held ?? current?.problem ?? null} />
      <TemplatePicker
        templates={fitting as TemplateInfo[]}
        chosen={how.template}
        onChoose={(template) => set({ template, skip: 0 })}
      />
      <div className={styles.two}>
        <NumberInput
          label={w('labels.copies')}
          value={how.copies}
          min={1}
          max={mostCopies}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(value) => typeof value === 'number' && set({ copies: value })}
        />
        {most > 0 && (
          <NumberInput
            label={w('labels.skip')}
            description={w('labels.skipHint', { most })}
            value={how.skip}
            min={0}
            max={most}
            allowDecimal={false}
            clampBehavior="strict"
            onChange={(value) => typeof value === 'number' && set({ skip: value })}
          />
        )}
      </div>
      <ProblemNote problem={problem} />
    </>
  );
}
