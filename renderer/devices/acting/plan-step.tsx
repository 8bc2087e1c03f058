import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ActionName, Plan } from '../../../shared/models/action.ts';
import { focusOnIt } from '../../common/focus-on-it.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { Shape } from '../../common/shape.tsx';
import { useWedge } from '../../scan/use-wedge.ts';
import { useWords } from '../../words.tsx';
import styles from './acting.module.css';
import { confirms, viewPlan } from './plan-words.ts';
import type { Acting } from './use-acting.ts';

interface Props {
  act: ActionName;
  plan: Plan;
  acting: Acting;
  onCancel: () => void;
}

/** What will happen to how many, what is lost, what is left alone; then the deliberate act. */
export function PlanStep({ act, plan, acting, onCancel }: Props) {
  const { w, number, sentence } = useWords();
  const [typed, setTyped] = useState('');
  // A scanner that types ends with Enter: it must not press what is in focus here.
  useWedge(() => {});
  const view = viewPlan(plan);
  const grave = view.lost.length > 0;
  const one = plan.devices === 1;
  const ready = confirms(view, typed);
  const wrong = grave && typed.trim() !== '' && !ready;
  const replaces = act === 'replace';
  const effects = (list: Plan['effects']) =>
    list.map(({ effect, count }) => (
      <li key={effect}>
        {!one && <b>{number(count)}</b>}
        <span>{w(`effect.${effect}`)}</span>
      </li>
    ));
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !acting.busy) void acting.confirm();
      }}
    >
      {view.looked !== null && (
        <p className="ink-off">
          {w('plan.looked', { looked: number(view.looked), count: number(plan.devices) })}
        </p>
      )}
      {view.acted === 0 && (
        <p className={styles.nothing}>
          <Shape kind="warn" size={24} className="ink-warn" /> {w('plan.none')}
        </p>
      )}
      <Part title={w(replaces ? 'plan.newGets' : 'plan.happens')} items={effects(view.happens)} />
      <Part
        tone="lost"
        title={w(replaces ? 'plan.oldLoses' : 'plan.lost')}
        items={effects(view.lost)}
      />
      <Part title={w('plan.notes')} items={effects(view.notes)} />
      <Part
        title={w('plan.left')}
        items={view.refused.map(({ problem, count, samples }) => (
          <li key={`${problem.code} ${JSON.stringify(problem.params)}`}>
            {!one && <b>{number(count)}</b>}
            <span>
              {sentence(problem)} <code>{problem.code}</code>
              {!one && samples.length > 0 && (
                <span className={styles.samples}>
                  {w('plan.such', { samples: samples.join(', ') })}
                </span>
              )}
            </span>
          </li>
        ))}
      />
      {grave && view.acted > 0 && (
        <TextInput
          className={styles.typed ?? ''}
          label={w('act.typeCount', { count: String(view.acted) })}
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          error={wrong ? w('act.typeOther', { count: String(view.acted) }) : null}
          ref={focusOnIt}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <ProblemNote problem={acting.problem} />
      <div className={styles.buttons}>
        <Button
          variant="default"
          size="xl"
          fz={17}
          onClick={act === 'delete' ? onCancel : acting.back}
        >
          {w(act === 'delete' ? 'cancel' : 'act.back')}
        </Button>
        <Button
          type="submit"
          size="xl"
          fz={19}
          {...(grave && { color: 'red.9' })}
          disabled={!ready}
          {...(!grave && { ref: focusOnIt })}
          loading={acting.busy}
        >
          {w(`act.go.${act}`, { count: number(view.acted) })}
        </Button>
      </div>
    </form>
  );
}

function Part({ title, items, tone }: { title: string; items: ReactNode[]; tone?: 'lost' }) {
  if (items.length === 0) return null;
  return (
    <section className={styles.part} data-tone={tone}>
      <h3>
        {tone && <Shape kind="warn" size={20} />}
        {title}
      </h3>
      <ul>{items}</ul>
    </section>
  );
}
