import type { MasterDataGroup } from '../../../shared/models/catalog.ts';
import { nameIn } from '../../../shared/names.ts';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';

const most = 40;

/** What every device of a registration group gets with the link, in a few lines. */
export function MasterDataList({ group }: { group: MasterDataGroup }) {
  const { w, language, number } = useWords();
  const { masterData } = group;
  return (
    <div>
      <strong>{w('edit.masterDataOf', { name: nameIn(group, language) })}</strong>
      {masterData.length === 0 ? (
        <p className={styles.none}>{w('data.none')}</p>
      ) : (
        <ul className={styles.data}>
          {masterData.slice(0, most).map((datum) => (
            <li key={datum.identifier}>
              {nameIn(datum, language)} <span className="ink-off">{w(`type.${datum.type}`)}</span>
              {datum.required && <span className="ink-off"> · {w('field.required')}</span>}
            </li>
          ))}
          {masterData.length > most && (
            <li>{w('uses.more', { count: number(masterData.length - most) })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
