import type { UnitTrial } from '../../shared/models/unit.ts';
import { Chip } from '../common/chip.tsx';
import { useWords } from '../words.tsx';
import styles from './settings.module.css';

/** What a trial brought: the raw answer, and what is taken out of it. Nothing of it was registered. */
export function UnitTrials({ trials }: { trials: UnitTrial[] }) {
  const { w } = useWords();
  return (
    <section className={styles.trials} aria-label={w('units.trial')} aria-live="polite">
      <p className="ink-off">{w('units.trialHint')}</p>
      {trials.map((trial, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a list that never changes
        <Trial key={index} trial={trial} />
      ))}
    </section>
  );
}

function Trial({ trial }: { trial: UnitTrial }) {
  const { w, sentence, number } = useWords();
  const rest = trial.facts.filter(({ value }) => value !== trial.deviceSn);
  return (
    <div className={styles.trial}>
      <p className={styles.liveName}>{w('units.answer', { attempts: number(trial.attempts) })}</p>
      <pre className={`mono ${styles.raw}`}>{trial.raw || w('units.noAnswer')}</pre>
      {trial.problem && (
        <p className="ink-bad">
          {sentence(trial.problem)} <code>{trial.problem.code}</code>
        </p>
      )}
      {trial.deviceSn !== null && (
        <dl className={styles.taken}>
          <div>
            <dt>SN</dt>
            <dd>
              <Chip kind="ok">
                <span className="mono">{trial.deviceSn}</span>
              </Chip>
            </dd>
          </div>
          {rest.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
