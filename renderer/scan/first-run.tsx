import { Loader, UnstyledButton } from '@mantine/core';
import { IconCloud, IconFileImport, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useAct } from '../calls.ts';
import { LanguageChoice } from '../common/language-choice.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { go } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './first-run.module.css';

/** A station that knows no group yet: look around first, or bring what is yours. */
export function FirstRun() {
  const { w } = useWords();
  const { demoAvailable, mode } = useStationState();
  const demo = useAct('demo.start');
  return (
    <section className={styles.welcome} aria-labelledby="welcome-title">
      <LanguageChoice label="Language · 语言" />
      <h1 id="welcome-title">{w('welcome.title')}</h1>
      <p className={styles.lead}>{w('welcome.lead')}</p>
      <div className={styles.choices}>
        {mode === 'real' && demoAvailable && (
          <UnstyledButton
            className={`${styles.choice} ${styles.demo}`}
            onClick={() => void demo.run({})}
            disabled={demo.busy}
          >
            {demo.busy ? (
              <Loader size={44} color="var(--ls-on-demo)" aria-hidden="true" />
            ) : (
              <IconPlayerPlayFilled size={44} aria-hidden="true" />
            )}
            <strong>{w(demo.busy ? 'welcome.demoOpening' : 'welcome.demo')}</strong>
            <span>{w(demo.busy ? 'welcome.demoWait' : 'welcome.demoHint')}</span>
          </UnstyledButton>
        )}
        <UnstyledButton className={styles.choice} onClick={() => go('groups')}>
          <IconFileImport size={44} stroke={1.6} aria-hidden="true" />
          <strong>{w('welcome.import')}</strong>
          <span>{w('welcome.importHint')}</span>
        </UnstyledButton>
        <UnstyledButton className={styles.choice} onClick={() => go('settings', 'cloud')}>
          <IconCloud size={44} stroke={1.6} aria-hidden="true" />
          <strong>{w('welcome.cloud')}</strong>
          <span>{w('welcome.cloudHint')}</span>
        </UnstyledButton>
      </div>
      <ProblemNote problem={demo.problem} />
      <p className={styles.promise}>{w('welcome.promise')}</p>
    </section>
  );
}
