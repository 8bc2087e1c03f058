import type { Operation } from '../../shared/models/operation.ts';
import { useAct } from '../calls.ts';
import { ReasonDialog } from '../common/reason-dialog.tsx';
import { useWords } from '../words.tsx';

interface Props {
  operation: Operation | null;
  onClose: () => void;
  onDone: () => void;
}

/** Takes an operation back: says what that does, and asks why. */
export function Undo({ operation, onClose, onDone }: Props) {
  const { w } = useWords();
  const undo = useAct('sync.undo');
  const close = () => {
    undo.clear();
    onClose();
  };
  const takeBack = async (seq: number, reason: string) => {
    if (!(await undo.run({ seq, reason }))) return;
    onDone();
    close();
  };
  return (
    <ReasonDialog
      opened={operation !== null}
      title={w('undo.title')}
      what={operation && whatOf(operation, w)}
      label={w('undo.reason')}
      go={w('undo.go')}
      grave={operation?.state === 'confirmed' && operation.kind !== 'update'}
      busy={undo.busy}
      problem={undo.problem}
      onGo={(reason) => operation && void takeBack(operation.seq, reason)}
      onClose={close}
    />
  );
}

function whatOf({ kind, state, deviceSn }: Operation, w: ReturnType<typeof useWords>['w']) {
  const sent = kind === 'create' || kind === 'allocate' || kind === 'update' ? kind : null;
  if (state === 'confirmed' && sent) return w(`undo.sent.${sent}`, { deviceSn });
  return w('undo.unsent', { kind: w(`kind.${kind}`), deviceSn });
}
