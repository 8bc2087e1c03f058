import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { State } from '../../../shared/models/state.ts';
import { useAct } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { Shape } from '../../common/shape.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { ArticleDialog } from './article-dialog.tsx';
import styles from './line.module.css';

type Batch = NonNullable<State['batch']>;

/** Why the batch waits, and the way on. */
export function HoldNote({ batch }: { batch: Batch }) {
  const { w } = useWords();
  const { hold } = batch.now;
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!hold) return <AskedNote batch={batch} />;
  const title = w(`hold.${hold.kind}`);
  return (
    <section className={styles.hold} aria-label={title}>
      <h2>
        <Shape kind={hold.kind === 'shift' ? 'bad' : 'pause'} size={24} />
        {title}
      </h2>
      {hold.kind === 'golden' && (
        <ul>
          {hold.samples.slice(0, 5).map((sample) => (
            <li key={sample} className="mono">
              {sample}
            </li>
          ))}
        </ul>
      )}
      {hold.kind === 'first-article' && <p className="mono">{hold.deviceSn}</p>}
      {hold.kind !== 'golden' && (
        <Button size="xl" fz={18} onClick={() => setOpen(true)}>
          {w(hold.kind === 'shift' ? 'hold.answer' : 'hold.approve')}
        </Button>
      )}
      {hold.kind === 'shift' && <AnswerDialog shift={hold.shift} opened={open} onClose={close} />}
      {hold.kind === 'first-article' && (
        <ArticleDialog deviceSn={hold.deviceSn} opened={open} onClose={close} />
      )}
    </section>
  );
}

/** A unit that did not look like its batch, where a line lead has to say what it is. */
function AskedNote({ batch }: { batch: Batch }) {
  const { w } = useWords();
  const confirm = useAct('batches.confirm');
  const mayNot = useMayNot('batches.confirm');
  const { asked } = batch.now;
  if (!asked || batch.line.mixUp !== 'lead') return null;
  const { deviceSn } = asked;
  return (
    <section className={styles.hold} aria-label={w('asked.title')}>
      <h2>
        <Shape kind="other" size={24} />
        {w('asked.title')}
      </h2>
      <p className="mono">{deviceSn}</p>
      {asked.right ? (
        <p>{w('asked.scan')}</p>
      ) : (
        <Group grow>
          <Button
            size="xl"
            fz={18}
            variant="default"
            disabled={mayNot !== null}
            onClick={() => void confirm.run({ deviceSn, right: false })}
          >
            {w('asked.wrong')}
          </Button>
          <Button
            size="xl"
            fz={18}
            disabled={mayNot !== null}
            onClick={() => void confirm.run({ deviceSn, right: true })}
          >
            {w('asked.right')}
          </Button>
        </Group>
      )}
      {mayNot && <p>{mayNot}</p>}
      <ProblemNote problem={confirm.problem} />
    </section>
  );
}
