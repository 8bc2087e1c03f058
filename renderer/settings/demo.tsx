import { Button } from '@mantine/core';
import { IconLogout, IconPlayerPlay } from '@tabler/icons-react';
import { useAct } from '../calls.ts';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { go } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './settings.module.css';

/** The way into the pretend line and out of it. Its data never meet the station's own. */
export function DemoSettings() {
  const { w } = useWords();
  const { mode, demoAvailable } = useStationState();
  const start = useAct('demo.start');
  const leave = useAct('demo.leave');
  const inside = mode === 'demo';
  const act = async () => {
    const answer = inside ? await leave.run({}) : await start.run({});
    if (answer) go('scan');
  };
  return (
    <Card title={w('settings.demo')}>
      <div className={styles.form}>
        <p>{w('demo.what')}</p>
        {!inside && !demoAvailable && <p className="ink-warn">{w('demo.notHere')}</p>}
        <Button
          size="xl"
          fz={20}
          loading={start.busy || leave.busy}
          disabled={!inside && !demoAvailable}
          leftSection={inside ? <IconLogout size={24} /> : <IconPlayerPlay size={24} />}
          onClick={() => void act()}
        >
          {w(inside ? 'demo.leave' : 'welcome.demo')}
        </Button>
        <ProblemNote problem={start.problem ?? leave.problem} />
      </div>
    </Card>
  );
}
