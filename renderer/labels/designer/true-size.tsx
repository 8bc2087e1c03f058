import { Modal, Slider } from '@mantine/core';
import { useState } from 'react';
import type { DrawnLabel } from '../../../shared/models/template.ts';
import { useWords } from '../../words.tsx';
import { LabelPicture } from './canvas/label-picture.tsx';
import styles from './designer.module.css';

/** Kept by this window: each screen has pixels of its own. */
const key = 'lineside.true-size';

/** A bank card, millimetres (ISO/IEC 7810 ID-1). */
const card = { width: 85.6, height: 53.98 };

/** What a browser's millimetre has to be multiplied by; 1 until somebody measured. */
function keptFactor(): number {
  const kept = Number(window.localStorage.getItem(key));
  return kept >= 0.4 && kept <= 2.5 ? kept : 1;
}

interface Props {
  opened: boolean;
  label: DrawnLabel | null;
  onClose: () => void;
}

/** The label at the size that it has on paper, once a bank card was laid on the screen. */
export function TrueSize({ opened, label, onClose }: Props) {
  const { w } = useWords();
  const [factor, setFactor] = useState(keptFactor);
  const mm = (length: number) => `${length * factor}mm`;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="auto"
      title={w('design.trueSize')}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      <div className={styles.trueSize}>
        {label && <LabelPicture label={label} width={mm(label.width)} height={mm(label.height)} />}
        <p>{w('design.calibrate')}</p>
        <svg
          role="img"
          aria-label={w('design.card')}
          width={mm(card.width)}
          height={mm(card.height)}
          viewBox={`0 0 ${card.width} ${card.height}`}
          className={styles.card}
        >
          <rect x="0.25" y="0.25" width="85.1" height="53.48" rx="3.18" />
          <text x="42.8" y="28" textAnchor="middle">
            85.6 × 54 mm
          </text>
        </svg>
        <Slider
          thumbLabel={w('design.calibrate.slider')}
          min={0.5}
          max={2}
          step={0.005}
          label={null}
          size="lg"
          value={factor}
          onChange={(next) => {
            setFactor(next);
            window.localStorage.setItem(key, String(next));
          }}
        />
      </div>
    </Modal>
  );
}
