import { Button, Modal } from '@mantine/core';
import { IconPhotoSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Problem } from '../../../shared/problems.ts';
import { useQuery } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useWords } from '../../words.tsx';
import styles from './queue.module.css';

/** The picture of the label that stopped a job, where its problem names one. */
export function FailedLabel({ problem }: { problem: Problem | null }) {
  const { w } = useWords();
  const [opened, setOpened] = useState(false);
  const name = problem?.params?.['picture'];
  if (typeof name !== 'string') return null;
  return (
    <div className={styles.moves}>
      <Button
        size="xl"
        variant="default"
        leftSection={<IconPhotoSearch size={26} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {w('queue.showFailed')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={w('queue.failedLabel')}
        size="lg"
        closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      >
        <Picture name={name} />
      </Modal>
    </div>
  );
}

function Picture({ name }: { name: string }) {
  const { w } = useWords();
  const { value, problem } = useQuery('printing.picture', { name });
  return (
    <>
      <ProblemNote problem={problem} />
      {value && (
        <img
          className={styles.failed}
          src={`data:image/png;base64,${value.base64}`}
          alt={w('queue.failedLabel')}
        />
      )}
    </>
  );
}
