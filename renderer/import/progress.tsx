import { Button, Group, Modal, Progress } from '@mantine/core';
import { IconArrowBackUp, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { changesOf, notTaken } from '../../shared/import/counts.ts';
import { type ImportInfo, rowKinds } from '../../shared/models/import.ts';
import { useAct } from '../calls.ts';
import { Chip } from '../common/chip.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useLacksRole } from '../role.tsx';
import { useWords } from '../words.tsx';
import styles from './import.module.css';
import { RefusedFile } from './refused-file.tsx';
import { kindShape } from './shapes.ts';

/** How far an import is, and what can be done about it. */
export function ProgressOf({ info }: { info: ImportInfo }) {
  const { w, number, age } = useWords();
  const { counts, total, state } = info;
  const share = total ? Math.min(100, Math.floor((counts.rows / total) * 100)) : 0;
  return (
    <Card>
      <div className={styles.view} aria-live="polite">
        <p className={styles.far}>
          {total === null
            ? w('import.rowsOf', { count: number(counts.rows) })
            : w('import.far', { count: number(counts.rows), total: number(total) })}
          {info.rate !== null && info.secondsLeft !== null && (
            <span>
              {w('import.rate', {
                rate: number(Math.round(info.rate)),
                left: age(info.secondsLeft * 1000),
              })}
            </span>
          )}
        </p>
        <Progress.Root size={18} radius="sm">
          <Progress.Section
            value={state === 'planning' ? 100 : share}
            animated={state === 'planning'}
            aria-label={w('import.progress')}
            color="line"
          />
        </Progress.Root>
        <ul className={styles.counts}>
          {rowKinds.map((kind) => (
            <li key={kind}>
              <Chip kind={counts[kind] === 0 ? 'off' : kindShape[kind]}>
                {w(`import.${kind}`)}: {number(counts[kind])}
              </Chip>
            </li>
          ))}
        </ul>
        {(info.undone > 0 || info.left > 0) && (
          <p>{w('import.undoneOf', { undone: number(info.undone), left: number(info.left) })}</p>
        )}
        {state !== 'planning' && <Moves info={info} />}
      </div>
    </Card>
  );
}

function Moves({ info }: { info: ImportInfo }) {
  const { w, number } = useWords();
  const move = useAct('imports.move');
  const lacks = useLacksRole('line-lead');
  const [asking, setAsking] = useState(false);
  const { id, state, counts } = info;
  const atWork = state === 'running' || state === 'paused';
  const to = state === 'paused' ? 'resume' : 'pause';
  const Icon = to === 'pause' ? IconPlayerPause : IconPlayerPlay;
  const made = changesOf(counts);
  const undo = async () => {
    if (await move.run({ id, to: 'undo' })) setAsking(false);
  };
  return (
    <>
      <div className={styles.moves}>
        {atWork && (
          <>
            <Button
              size="lg"
              variant="default"
              disabled={move.busy}
              leftSection={<Icon size={20} aria-hidden="true" />}
              onClick={() => void move.run({ id, to })}
            >
              {w(`import.${to}`)}
            </Button>
            <Button
              size="lg"
              variant="default"
              disabled={move.busy}
              leftSection={<IconX size={20} aria-hidden="true" />}
              onClick={() => void move.run({ id, to: 'cancel' })}
            >
              {w('import.cancel')}
            </Button>
          </>
        )}
        {notTaken(counts) > 0 && <RefusedFile id={id} />}
        {state !== 'undoing' && state !== 'undone' && made > 0 && (
          <Button
            size="lg"
            variant="default"
            disabled={lacks !== null}
            title={lacks ?? ''}
            leftSection={<IconArrowBackUp size={20} aria-hidden="true" />}
            onClick={() => setAsking(true)}
          >
            {w('import.undo')}
          </Button>
        )}
      </div>
      <ProblemNote problem={asking ? null : move.problem} />
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={w('import.undo')}
        closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      >
        <p>{w('import.undoWhat', { count: number(made) })}</p>
        <ProblemNote problem={move.problem} />
        <Group grow mt="md">
          <Button variant="default" size="lg" onClick={() => setAsking(false)}>
            {w('cancel')}
          </Button>
          <Button color="red.9" size="lg" loading={move.busy} onClick={() => void undo()}>
            {w('import.undoGo')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
