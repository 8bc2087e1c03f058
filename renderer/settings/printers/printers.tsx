import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { folderPrinter } from '../../../shared/models/printer.ts';
import { useAct, useQuery } from '../../calls.ts';
import { Card, Empty } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';
import { LivePrinter } from './live-printer.tsx';
import { emptyPrinter } from './printer-draft.ts';
import { PrinterForm } from './printer-form.tsx';

/** The printers of the station and how they are, and a form for one more. */
export function Printers() {
  const { w } = useWords();
  const { printers } = useStationState();
  const remove = useAct('printers.remove');
  const add = useAct('printers.save');
  const mayNot = useMayNot('printers.save');
  const list = useQuery(
    'printers.list',
    {},
    printers.map(({ way }) => way),
  );
  const found = list.value?.found ?? [];
  const onlyFolder = printers.every(({ id }) => id === folderPrinter.id);
  return (
    <div className={styles.stack}>
      <Card title={w('settings.printers')}>
        <p className="ink-off">{w('printers.what')}</p>
        <ul className={styles.scanners}>
          {printers.map((printer) => (
            <LivePrinter
              key={printer.id}
              printer={printer}
              found={found}
              onRemove={() => void remove.run({ id: printer.id })}
            />
          ))}
        </ul>
        {onlyFolder && (
          <Empty title={w('printers.none')}>
            <p>{w('printers.noneHint')}</p>
          </Empty>
        )}
        <ProblemNote problem={remove.problem} />
      </Card>
      <Card title={w('printers.add')}>
        {mayNot === null ? (
          <PrinterForm
            start={emptyPrinter}
            found={found}
            onSave={async (wish) => (await add.run(wish)) !== undefined}
          >
            <Button
              type="submit"
              loading={add.busy}
              leftSection={<IconPlus size={20} aria-hidden="true" />}
            >
              {w('printers.add')}
            </Button>
          </PrinterForm>
        ) : (
          <p className="ink-off">{mayNot}</p>
        )}
        <ProblemNote problem={add.problem} />
      </Card>
    </div>
  );
}
