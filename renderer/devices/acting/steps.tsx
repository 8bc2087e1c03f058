import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import type { Step } from './use-acting.ts';

const all: Step[] = ['form', 'plan', 'job'];

export function Steps({ now, withForm }: { now: Step; withForm: boolean }) {
  const { w } = useWords();
  const steps = withForm ? all : all.slice(1);
  // Where there is no form, its moment is the waiting for the plan.
  const here = !withForm && now === 'form' ? 'plan' : now;
  return (
    <ol className={styles.steps} aria-label={w('step.of')}>
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={step === here ? 'step' : undefined}
          data-done={steps.indexOf(here) > index || undefined}
        >
          <b>{index + 1}</b> {w(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
