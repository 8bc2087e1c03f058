import { Button } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useQuery } from '../calls.ts';
import { Page } from '../common/page.tsx';
import { addressOf, useRoute } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { LabelFiles } from './files.tsx';
import styles from './labels.module.css';
import { BatchLedger } from './ledger/batch-ledger.tsx';
import { CommandPapers } from './papers.tsx';
import { PrintForm } from './print-form.tsx';
import { PrintQueue } from './queue/print-queue.tsx';
import { Stock } from './stock/stock.tsx';
import { MadeWith } from './traced/made-with.tsx';

// Fetched by whoever designs: a line that only scans starts without it.
const Designs = lazy(async () => ({ default: (await import('./designer/designs.tsx')).Designs }));

/** Printing and, at `#/labels/designs`, what is printed with. */
export function Labels() {
  return useRoute().part === 'designs' ? (
    <Suspense>
      <Designs />
    </Suspense>
  ) : (
    <Printing />
  );
}

/** Printing again, what waits for printers, and everything that was printed. */
function Printing() {
  const { w } = useWords();
  const { printing } = useStationState();
  const files = useQuery('labels.files', {}, `${printing.printed} ${printing.lastFile}`);
  return (
    <Page
      title={w('nav.labels')}
      hint={w('labels.hint')}
      actions={
        <Button
          component="a"
          href={addressOf('labels', 'designs')}
          variant="default"
          size="xl"
          leftSection={<IconTags size={26} aria-hidden="true" />}
        >
          {w('design.open')}
        </Button>
      }
    >
      <div className={styles.columns}>
        <div className={styles.form}>
          <PrintForm onPrinted={() => void files.refetch()} />
          <Stock />
          <CommandPapers />
        </div>
        <div className={styles.form}>
          <PrintQueue />
          <BatchLedger />
          <MadeWith />
          <LabelFiles items={files.value?.items ?? null} problem={files.problem} />
        </div>
      </div>
    </Page>
  );
}
