import { Button, Switch } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import type { DemoState } from '../../shared/models/state.ts';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import styles from './demo-strip.module.css';

const kinds = ['good', 'repeat', 'wrong', 'torn'] as const;

/** The pretend line's own controls, outside the station's frame because they are not part of it. */
export function DemoStrip({ demo }: { demo: DemoState | null }) {
  const { w } = useWords();
  const set = useAct('demo.set');
  const scan = useAct('demo.scan');
  const leave = useAct('demo.leave');
  return (
    <section className={styles.strip} aria-label={w('demo.title')}>
      <strong className={styles.word}>{w('demo.word')}</strong>
      {demo && (
        <>
          <div className={styles.group}>
            <Switch
              label={w('demo.network')}
              checked={demo.network}
              onChange={(event) => void set.run({ network: event.currentTarget.checked })}
            />
            <Switch
              label={w('demo.running')}
              checked={demo.running}
              onChange={(event) => void set.run({ running: event.currentTarget.checked })}
            />
            <Switch
              label={w('demo.scanner')}
              checked={demo.scannerPlugged}
              onChange={(event) => void set.run({ scannerPlugged: event.currentTarget.checked })}
            />
          </div>
          <fieldset className={styles.scans} disabled={!demo.scannerPlugged}>
            <legend>{w('demo.scan')}</legend>
            {kinds.map((kind) => (
              <Button key={kind} variant="default" onClick={() => void scan.run({ kind })}>
                {w(`demo.${kind}`)}
              </Button>
            ))}
          </fieldset>
          <p className={styles.hint}>{w('demo.hint')}</p>
          <Counters demo={demo} />
        </>
      )}
      <Button
        className={styles.leave ?? ''}
        color="dark.8"
        loading={leave.busy}
        leftSection={<IconLogout size={20} aria-hidden="true" />}
        onClick={() => void leave.run({})}
      >
        {w('demo.leave')}
      </Button>
      <ProblemNote problem={set.problem ?? scan.problem ?? leave.problem} />
    </section>
  );
}

/** The whole point of the demo in three numbers: what was accepted here arrives there, once. */
function Counters({ demo }: { demo: DemoState }) {
  const { w, number } = useWords();
  const show = (count: number | null) => (count === null ? '?' : number(count));
  return (
    <dl className={styles.counters}>
      <div>
        <dt>{w('demo.acceptedHere')}</dt>
        <dd>{show(demo.devicesHere)}</dd>
      </div>
      <div>
        <dt>{w('demo.inCloud')}</dt>
        <dd>{show(demo.cloudDevices)}</dd>
      </div>
      <div>
        <dt>{w('demo.allocated')}</dt>
        <dd>{show(demo.cloudAllocated)}</dd>
      </div>
    </dl>
  );
}
