import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { State } from '../../shared/models/state.ts';
import type { Undone } from '../../shared/models/undo.ts';
import { problem } from '../../shared/problems.ts';
import { useAct, useQuery } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { ReasonDialog } from '../common/reason-dialog.tsx';
import { useMayNot } from '../role.tsx';
import { useWords } from '../words.tsx';
import styles from './scan.module.css';

/** Takes back the last unit, or the whole batch once a person has read what that does. */
export function UndoPanel({ batch }: { batch: NonNullable<State['batch']> }) {
  const { w, sentence } = useWords();
  const last = useAct('undo.last');
  const all = useAct('undo.do');
  const mayNotAll = useMayNot('undo.do');
  const [asking, setAsking] = useState(false);
  const [undone, setUndone] = useState<Undone | null>(null);
  const none = batch.accepted === 0;
  const said =
    undone &&
    sentence(problem('noted-undone', { deviceSn: undone.deviceSn, tag: undone.batchTag }));
  return (
    <div className={styles.panel}>
      <div className={styles.buttons}>
        <Button
          size="xl"
          fz={16}
          variant="default"
          disabled={none}
          loading={last.busy}
          onClick={async () => setUndone((await last.run({})) ?? null)}
        >
          {w('undoing.last')}
        </Button>
        <Button
          size="xl"
          fz={16}
          variant="default"
          disabled={none || mayNotAll !== null}
          title={mayNotAll ?? ''}
          onClick={() => setAsking(true)}
        >
          {w('undoing.batch')}
        </Button>
      </div>
      <output aria-live="polite">{said}</output>
      <ProblemNote problem={last.problem} />
      <ReasonDialog
        opened={asking}
        title={w('undoing.titleBatch', { tag: batch.tag })}
        what={asking ? <Plan batchId={batch.id} /> : null}
        label={w('undoing.reason')}
        go={w('undoing.go')}
        grave
        busy={all.busy}
        problem={all.problem}
        onGo={async (reason) => {
          const done = await all.run({ scope: { what: 'batch', batchId: batch.id }, reason });
          if (done) setAsking(false);
        }}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}

/** What will happen, counted, before it happens. */
function Plan({ batchId }: { batchId: string }) {
  const { w, number, sentence } = useWords();
  const { value, problem: why } = useQuery('undo.plan', { scope: { what: 'batch', batchId } });
  if (!value) return <ProblemNote problem={why} />;
  const count = (effect: string) => value.effects.find((one) => one.effect === effect)?.count ?? 0;
  const lines = [
    ['undoing.vanish', count('vanishes')],
    ['undoing.deleted', count('deleted-there')],
    ['undoing.labels', count('label-void')],
    ['undoing.losses', count('credentials-lost')],
  ] as const;
  return (
    <>
      {lines.map(([key, n]) =>
        n > 0 ? <span key={key}>{w(key, { count: number(n) })} </span> : null,
      )}
      {value.refused.map((left) => (
        <span key={left.problem.code}>
          {w('undoing.left', { count: number(left.count), why: sentence(left.problem) })}{' '}
        </span>
      ))}
      <span>{w('undoing.free')}</span>
    </>
  );
}

/** Labels that are void: how many are left, and whether scans tick them off now. */
export function DestroyPanel({ toDestroy: { left, on } }: { toDestroy: State['toDestroy'] }) {
  const { w, number } = useWords();
  const set = useAct('labels.destroying');
  if (left === 0 && !on) return null;
  return (
    <section className={styles.panel} aria-label={w('destroy.title')}>
      {on && <p className={styles.group}>{w('destroy.on', { count: number(left) })}</p>}
      <Button
        size="xl"
        fz={18}
        variant={on ? 'filled' : 'default'}
        loading={set.busy}
        leftSection={<IconTrash size={24} aria-hidden="true" />}
        onClick={() => void set.run({ on: !on })}
      >
        {on ? w('destroy.end') : w('destroy.button', { count: number(left) })}
      </Button>
      <ProblemNote problem={set.problem} />
    </section>
  );
}
