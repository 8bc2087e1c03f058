import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { designFaults } from '../../../../shared/labels/design-faults.ts';
import { papers } from '../../../../shared/labels/papers.ts';
import type { LabelDesign, Paper } from '../../../../shared/models/label-design.ts';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';
import { freeTemplateId } from '../model/names.ts';
import { PaperFields } from '../panel/paper-fields.tsx';

interface Props {
  opened: boolean;
  taken: readonly string[];
  onStart: (design: LabelDesign) => void;
  onClose: () => void;
}

const customRoll: Paper = {
  form: 'roll',
  label: { width: 60, height: 40 },
  gap: 3,
  sensing: 'gap',
};
const customSheet: Paper = {
  form: 'sheet',
  page: { width: 210, height: 297 },
  label: { width: 50, height: 25 },
  columns: 3,
  rows: 10,
  origin: { x: 20, y: 20 },
  pitch: { x: 55, y: 26 },
};

/** A new label begins with its paper: one that is sold, or one that is measured. */
export function NewLabel({ opened, taken, onStart, onClose }: Props) {
  const { w, sentence } = useWords();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState(papers[0]?.id ?? '');
  const [measured, setMeasured] = useState<Paper>(customRoll);
  const known = papers.find(({ id }) => id === chosen);
  const paper = known?.paper ?? measured;
  const thermal = paper.form === 'roll';
  const design: LabelDesign = {
    id: freeTemplateId(name, taken),
    version: 1,
    name: name.trim() || w('design.new'),
    paper,
    drift: 1,
    target:
      known?.target ?? (thermal ? { head: 'thermal', dpi: 203 } : { head: 'laser', dpi: 600 }),
    parts: known?.parts ?? [],
    layout: 'placed',
    elements: [],
  };
  const [fault] = designFaults(design).filter(({ problem }) => problem.code !== 'template-empty');
  const choose = (id: string) => {
    setChosen(id);
    if (id === 'roll') setMeasured(customRoll);
    if (id === 'sheet') setMeasured(customSheet);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('design.new')}
      size="lg"
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      <form
        className={styles.panelPart}
        onSubmit={(event) => {
          event.preventDefault();
          if (!fault) onStart(design);
        }}
      >
        <TextInput
          label={w('design.name')}
          value={name}
          maxLength={80}
          required
          data-autofocus
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={w('design.paper')}
          data={[
            { value: 'roll', label: w('design.customRoll') },
            { value: 'sheet', label: w('design.customSheet') },
            ...papers.map((each) => ({ value: each.id, label: each.name })),
          ]}
          value={chosen}
          allowDeselect={false}
          searchable
          onChange={(id) => id && choose(id)}
        />
        {!known && <PaperFields key={chosen} paper={measured} onChange={setMeasured} />}
        {fault && <p className="ink-bad">{sentence(fault.problem)}</p>}
        <Group grow>
          <Button variant="default" size="xl" onClick={onClose}>
            {w('cancel')}
          </Button>
          <Button type="submit" size="xl" disabled={fault !== undefined}>
            {w('design.start')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
