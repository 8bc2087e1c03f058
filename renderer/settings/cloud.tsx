import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../calls.ts';
import { Facts } from '../common/facts.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { Shape } from '../common/shape.tsx';
import { viewLight } from '../shell/lights.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { CloudForm } from './cloud-form.tsx';
import styles from './settings.module.css';

/** The cloud this station syncs to, or the form to connect one. */
export function CloudSettings() {
  const state = useStationState();
  const speech = useWords();
  const { w } = speech;
  const { link } = state.sync;
  const [changing, setChanging] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const disconnect = useAct('cloud.disconnect');
  const light = viewLight('cloud', state, speech, 0);

  if (!link || changing || state.sync.paused) {
    return (
      <Card title={w(link ? 'cloud.change' : 'cloud.connect')}>
        {state.sync.paused && <ProblemNote problem={state.lights.cloud.problem} />}
        <CloudForm link={link} onDone={() => setChanging(false)} />
        {changing && (
          <Button mt="sm" variant="default" onClick={() => setChanging(false)}>
            {w('cancel')}
          </Button>
        )}
      </Card>
    );
  }
  return (
    <Card title={w('settings.cloud')}>
      <div className={styles.form}>
        <p className={styles.how}>
          <Shape
            kind={light.shape}
            size={26}
            className={light.shape === 'ok' ? 'ink-ok' : 'ink-warn'}
          />
          <strong>{light.word}</strong>
          <span className="ink-off">
            {light.problem ? speech.sentence(light.problem) : light.calm}
          </span>
        </p>
        <Facts
          facts={[
            { name: w('cloud.kind'), value: w(`cloud.kind.${link.kind}`) },
            { name: w('cloud.url'), value: link.url, mono: true },
            { name: w('cloud.appKey'), value: link.appKey, mono: true },
            { name: w('cloud.orgId'), value: link.orgId, mono: true },
            { name: w('cloud.appSecret'), value: w('cloud.secretKept') },
          ]}
        />
        <div className={styles.row}>
          <Button onClick={() => setChanging(true)}>{w('cloud.change')}</Button>
          <Button variant="default" onClick={() => setLeaving(true)}>
            {w('cloud.disconnect')}
          </Button>
        </div>
        <ProblemNote problem={disconnect.problem} />
      </div>
      <Modal
        opened={leaving}
        onClose={() => setLeaving(false)}
        title={w('cloud.disconnect')}
        closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      >
        <p>{w('cloud.disconnectAsk')}</p>
        <Group grow>
          <Button variant="default" data-autofocus onClick={() => setLeaving(false)}>
            {w('cancel')}
          </Button>
          <Button
            color="red.9"
            loading={disconnect.busy}
            onClick={() => void disconnect.run({}).then(() => setLeaving(false))}
          >
            {w('cloud.disconnect')}
          </Button>
        </Group>
      </Modal>
    </Card>
  );
}
