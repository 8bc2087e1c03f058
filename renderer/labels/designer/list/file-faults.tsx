import type { DesignFault } from '../../../../shared/models/template.ts';
import { Shape } from '../../../common/shape.tsx';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';

/** Why a file was not taken: each field. */
export function FileFaults({ faults }: { faults: readonly DesignFault[] }) {
  const { w, sentence } = useWords();
  if (faults.length === 0) return null;
  return (
    <div role="alert">
      <p>{w('design.notImported')}</p>
      <ul className={styles.faults}>
        {faults.map(({ element, problem }) => (
          <li key={`${element} ${problem.code} ${String(problem.params?.field)}`}>
            <Shape kind="bad" className="ink-bad" />
            <span>
              {element && <strong>{element}: </strong>}
              {sentence(problem)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
