import { Button } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import type { DeviceName } from '../../shared/models/device.ts';
import type { State } from '../../shared/models/state.ts';
import type { Undone } from '../../shared/models/undo.ts';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useMayNot } from '../role.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './scan.module.css';
import undoStyles from './undo.module.css';
import { UndoDialog } from './undo-dialog.tsx';
import { cutSn } from './undoable.ts';

interface Props {
  batch: NonNullable<State['batch']>;
  onUndone: (undone: Undone) => void;
}

/** Takes back the last unit, or the whole batch once a person has read what that does. */
export function UndoPanel({ batch, onUndone }: Props) {
  const { w } = useWords();
  const mayNotLast = useMayNot('undo.last');
  const mayNotAll = useMayNot('undo.do');
  const [asking, setAsking] = useState(false);
  const last = useLast(onUndone);
  const none = batch.accepted === 0;
  const { asked } = last;
  return (
    <section className={styles.panel} aria-label={w('undoing.title')}>
      <div className={`${styles.buttons} ${undoStyles.buttons}`}>
        {/* One button that changes what it says: the finger that asked is where it answers. */}
        <Button
          size="xl"
          fz={16}
          variant={asked ? 'filled' : 'default'}
          {...(asked && { color: 'red.9' })}
          disabled={none || mayNotLast !== null}
          title={asked?.deviceSn ?? mayNotLast ?? ''}
          loading={last.busy}
          onClick={last.press}
          onKeyDown={last.onKeyDown}
        >
          {asked ? (
            <span className={undoStyles.really}>
              {w('undoing.lastReally')}
              <Cut sn={asked.deviceSn} />
            </span>
          ) : (
            w('undoing.last')
          )}
        </Button>
        {asked ? (
          <Button size="xl" fz={16} variant="default" onClick={last.keep}>
            {w('undoing.keepIt')}
          </Button>
        ) : (
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
        )}
      </div>
      <output className={undoStyles.hidden} aria-live="polite">
        {asked && w('undoing.titleLast', { sn: asked.deviceSn })}
      </output>
      <ProblemNote problem={last.problem} />
      <UndoDialog
        opened={asking}
        title={w('undoing.titleBatch', { tag: batch.tag })}
        scope={{ what: 'batch', batchId: batch.id }}
        onClose={() => setAsking(false)}
        onDone={() => setAsking(false)}
      />
    </section>
  );
}

function Cut({ sn }: { sn: string }) {
  const [head, tail] = cutSn(sn);
  return (
    <span className={`mono ${undoStyles.cut}`}>
      <span>{head}</span>
      <span>{tail}</span>
    </span>
  );
}

/**
 * The first press asks which unit is the last one, the second undoes that one and no other. A double
 * click or a held key is one press; the next read withdraws the question.
 */
function useLast(onUndone: Props['onUndone']) {
  const { reads } = useStationState();
  const plan = useAct('undo.plan');
  const undo = useAct('undo.last');
  const [question, setQuestion] = useState<{ unit: DeviceName; read: number } | null>(null);
  const read = reads[0]?.id ?? 0;
  const asked = question?.read === read ? question.unit : null;
  const keep = () => setQuestion(null);
  const ask = async () => {
    undo.clear();
    const unit = (await plan.run({ scope: { what: 'last' } }))?.first;
    if (unit) setQuestion({ unit, read });
  };
  const goOn = async ({ deviceSn }: DeviceName) => {
    setQuestion(null);
    const undone = await undo.run({ deviceSn });
    if (undone) onUndone(undone);
  };
  return {
    asked,
    keep,
    busy: plan.busy || undo.busy,
    problem: undo.problem ?? plan.problem,
    press(event: MouseEvent) {
      if (event.detail > 1) return;
      void (asked ? goOn(asked) : ask());
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.repeat && event.key !== 'Tab') event.preventDefault();
      if (event.key === 'Escape') keep();
    },
  };
}
