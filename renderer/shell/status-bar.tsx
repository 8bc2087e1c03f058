import { UnstyledButton } from '@mantine/core';
import { Shape } from '../common/shape.tsx';
import { LeaveKiosk } from '../kiosk/leave-kiosk.tsx';
import { OnDuty } from '../operators/on-duty.tsx';
import { go, useRoute } from '../route.ts';
import { toneInk, toneOf, toneShape } from '../scan/tones.ts';
import { useStationState } from '../station.tsx';
import { useNow } from '../use-now.ts';
import { useWords } from '../words.tsx';
import { HandoverLight } from './handover-light.tsx';
import { ImportsLight } from './imports-light.tsx';
import { JobsLight } from './jobs-light.tsx';
import { lightNames } from './lights.ts';
import styles from './status-bar.module.css';
import { StatusLight } from './status-light.tsx';

/** Always there: how everything the station leans on is, and, away from Scan, the last verdict. */
export function StatusBar() {
  const { w } = useWords();
  const { preferences, operators } = useStationState();
  const now = useNow(1000);
  return (
    <footer
      className={styles.bar}
      aria-label={w('status.title')}
      data-people={operators.exist || undefined}
    >
      {lightNames.map((name) => (
        <StatusLight key={name} name={name} now={now} />
      ))}
      <JobsLight />
      <ImportsLight />
      <HandoverLight />
      <span className={styles.gap} />
      <LastRead />
      <OnDuty />
      <LeaveKiosk />
      <span className={styles.station}>{preferences.stationName}</span>
    </footer>
  );
}

/** Scanners work on every screen, so their verdicts must be seen on every screen. */
function LastRead() {
  const { screen } = useRoute();
  const { reads } = useStationState();
  const { w } = useWords();
  const read = reads[0];
  if (screen === 'scan' || !read) return null;
  const tone = toneOf(read);
  return (
    <UnstyledButton className={styles.last} onClick={() => go('scan')}>
      <Shape kind={toneShape[tone]} size={20} className={toneInk[tone]} />
      <span className={`mono ${styles.lastSn}`}>{read.deviceSn ?? read.text}</span>
      <span className={styles.lightName}>{w(`verdict.${tone}`)}</span>
    </UnstyledButton>
  );
}
