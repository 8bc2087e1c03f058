import type { UndoScope } from '../../shared/models/undo.ts';
import { useAct, useQuery } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { ReasonDialog } from '../common/reason-dialog.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './undo.module.css';

interface Props {
  opened: boolean;
  title: string;
  scope: UndoScope;
  onClose: () => void;
  onDone: () => void;
}

/** Says what taking these reads back does, in whose name, and asks why. */
export function UndoDialog({ opened, title, scope, onClose, onDone }: Props) {
  const { w } = useWords();
  const undo = useAct('undo.do');
  const close = () => {
    undo.clear();
    onClose();
  };
  return (
    <ReasonDialog
      opened={opened}
      title={title}
      what={opened ? <Plan scope={scope} /> : null}
      label={w('undoing.reason')}
      go={w('undoing.go')}
      grave
      busy={undo.busy}
      problem={undo.problem}
      onGo={async (reason) => {
        if (await undo.run({ scope, reason })) onDone();
      }}
      onClose={close}
    />
  );
}

const said = [
  ['vanishes', 'undoing.vanish'],
  ['deleted-there', 'undoing.deleted'],
  ['label-void', 'undoing.labels'],
  ['credentials-lost', 'undoing.losses'],
] as const;

/** What will happen, counted, before it happens. */
function Plan({ scope }: { scope: UndoScope }) {
  const { w, number, sentence } = useWords();
  const { operator } = useStationState();
  const { value, problem: why } = useQuery('undo.plan', { scope });
  if (!value) return why ? <ProblemNote problem={why} /> : <span className={styles.plan} />;
  const count = (wanted: string) => value.effects.find(({ effect }) => effect === wanted)?.count;
  return (
    <span className={styles.plan}>
      {said.map(([effect, key]) => {
        const n = count(effect);
        return n ? <span key={key}>{w(key, { count: number(n) })}</span> : null;
      })}
      {value.refused.map((left) => (
        <span key={left.problem.code}>
          {w('undoing.left', { count: number(left.count), why: sentence(left.problem) })}
        </span>
      ))}
      <span>{w('undoing.free')}</span>
      {operator && <span>{w('undoing.who', { name: operator.name })}</span>}
    </span>
  );
}
