import type { ImportGroup } from '../../../shared/models/import.ts';
import { Chip } from '../../common/chip.tsx';
import { Card } from '../../common/page.tsx';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';
import { kindShape } from '../shapes.ts';

/** Rows that are not taken, gathered by what helps against it; the reason that most rows have comes first. */
export function NotTaken({ groups }: { groups: readonly ImportGroup[] }) {
  const { w, number, sentence, explain } = useWords();
  if (groups.length === 0) return null;
  const remedies = [...new Set(groups.map(({ remedy }) => remedy))];
  return (
    <Card title={w('import.notTaken')}>
      {remedies.map((remedy) => (
        <section key={remedy} className={styles.remedy}>
          <h3>{w(`remedy.${remedy ?? 'none'}`)}</h3>
          <ul className={styles.reasons}>
            {groups
              .filter((group) => group.remedy === remedy)
              .map((group) => (
                <li key={`${group.kind} ${group.why} ${group.problem?.code}`}>
                  <Chip kind={kindShape[group.kind]}>
                    {w(`import.${group.kind}`)}: {number(group.count)}
                  </Chip>
                  <p>{group.problem ? sentence(group.problem) : explain(group.why ?? '')}</p>
                  <p className="ink-off">
                    {group.samples.map(({ row, column, text }) => (
                      <span key={row} className={styles.sample}>
                        {column === ''
                          ? w('import.rowAt', { row })
                          : w('import.cellAt', { row, column })}{' '}
                        {text !== '' && <code>{text}</code>}
                      </span>
                    ))}
                    {group.count > group.samples.length && '…'}
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}
