import { Button } from '@mantine/core';
import { IconDownload, IconExternalLink, IconFileTypePdf } from '@tabler/icons-react';
import type { CallOutput, Problem } from '../../shared/contract.ts';
import { useAct } from '../calls.ts';
import { Card, Empty } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import styles from './labels.module.css';
import { openPdf, saveLabelFile } from './pdf.ts';

interface Props {
  items: CallOutput<'labels.files'>['items'] | null;
  problem: Problem | null;
}

/** The PDFs in the station's label folder. */
export function LabelFiles({ items, problem }: Props) {
  const { w, when, bytes } = useWords();
  const read = useAct('labels.read');
  const take = async (file: string, handle: (base64: string, file: string) => void) => {
    const answer = await read.run({ file });
    if (answer) handle(answer.base64, file);
  };
  return (
    <Card title={w('labels.files')}>
      <ProblemNote problem={read.problem ?? problem} />
      {items?.length === 0 && (
        <Empty title={w('labels.noFiles')}>
          <p>{w('labels.noFilesHint')}</p>
        </Empty>
      )}
      <ul className={styles.files}>
        {items?.map(({ file, bytes: size, changedAt }) => (
          <li key={file}>
            <IconFileTypePdf size={32} stroke={1.5} aria-hidden="true" className="ink-off" />
            <div className={styles.fileName}>
              <strong>{file}</strong>
              <span className="ink-off">
                {when(changedAt)} · {bytes(size)}
              </span>
            </div>
            {file.endsWith('.pdf') && (
              <Button
                variant="default"
                leftSection={<IconExternalLink size={20} aria-hidden="true" />}
                onClick={() => void take(file, openPdf)}
                aria-label={`${w('labels.open')} ${file}`}
              >
                {w('labels.open')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconDownload size={20} aria-hidden="true" />}
              onClick={() => void take(file, saveLabelFile)}
              aria-label={`${w('labels.save')} ${file}`}
            >
              {w('labels.save')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
