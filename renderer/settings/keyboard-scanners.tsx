import { Button } from '@mantine/core';
import { IconScan, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '../calls.ts';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { CalibrateDialog } from './calibrate-dialog.tsx';
import styles from './settings.module.css';
import { layoutWords, profileWords } from './wedge-words.ts';

/** Scanners that type like a keyboard: what each was found to be, and the scan that finds it out. */
export function KeyboardScanners() {
  const { w } = useWords();
  const { keyboardScanners = [] } = useStationState().preferences;
  const [opened, setOpened] = useState(false);
  const set = useAct('preferences.set');
  const forget = (id: string) => {
    const left = keyboardScanners.filter((profile) => profile.id !== id);
    void set.run({ keyboardScanners: left });
  };
  return (
    <Card title={w('wedge.title')}>
      <p className="ink-off">{w('wedge.hint')}</p>
      <ul className={styles.scanners}>
        {keyboardScanners.map((profile) => (
          <li key={profile.id} className={styles.scanner}>
            <div className={styles.scannerHead}>
              <strong>{layoutWords(profile, w)}</strong>
              <Button
                className={styles.remove ?? ''}
                variant="default"
                leftSection={<IconTrash size={20} aria-hidden="true" />}
                onClick={() => forget(profile.id)}
                aria-label={`${w('wedge.forget')} ${layoutWords(profile, w)}`}
              >
                {w('wedge.forget')}
              </Button>
            </div>
            <p className="ink-off">{profileWords(profile, w).join(' ')}</p>
          </li>
        ))}
      </ul>
      <div className={styles.row}>
        <Button
          variant="light"
          leftSection={<IconScan size={22} aria-hidden="true" />}
          onClick={() => setOpened(true)}
        >
          {w('wedge.calibrate')}
        </Button>
      </div>
      <ProblemNote problem={set.problem} />
      {opened && <CalibrateDialog onClose={() => setOpened(false)} />}
    </Card>
  );
}
