import { useWords } from '../../words.tsx';
import { ActButton } from '../act-button.tsx';
import type { ActKind } from '../acting/action-dialog.tsx';
import { acts } from '../acts.ts';
import styles from './device.module.css';

/** What can be done with this one device. */
export function Acts({ onAct }: { onAct: (act: ActKind) => void }) {
  const { w } = useWords();
  return (
    <section className={styles.acts} aria-label={w('device.actions')}>
      {acts.map(([act, Icon]) => (
        <ActButton key={act} act={act} icon={Icon} onAct={onAct} />
      ))}
    </section>
  );
}
