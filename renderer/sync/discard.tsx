import type { Operation } from '../../shared/models/operation.ts';
import { useAct } from '../calls.ts';
import { ReasonDialog } from '../common/reason-dialog.tsx';
import { useWords } from '../words.tsx';

interface Props {
  operation: Operation | null;
  onClose: () => void;
  onDone: () => void;
}

/** Giving an operation up is a decision of a person: it asks for the reason, and the reason is kept. */
export function Discard({ operation, onClose, onDone }: Props) {
  const { w } = useWords();
  const discard = useAct('sync.discard');
  const close = () => {
    discard.clear();
    onClose();
  };
  const giveUp = async (seq: number, reason: string) => {
    if (!(await discard.run({ seq, reason }))) return;
    onDone();
    close();
  };
  return (
    <ReasonDialog
      opened={operation !== null}
      title={w('discard.title')}
      what={
        operation &&
        w('discard.what', { kind: w(`kind.${operation.kind}`), deviceSn: operation.deviceSn })
      }
      label={w('discard.reason')}
      go={w('discard.go')}
      grave
      busy={discard.busy}
      problem={discard.problem}
      onGo={(reason) => operation && void giveUp(operation.seq, reason)}
      onClose={close}
    />
  );
}
