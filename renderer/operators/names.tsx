import type { OperatorNameTag } from '../../shared/models/operator.ts';
import { useWords } from '../words.tsx';
import styles from './log-on.module.css';

interface Props {
  items: readonly OperatorNameTag[];
  chosen: string | null;
  onChoose: (name: string) => void;
}

/** Everybody with a PIN; arrow keys move through them as through any radio buttons. */
export function Names({ items, chosen, onChoose }: Props) {
  const { w } = useWords();
  return (
    <fieldset className={styles.names}>
      <legend>{w('logOn.names')}</legend>
      <div className={styles.list}>
        {items
          .filter(({ hasPin }) => hasPin)
          .map(({ name }) => (
            <label key={name} className={styles.name}>
              <input
                type="radio"
                name="operator"
                value={name}
                checked={name === chosen}
                onChange={() => onChoose(name)}
              />
              <span>{name}</span>
            </label>
          ))}
      </div>
    </fieldset>
  );
}
