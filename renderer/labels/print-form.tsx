import { Button, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct, useQuery } from '../calls.ts';
import { GoodNote } from '../common/good-note.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './labels.module.css';
import { PrintHowFields, usePrintHow } from './print-how.tsx';
import { printerName } from './queue/queue-words.ts';
import { ReprintDialog } from './reprint-dialog.tsx';

/** Which devices, on which paper. */
export function PrintForm({ onPrinted }: { onPrinted: () => void }) {
  const { w, number } = useWords();
  const state = useStationState();
  const catalog = useQuery('catalog.get', {}, state.groups);
  const batches = useQuery('batches.list', { limit: 200 }, state.batch?.id);
  const print = useAct('printing.print');
  const choices = usePrintHow();
  const [chosenGroup, setGroup] = useState('');
  const [batchTag, setBatchTag] = useState('');
  const [printed, setPrinted] = useState<Awaited<ReturnType<typeof print.run>>>();

  const groups = catalog.value?.registrationGroups ?? [];
  const groupId = chosenGroup || (state.batch?.groupId ?? groups[0]?.groupId ?? '');
  const { how, printers } = choices;
  // The same tag may have been used twice; as a choice it is one.
  const tags = [
    ...new Set(
      batches.value?.items.filter((batch) => batch.groupId === groupId).map(({ tag }) => tag),
    ),
  ];

  const send = async (reason = '') => {
    setPrinted(undefined);
    const answer = await print.run({ groupId, ...how, ...(batchTag && { batchTag }), reason });
    setPrinted(answer);
    if (answer) onPrinted();
  };
  const asks = print.problem?.code === 'reprint-reason';
  const printer = printers.find(({ id }) => id === printed?.printer) ?? null;

  return (
    <Card title={w('labels.print')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Select
          label={w('start.group')}
          data={groups.map((group) => ({
            value: group.groupId,
            label: `${group.name} · ${group.groupId}`,
          }))}
          value={groupId}
          onChange={(value) => {
            setGroup(value ?? '');
            setBatchTag('');
          }}
          allowDeselect={false}
          placeholder={w('none.registrationGroup')}
        />
        <Select
          label={w('labels.batch')}
          data={[
            { value: '', label: w('labels.allBatches') },
            ...tags.map((tag) => ({ value: tag, label: tag })),
          ]}
          value={batchTag}
          onChange={(value) => setBatchTag(value ?? '')}
          allowDeselect={false}
        />
        <PrintHowFields choices={choices} />
        <Button
          type="submit"
          size="xl"
          fz={20}
          loading={print.busy}
          disabled={groupId === '' || how.template === ''}
          leftSection={<IconPrinter size={26} aria-hidden="true" />}
        >
          {w('labels.print')}
        </Button>
        <ProblemNote problem={(asks ? null : print.problem) ?? catalog.problem} />
        {printed && (
          <GoodNote>
            {w('labels.given', {
              count: number(printed.labels),
              printer: printerName(printed.printer, printer, { w }),
            })}
          </GoodNote>
        )}
      </form>
      <ReprintDialog
        problem={print.problem}
        busy={print.busy}
        onGo={(reason) => void send(reason)}
        onClose={print.clear}
      />
    </Card>
  );
}
