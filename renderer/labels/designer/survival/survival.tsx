import { Loader, Modal } from '@mantine/core';
import { useQuery } from '../../../calls.ts';
import { ProblemNote } from '../../../common/problem-note.tsx';
import { useWords } from '../../../words.tsx';
import type { Work } from '../use-design.ts';
import { CodeReport } from './code-report.tsx';
import styles from './survival.module.css';

interface Props {
  opened: boolean;
  work: Work;
  groupId: string | null;
  onClose: () => void;
}

/** How often the label is still read after what happens to labels, and what would do better. */
export function Survival({ opened, onClose, ...rest }: Props) {
  const { w } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={640}
      title={w('survive.title')}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      <Trial {...rest} onClose={onClose} />
    </Modal>
  );
}

/** There only while the dialog is: opening it tries the label as it is then. */
function Trial({ work, groupId, onClose }: Omit<Props, 'opened'>) {
  const { w } = useWords();
  const { design } = work;
  const asked = { design, ...(groupId === null ? {} : { groupId }) };
  const score = useQuery('templates.survival', asked);
  const proposal = useQuery('templates.survival', { ...asked, propose: true });
  const told = proposal.value ?? score.value;
  return (
    <div className={styles.trial}>
      <p>{w('survive.hint')}</p>
      <ProblemNote problem={score.problem} />
      <div role="status" className={styles.busy}>
        {!proposal.value && !score.problem && (
          <>
            <Loader size={20} aria-hidden="true" />
            {w(score.value ? 'survive.seeking' : 'survive.trying')}
          </>
        )}
      </div>
      {told?.codes.length === 0 && <p>{w('survive.none')}</p>}
      {told?.codes.map((code) => (
        <CodeReport
          key={code.element}
          code={code}
          design={design}
          sought={proposal.value !== null}
          onUse={(part) => {
            work.act((now) => part(now));
            onClose();
          }}
        />
      ))}
      {told && told.codes.length > 0 && (
        <p className={styles.fine}>{w(told.longest ? 'survive.longest' : 'survive.usual')}</p>
      )}
    </div>
  );
}
