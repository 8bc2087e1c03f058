import { Button } from '@mantine/core';
import { IconArrowLeft, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { VoidLabel } from '../../shared/models/label.ts';
import type { State } from '../../shared/models/state.ts';
import { useAct, useQuery } from '../calls.ts';
import { Empty } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { ReasonDialog } from '../common/reason-dialog.tsx';
import { useMayNot } from '../role.tsx';
import { go } from '../route.ts';
import { useWords } from '../words.tsx';
import styles from './destroy.module.css';
import scanStyles from './scan.module.css';

/** What is shown at once; what is ticked off makes room for the rest. */
const shown = 200;

/** How many labels are void, and the way to their list. */
export function DestroyPanel({ left }: { left: number }) {
  const { w, number } = useWords();
  if (left === 0) return null;
  return (
    <section className={scanStyles.panel} aria-label={w('destroy.title')}>
      <Button
        size="xl"
        fz={18}
        variant="default"
        leftSection={<IconTrash size={24} aria-hidden="true" />}
        onClick={() => go('scan', 'destroy')}
      >
        {w('destroy.count', { count: number(left) })}
      </Button>
    </section>
  );
}

/** Every label that has to be destroyed, oldest first: whose, when and why; and where destroying begins. */
export function DestroyList({ toDestroy: { left, on } }: { toDestroy: State['toDestroy'] }) {
  const { w, number } = useWords();
  const list = useQuery('labels.toDestroy', { limit: shown }, left);
  const set = useAct('labels.destroying');
  const tick = useAct('labels.destroy');
  const mayNotSet = useMayNot('labels.destroying');
  const mayNotTick = useMayNot('labels.destroy');
  const [asking, setAsking] = useState<VoidLabel | null>(null);
  const items = list.value?.items ?? [];
  const pieces = items.reduce((sum, label) => sum + label.left, 0);
  return (
    <>
      <section className={scanStyles.panel} aria-labelledby="destroy-title">
        <h1 id="destroy-title">{w('destroy.title')}</h1>
        {left > 0 && (
          <p className={scanStyles.count}>
            <strong>{number(left)}</strong>
            <span>{w('destroy.left')}</span>
          </p>
        )}
        {!on && (
          <>
            {left > 0 && <p className={scanStyles.group}>{w('destroy.how')}</p>}
            <div className={left > 0 ? scanStyles.buttons : undefined}>
              <Button
                size="xl"
                fz={16}
                variant="default"
                leftSection={<IconArrowLeft size={22} aria-hidden="true" />}
                onClick={() => go('scan')}
              >
                {w('destroy.back')}
              </Button>
              {left > 0 && (
                <Button
                  size="xl"
                  fz={16}
                  loading={set.busy}
                  disabled={mayNotSet !== null}
                  title={mayNotSet ?? ''}
                  onClick={() => void set.run({ on: true })}
                >
                  {w('destroy.begin')}
                </Button>
              )}
            </div>
          </>
        )}
        <ProblemNote problem={set.problem ?? list.problem} />
      </section>
      {left === 0 && (
        <Empty title={w('destroy.none')}>
          <p>{w(on ? 'destroy.noneOn' : 'destroy.noneHint')}</p>
        </Empty>
      )}
      {left > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it
        <ol className={styles.list} tabIndex={0} aria-label={w('destroy.title')}>
          {items.map((label) => (
            <Row key={label.id} label={label} mayNot={mayNotTick} onTick={() => setAsking(label)} />
          ))}
          {pieces < left && list.value && (
            <li className={styles.more}>{w('destroy.more', { count: number(left - pieces) })}</li>
          )}
        </ol>
      )}
      <ReasonDialog
        opened={asking !== null}
        title={w('destroy.byHandTitle', { sn: asking?.deviceSn ?? '' })}
        what={w('destroy.byHandWhat')}
        label={w('undoing.reason')}
        go={w('destroy.byHand')}
        busy={tick.busy}
        problem={tick.problem}
        onGo={async (reason) => {
          if (asking && (await tick.run({ id: asking.id, reason }))) setAsking(null);
        }}
        onClose={() => {
          tick.clear();
          setAsking(null);
        }}
      />
    </>
  );
}

interface RowProps {
  label: VoidLabel;
  mayNot: string | null;
  onTick: () => void;
}

function Row({ label, mayNot, onTick }: RowProps) {
  const { w, when, number } = useWords();
  const { deviceSn, groupId, batchTag, left, at, by, reason } = label;
  return (
    <li>
      <div className={styles.what}>
        <strong className="mono">{deviceSn}</strong>
        {left > 1 && (
          <span className={styles.copies}>{w('destroy.pieces', { count: number(left) })}</span>
        )}
        <p>
          <span className="mono">{groupId}</span>
          {batchTag !== null && ` · ${batchTag}`}
        </p>
        <p>
          {when(at)} · {by} · {reason}
        </p>
      </div>
      <Button
        variant="default"
        disabled={mayNot !== null}
        title={mayNot ?? ''}
        aria-label={`${w('destroy.byHand')} ${deviceSn}`}
        onClick={onTick}
      >
        {w('destroy.byHand')}
      </Button>
    </li>
  );
}
