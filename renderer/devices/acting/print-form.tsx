import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Device } from '../../../shared/models/device.ts';
import { useAct, useQuery } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { TemplatePicker } from '../../labels/template-picker.tsx';
import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import { printParts } from './print-parts.ts';

/** Labels of the chosen devices: a call for each group, since a file holds one group's labels. */
export function PrintForm({ devices, onClose }: { devices: Device[]; onClose: () => void }) {
  const { w, number } = useWords();
  const templates = useQuery('labels.templates', {});
  const print = useAct('labels.print');
  const [chosen, setChosen] = useState('');
  const [printed, setPrinted] = useState<{ file: string; labels: number }[]>([]);
  const [done, setDone] = useState(0);
  const template = chosen || (templates.value?.items[0]?.id ?? '');
  const parts = printParts(devices);
  const send = async () => {
    // A second try goes on after what was printed already.
    for (const [index, part] of parts.entries()) {
      if (index < done) continue;
      const answer = await print.run({ ...part, template });
      if (!answer) return;
      setPrinted((before) => [...before, answer]);
      setDone(index + 1);
    }
  };
  const finished = done === parts.length;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!print.busy) void send();
      }}
    >
      <TemplatePicker
        templates={templates.value?.items ?? []}
        chosen={template}
        onChoose={setChosen}
      />
      <ProblemNote problem={print.problem ?? templates.problem} />
      {printed.length > 0 && (
        <GoodNote>
          {w('print.done', {
            count: number(printed.reduce((sum, { labels }) => sum + labels, 0)),
            files: printed.map(({ file }) => file).join(', '),
          })}
        </GoodNote>
      )}
      <div className={styles.buttons}>
        {finished ? (
          <Button size="xl" fz={19} onClick={onClose}>
            {w('close')}
          </Button>
        ) : (
          <Button
            type="submit"
            size="xl"
            fz={19}
            disabled={template === ''}
            loading={print.busy}
            leftSection={<IconPrinter size={26} aria-hidden="true" />}
          >
            {w('print.go', { count: number(devices.length) })}
          </Button>
        )}
      </div>
    </form>
  );
}
