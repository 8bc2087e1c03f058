import { Button, Group, Modal, Progress } from '@mantine/core';
import { IconCircleCheck, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useCallback, useEffect, useId, useState } from 'react';
import { leavingNeedsLead } from '../../shared/line/leaving.ts';
import type { State } from '../../shared/models/state.ts';
import { problem } from '../../shared/problems.ts';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useLacksRole } from '../role.tsx';
import { useWords } from '../words.tsx';
import { BatchCounts } from './batch-counts.tsx';
import { HoldNote } from './line/hold-note.tsx';
import { Pace } from './line/pace.tsx';
import { Waiting } from './line/waiting.tsx';
import styles from './scan.module.css';

/** The batch in hand: how far it is, and pause, resume, finish. */
export function BatchPanel({ batch }: { batch: NonNullable<State['batch']> }) {
  const { w, number, sentence } = useWords();
  const pause = useAct('batches.pause');
  const resume = useAct('batches.resume');
  const finish = useAct('batches.finish');
  const heldId = useId();
  const [asking, setAsking] = useState(false);
  const paused = batch.state === 'paused';
  const held = useLacksRole(leavingNeedsLead(batch, batch.now) ? 'line-lead' : 'technician');
  const full = batch.target !== null && batch.accepted >= batch.target;

  const { run: runPause } = pause;
  const { run: runResume } = resume;
  const { run: runFinish } = finish;
  const toggle = useCallback(
    () => void (paused ? runResume({}) : runPause({})),
    [paused, runPause, runResume],
  );
  const wish = useCallback(() => {
    if (held !== null) return;
    if (full) void runFinish({});
    else setAsking(true);
  }, [held, full, runFinish]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'F8') toggle();
      else if (event.key === 'F9') wish();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [toggle, wish]);

  return (
    <section className={styles.panel} aria-label={w('batch.title')}>
      <div className={styles.name}>
        <h1 title={batch.tag}>{batch.tag}</h1>
        <p className={styles.group} title={`${batch.groupName} · ${batch.groupId}`}>
          {batch.groupName} · <span className="mono">{batch.groupId}</span>
        </p>
      </div>
      <p className={styles.count} data-long={batch.accepted >= 10_000 || undefined}>
        <strong>{number(batch.accepted)}</strong>
        <span>
          {batch.target === null
            ? w('batch.accepted')
            : w('batch.ofTarget', { target: number(batch.target) })}
        </span>
      </p>
      {batch.target !== null && (
        <Progress
          value={Math.min(100, (100 * batch.accepted) / batch.target)}
          size={14}
          radius="xl"
          color={full ? 'var(--ls-accepted)' : 'line'}
          aria-label={w('batch.progress')}
        />
      )}
      <BatchCounts batch={batch} />
      <div className={styles.buttons}>
        <Button
          size="xl"
          fz={18}
          variant={paused ? 'filled' : 'default'}
          loading={pause.busy || resume.busy}
          leftSection={paused ? <IconPlayerPlay size={24} /> : <IconPlayerPause size={24} />}
          onClick={toggle}
          aria-keyshortcuts="F8"
        >
          {w(paused ? 'batch.resume' : 'batch.pause')}
        </Button>
        <Button
          size="xl"
          fz={18}
          variant={full ? 'filled' : 'default'}
          loading={finish.busy}
          leftSection={<IconCircleCheck size={24} />}
          disabled={held !== null}
          onClick={wish}
          aria-keyshortcuts="F9"
          aria-describedby={held === null ? undefined : heldId}
        >
          {w('batch.finish')}
        </Button>
      </div>
      {held !== null && <p id={heldId}>{sentence(problem('batch-held', { tag: batch.tag }))}</p>}
      <ProblemNote problem={pause.problem ?? resume.problem ?? finish.problem} />
      <HoldNote batch={batch} />
      <Waiting batch={batch} />
      <Pace batch={batch} />
      <Modal
        opened={asking && held === null}
        onClose={() => setAsking(false)}
        title={w('batch.finishTitle', { tag: batch.tag })}
        closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      >
        <p>
          {batch.target === null
            ? w('batch.finishOpen', { count: number(batch.accepted) })
            : w('batch.finishShort', {
                count: number(batch.accepted),
                target: number(batch.target),
              })}
        </p>
        <Group grow>
          <Button size="xl" variant="default" onClick={() => setAsking(false)}>
            {w('batch.keep')}
          </Button>
          <Button
            size="xl"
            data-autofocus
            onClick={() => {
              setAsking(false);
              void finish.run({});
            }}
          >
            {w('batch.finish')}
          </Button>
        </Group>
      </Modal>
    </section>
  );
}
