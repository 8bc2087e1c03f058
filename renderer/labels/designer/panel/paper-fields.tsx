import { Select } from '@mantine/core';
import type { Paper } from '../../../../shared/models/label-design.ts';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';
import { NumberField } from './number-field.tsx';

interface Props {
  paper: Paper;
  onChange: (paper: Paper) => void;
  onRest?: () => void;
}

const sensings = ['gap', 'mark', 'continuous'] as const;

/** Sizes of the paper, as its packet has them. */
export function PaperFields({ paper, onChange, onRest }: Props) {
  const { w } = useWords();
  const field = (label: string, value: number, set: (value: number) => Paper, whole = false) => (
    <NumberField
      label={label}
      value={value}
      min={whole ? 1 : 0}
      max={whole ? 50 : 1000}
      whole={whole}
      onChange={(number) => onChange(set(number))}
      {...(onRest && { onRest })}
    />
  );
  const { label } = paper;
  const size = (
    <>
      {field(w('design.labelWidth'), label.width, (width) => ({
        ...paper,
        label: { ...label, width },
      }))}
      {field(w('design.labelHeight'), label.height, (height) => ({
        ...paper,
        label: { ...label, height },
      }))}
    </>
  );
  if (paper.form === 'roll') {
    return (
      <div className={styles.two}>
        {size}
        {field(w('design.gap'), paper.gap, (gap) => ({ ...paper, gap }))}
        <Select
          label={w('design.sensing')}
          data={sensings.map((value) => ({ value, label: w(`design.sensing.${value}`) }))}
          value={paper.sensing}
          allowDeselect={false}
          onChange={(sensing) => sensing && onChange({ ...paper, sensing })}
        />
      </div>
    );
  }
  const { page, origin, pitch, columns, rows } = paper;
  return (
    <div className={styles.two}>
      {size}
      {field(w('design.columns'), columns, (value) => ({ ...paper, columns: value }), true)}
      {field(w('design.rows'), rows, (value) => ({ ...paper, rows: value }), true)}
      {field(w('design.left'), origin.x, (x) => ({ ...paper, origin: { ...origin, x } }))}
      {field(w('design.top'), origin.y, (y) => ({ ...paper, origin: { ...origin, y } }))}
      {field(w('design.pitchX'), pitch.x, (x) => ({ ...paper, pitch: { ...pitch, x } }))}
      {field(w('design.pitchY'), pitch.y, (y) => ({ ...paper, pitch: { ...pitch, y } }))}
      {field(w('design.pageWidth'), page.width, (width) => ({
        ...paper,
        page: { ...page, width },
      }))}
      {field(w('design.pageHeight'), page.height, (height) => ({
        ...paper,
        page: { ...page, height },
      }))}
    </div>
  );
}
