import { useQuery } from '../calls.ts';
import { Page } from '../common/page.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { LabelFiles } from './files.tsx';
import styles from './labels.module.css';
import { CommandPapers } from './papers.tsx';
import { PrintForm } from './print-form.tsx';

/** Printing again, and everything that was printed. */
export function Labels() {
  const { w } = useWords();
  const { printing } = useStationState();
  const files = useQuery('labels.files', {}, `${printing.printed} ${printing.lastFile}`);
  return (
    <Page title={w('nav.labels')} hint={w('labels.hint')}>
      <div className={styles.columns}>
        <div className={styles.form}>
          <PrintForm onPrinted={() => void files.refetch()} />
          <CommandPapers />
        </div>
        <LabelFiles items={files.value?.items ?? null} problem={files.problem} />
      </div>
    </Page>
  );
}
