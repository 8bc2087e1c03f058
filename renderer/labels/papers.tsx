import { Button, Select } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useState } from 'react';
import type { BatchStart } from '../../shared/models/batch.ts';
import { useAct, useQuery } from '../calls.ts';
import { Choice } from '../common/choice.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './labels.module.css';
import { openPdf } from './pdf.ts';

/** The sheet of commands and the cards of batches, on the paper that is in the printer. */
export function CommandPapers() {
  const { w } = useWords();
  const { batch } = useStationState();
  const sheet = useAct('commands.sheet');
  const card = useAct('commands.card');
  const batches = useQuery('batches.list', { limit: 200 }, `${batch?.id} ${batch?.state}`);
  const [paper, setPaper] = useState<'A4' | 'Letter'>('A4');
  const [chosen, setChosen] = useState('');
  // A card opens no batch that is finished.
  const open = batches.value?.items.filter(({ state }) => state !== 'finished') ?? [];
  const picked = open.find(({ id }) => id === chosen) ?? open[0];
  const show = (pdf: { base64: string; name: string } | undefined) =>
    pdf && openPdf(pdf.base64, pdf.name);
  return (
    <Card title={w('command.printing')}>
      <div className={styles.form}>
        <Choice
          label={w('command.paper')}
          value={paper}
          data={[
            { value: 'A4', label: 'A4' },
            { value: 'Letter', label: 'Letter' },
          ]}
          onChange={setPaper}
        />
        <Button
          variant="default"
          loading={sheet.busy}
          leftSection={<IconFileTypePdf size={22} aria-hidden="true" />}
          onClick={async () => show(await sheet.run({ paper }))}
        >
          {w('command.print')}
        </Button>
        <Select
          label={w('command.cardOf')}
          data={open.map(({ id, tag, groupId }) => ({ value: id, label: `${tag} · ${groupId}` }))}
          value={picked?.id ?? null}
          onChange={(id) => setChosen(id ?? '')}
          placeholder={w('command.noBatch')}
          disabled={!picked}
          allowDeselect={false}
        />
        <Button
          variant="default"
          loading={card.busy}
          disabled={!picked}
          leftSection={<IconFileTypePdf size={22} aria-hidden="true" />}
          onClick={async () => picked && show(await card.run({ paper, start: startOf(picked) }))}
        >
          {w('command.card')}
        </Button>
        <ProblemNote problem={sheet.problem ?? card.problem ?? batches.problem} />
      </div>
    </Card>
  );
}

/** What a batch was started with. */
const startOf = (batch: BatchStart): BatchStart => {
  const { groupId, tag, target, template, allocateTo, masterData, line, makes } = batch;
  return { groupId, tag, target, template, allocateTo, masterData, line, makes };
};
