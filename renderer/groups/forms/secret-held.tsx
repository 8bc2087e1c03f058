import { Shape } from '../../common/shape.tsx';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';

/** Whether this station's vault holds the group's secret; which one it is, nobody is told. */
export function SecretHeld({ held }: { held: boolean }) {
  const { w } = useWords();
  return (
    <span className={styles.secret}>
      <Shape kind={held ? 'ok' : 'off'} size={16} className={held ? 'ink-ok' : 'ink-off'} />
      {w(held ? 'groups.secretHeld' : 'groups.secretMissing')}
    </span>
  );
}
