import type { Catalog } from '../../../shared/models/catalog.ts';
import { nameIn } from '../../../shared/names.ts';
import { Card } from '../../common/page.tsx';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';

interface Props {
  catalog: Catalog;
  link: 'masterDataGroupId' | 'gatewayId';
  id: string;
}

const most = 50;

/** Whom a change here reaches. */
export function LinkedGroups({ catalog, link, id }: Props) {
  const { w, language, number } = useWords();
  const linked = catalog.registrationGroups.filter((group) => group[link] === id);
  return (
    <Card title={w('edit.linked')}>
      {linked.length === 0 ? (
        <p className={styles.none}>{w('edit.linkedNone')}</p>
      ) : (
        <ul className={styles.links}>
          {linked.slice(0, most).map((group) => (
            <li key={group.groupId}>
              {nameIn(group, language)} <span className="mono ink-off">{group.groupId}</span>
            </li>
          ))}
          {linked.length > most && (
            <li>{w('uses.more', { count: number(linked.length - most) })}</li>
          )}
        </ul>
      )}
    </Card>
  );
}
