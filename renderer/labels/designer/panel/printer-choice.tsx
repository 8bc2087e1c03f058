import { Select } from '@mantine/core';
import { useState } from 'react';
import type { LabelDesign } from '../../../../shared/models/label-design.ts';
import type { PrinterSettings } from '../../../../shared/models/printer.ts';
import { useStationState } from '../../../station.tsx';
import { useWords } from '../../../words.tsx';

type Target = LabelDesign['target'];

/** What prints pages is a laser to the rules of codes; label printers have a thermal head. */
const targetOf = ({ language, dpi }: Pick<PrinterSettings, 'language' | 'dpi'>): Target => ({
  head: language === 'pdf' ? 'laser' : 'thermal',
  dpi,
});

interface Props {
  target: Target;
  onChange: (target: Target) => void;
}

/** A printer of this station to design for; none where only the label folder is set up. */
export function PrinterChoice({ target, onChange }: Props) {
  const { w } = useWords();
  const { printers } = useStationState();
  const [chosen, setChosen] = useState<string | null>(null);
  if (printers.length < 2) return null;
  const like = printers.filter((printer) => {
    const { head, dpi } = targetOf(printer);
    return head === target.head && dpi === target.dpi;
  });
  const shown = like.find(({ id }) => id === chosen) ?? like[0];
  return (
    <Select
      label={w('design.printer')}
      data={printers.map(({ id, name }) => ({ value: id, label: name }))}
      value={shown?.id ?? null}
      placeholder={w('design.printer.other')}
      allowDeselect={false}
      onChange={(id) => {
        const printer = printers.find((each) => each.id === id);
        if (!printer) return;
        setChosen(printer.id);
        onChange(targetOf(printer));
      }}
    />
  );
}
