import { asPlanned } from '../../shared/import/deed.ts';
import type { ImportDeed } from '../../shared/models/import.ts';
import { Chip } from '../common/chip.tsx';
import { GoodNote } from '../common/good-note.tsx';
import { Card } from '../common/page.tsx';
import { useWords } from '../words.tsx';
import styles from './import.module.css';
import { kindShape } from './shapes.ts';

/** What was planned beside what came, and why some rows became something else. */
export function Deed({ deed }: { deed: ImportDeed }) {
  const { w, number, sentence, explain } = useWords();
  const { kinds, notReached, differences } = deed;
  return (
    <Card title={w('import.deed')}>
      {asPlanned(deed) && <GoodNote>{w('import.asPlanned')}</GoodNote>}
      <table className={styles.deed}>
        <thead>
          <tr>
            <th scope="col">{w('import.deedWhat')}</th>
            <th scope="col">{w('import.planned')}</th>
            <th scope="col">{w('import.came')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds
            .filter(({ planned, came }) => planned > 0 || came > 0)
            .map(({ kind, planned, came }) => (
              <tr key={kind} data-other={planned !== came || undefined}>
                <th scope="row">{w(`import.${kind}`)}</th>
                <td>{number(planned)}</td>
                <td>{number(came)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {notReached > 0 && (
        <p className="ink-warn">{w('import.notReached', { count: number(notReached) })}</p>
      )}
      <ul className={styles.reasons}>
        {differences.map(({ planned, came, problem, why, count, rows }) => (
          <li key={`${planned} ${came} ${why} ${problem?.code}`}>
            <Chip kind={kindShape[came]}>
              {w(`import.${planned}`)} → {w(`import.${came}`)}: {number(count)}
            </Chip>
            <p>{problem ? sentence(problem) : why ? explain(why) : w('import.meanwhile')}</p>
            <p className="ink-off">
              {rows.map((row) => w('import.rowAt', { row })).join(', ')}
              {count > rows.length && ' …'}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
