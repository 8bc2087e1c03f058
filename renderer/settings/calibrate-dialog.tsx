import { Button, Modal } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type Calibration,
  type CalibrationRefusal,
  calibrate,
  mergeCalibration,
} from '../../shared/wedge/calibrate.ts';
import { useAct } from '../calls.ts';
import { GoodNote } from '../common/good-note.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { saveFile } from '../common/save-file.ts';
import { Shape } from '../common/shape.tsx';
import { useBursts } from '../scan/use-wedge.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { BarsCalibration, calibrationSheet, QrCalibration } from './calibration-codes.tsx';
import styles from './settings.module.css';
import { layoutWords, profileWords } from './wedge-words.ts';

type Found = { ok: true; calibration: Calibration } | { ok: false; why: CalibrationRefusal };

/** Shows the codes, hears the scan, says what it found, and keeps it. */
export function CalibrateDialog({ onClose }: { onClose: () => void }) {
  const { w } = useWords();
  const { keyboardScanners = [] } = useStationState().preferences;
  const [found, setFound] = useState<Found | null>(null);
  const set = useAct('preferences.set');

  const keep = (fresh: Calibration) => {
    let merged: Calibration | null = null;
    const next = keyboardScanners.map((profile) => {
      const both = merged ? null : mergeCalibration(profile, fresh);
      merged ??= both;
      return both ?? profile;
    });
    const id = `w${fresh.calibratedAt.toString(36)}`;
    setFound({ ok: true, calibration: merged ?? fresh });
    void set.run({ keyboardScanners: merged ? next : [...next, { id, ...fresh }] });
  };
  useBursts((burst) => {
    if (burst.kind === 'torn') {
      setFound({ ok: false, why: 'torn' });
      return true;
    }
    const calibration = calibrate(burst.keys, burst.end, Date.now());
    if (typeof calibration === 'string') setFound({ ok: false, why: calibration });
    else keep(calibration);
    return true;
  });

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={w('wedge.calibrate')}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      <div className={styles.stack}>
        <p>{w('wedge.scanOne')}</p>
        <div className={styles.calibration}>
          <QrCalibration label={w('wedge.qr')} />
          <BarsCalibration label={w('wedge.bars')} />
        </div>
        <div className={styles.calibrated}>
          <Outcome found={found} />
          <ProblemNote problem={set.problem} />
        </div>
        <div className={styles.row}>
          <Button
            variant="default"
            leftSection={<IconDownload size={20} aria-hidden="true" />}
            onClick={() =>
              saveFile(
                new Blob([calibrationSheet()], { type: 'image/svg+xml' }),
                'lineside-scanner-calibration.svg',
              )
            }
          >
            {w('wedge.save')}
          </Button>
          <Button onClick={onClose}>{w('close')}</Button>
        </div>
      </div>
    </Modal>
  );
}

function Outcome({ found }: { found: Found | null }) {
  const { w } = useWords();
  if (!found) return <p className="ink-off">{w('wedge.waiting')}</p>;
  if (!found.ok) {
    return (
      <div className={styles.how} role="alert">
        <Shape kind="bad" size={22} className="ink-bad" />
        <p>{w(`wedge.refused.${found.why}`)}</p>
      </div>
    );
  }
  const { calibration } = found;
  return (
    <GoodNote>
      <p>
        <strong>{w('wedge.setTo', { layout: layoutWords(calibration, w) })}</strong>
      </p>
      <p>{profileWords(calibration, w).join(' ')}</p>
    </GoodNote>
  );
}
