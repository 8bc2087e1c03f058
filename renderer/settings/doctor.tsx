import { Button } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useState } from 'react';
import type { Check } from '../../shared/models/doctor.ts';
import { useAct } from '../calls.ts';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { Shape } from '../common/shape.tsx';
import { useWords } from '../words.tsx';
import { DiagnosticsCard } from './diagnostics.tsx';
import styles from './settings.module.css';

/** The station's own health: database, journal, vault, disk; and what to give to whoever helps. Changes nothing. */
export function Doctor() {
  return (
    <div className={styles.stack}>
      <Checks />
      <DiagnosticsCard />
    </div>
  );
}

function Checks() {
  const { w, number } = useWords();
  const doctor = useAct('doctor.run');
  const [checks, setChecks] = useState<Check[] | null>(null);
  const bad = checks?.filter((check) => !check.ok).length ?? 0;
  return (
    <Card title={w('settings.doctor')}>
      <div className={styles.form}>
        <p>{w('doctor.what')}</p>
        <Button
          loading={doctor.busy}
          leftSection={<IconStethoscope size={22} aria-hidden="true" />}
          onClick={() => void doctor.run({}).then((answer) => answer && setChecks(answer.checks))}
        >
          {w('doctor.run')}
        </Button>
        <ProblemNote problem={doctor.problem} />
        {checks && (
          <>
            <output className={styles.how}>
              <Shape kind={bad ? 'bad' : 'ok'} size={26} className={bad ? 'ink-bad' : 'ink-ok'} />
              <strong>
                {bad
                  ? w('doctor.bad', { count: number(bad) })
                  : w('doctor.good', { count: number(checks.length) })}
              </strong>
            </output>
            <ul className={styles.checks}>
              {checks.map((check) => (
                <li key={check.check}>
                  <Shape
                    kind={check.ok ? 'ok' : 'bad'}
                    size={22}
                    className={check.ok ? 'ink-ok' : 'ink-bad'}
                  />
                  <strong>{check.check}</strong>
                  <span>{check.detail}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  );
}
