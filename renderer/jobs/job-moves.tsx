import { Button } from '@mantine/core';
import { IconDownload, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { Job } from '../../shared/models/action.ts';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { saveFile } from '../common/save-file.ts';
import { useWords } from '../words.tsx';
import { isOver } from './job-shape.ts';
import styles from './jobs.module.css';

/** Pause, resume, cancel after what was begun, and the file of results. */
export function JobMoves({ job }: { job: Job }) {
  const { w } = useWords();
  const move = useAct('jobs.move');
  const file = useAct('jobs.file');
  const save = async () => {
    const answer = await file.run({ id: job.id });
    if (answer) saveFile(new Blob([answer.text], { type: 'text/csv;charset=utf-8' }), answer.name);
  };
  const to = job.state === 'paused' ? 'resume' : 'pause';
  const Icon = to === 'pause' ? IconPlayerPause : IconPlayerPlay;
  return (
    <>
      <div className={styles.moves}>
        {!isOver(job) && (
          <>
            <Button
              variant="default"
              disabled={move.busy}
              leftSection={<Icon size={20} aria-hidden="true" />}
              onClick={() => void move.run({ id: job.id, to })}
            >
              {w(`jobs.${to}`)}
            </Button>
            <Button
              variant="default"
              disabled={move.busy}
              title={w('jobs.cancelHint')}
              leftSection={<IconX size={20} aria-hidden="true" />}
              onClick={() => void move.run({ id: job.id, to: 'cancel' })}
            >
              {w('jobs.cancel')}
            </Button>
          </>
        )}
        <Button
          variant="light"
          loading={file.busy}
          leftSection={<IconDownload size={20} aria-hidden="true" />}
          onClick={() => void save()}
        >
          {w('jobs.file')}
        </Button>
      </div>
      <ProblemNote problem={move.problem ?? file.problem} />
    </>
  );
}
