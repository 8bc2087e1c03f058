import type { Problem } from '../../shared/problems.ts';
import { ReasonDialog } from '../common/reason-dialog.tsx';
import { useWords } from '../words.tsx';

const common = ['faint', 'torn', 'lost', 'misplaced'] as const;

/** Asks why a label is printed again, before anything of it is; it goes on what was refused for want of a reason. */
export function ReprintDialog({
  problem,
  busy,
  onGo,
  onClose,
}: {
  /** Of the call that prints. */
  problem: Problem | null;
  busy: boolean;
  onGo: (reason: string) => void;
  onClose: () => void;
}) {
  const { w, sentence } = useWords();
  const asked = problem?.code === 'reprint-reason';
  return (
    <ReasonDialog
      opened={asked}
      title={w('reprint.title')}
      what={asked ? sentence(problem) : ''}
      label={w('queue.reason')}
      suggestions={common.map((each) => w(`reprint.${each}`))}
      go={w('reprint.go')}
      busy={busy}
      problem={null}
      onGo={onGo}
      onClose={onClose}
    />
  );
}
