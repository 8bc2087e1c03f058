import { useState } from 'react';
import { useAct, useQuery } from '../../calls.ts';
import { Card, Empty } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';
import { LogOffMinutes } from './log-off-minutes.tsx';
import { OwnPin } from './own-pin.tsx';
import { Person } from './person.tsx';
import { PersonForm } from './person-form.tsx';

/** Who may log on, for admins; for everybody their own PIN. An open station says that it is one. */
export function OperatorSettings() {
  const { operator, operators } = useStationState();
  const mayNot = useMayNot('operators.save');
  return (
    <div className={styles.stack}>
      {operator && <OwnPin />}
      {mayNot === null ? <People /> : <Locked why={mayNot} />}
      {mayNot === null && operators.exist && <LogOffMinutes />}
    </div>
  );
}

function Locked({ why }: { why: string }) {
  const { w } = useWords();
  return (
    <Card title={w('settings.operators')}>
      <p className="ink-off">{why}</p>
    </Card>
  );
}

function People() {
  const { w } = useWords();
  const { operators } = useStationState();
  const list = useQuery('operators.list', {}, operators.revision);
  const remove = useAct('operators.remove');
  const [changing, setChanging] = useState<string | null>(null);
  const items = list.value?.items ?? [];
  return (
    <>
      <Card title={w('settings.operators')}>
        {operators.exist ? (
          <ul className={styles.scanners}>
            {items.map((person) => (
              <Person
                key={person.name}
                person={person}
                opened={changing === person.name}
                onToggle={() => setChanging(changing === person.name ? null : person.name)}
                onRemove={() => void remove.run({ name: person.name })}
              />
            ))}
          </ul>
        ) : (
          <Empty title={w('operators.open')}>
            <p>{w('operators.openHint')}</p>
          </Empty>
        )}
        <ProblemNote problem={remove.problem ?? list.problem} />
      </Card>
      <Card title={w(operators.exist ? 'operators.add' : 'operators.addFirst')}>
        <PersonForm first={!operators.exist} />
      </Card>
    </>
  );
}
