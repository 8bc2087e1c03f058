import { Button, Modal, Slider } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { inGroups } from '../../shared/certificate/certificate.ts';
import { type FrameSize, frameSizes } from '../../shared/handover/frame.ts';
import { frameAt, framesNeeded } from '../../shared/handover/show.ts';
import type { HandoverInfo } from '../../shared/models/handover.ts';
import { problem } from '../../shared/problems.ts';
import { Choice } from '../common/choice.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import { drawCode } from './draw-code.ts';
import styles from './handover.module.css';

const sizes = Object.keys(frameSizes) as FrameSize[];
const fastest = 15;

interface Props {
  file: Uint8Array;
  info: HandoverInfo;
  onClose: () => void;
}

/** The whole window is the code, one frame after the other without an end, until the other station has enough. */
export function ShowHandover({ file, info, onClose }: Props) {
  const { w, number } = useWords();
  const [speed, setSpeed] = useState(4);
  const [size, setSize] = useState<FrameSize>('medium');
  const [turn, setTurn] = useState(0);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width, height } = useElementSize();
  const needed = useMemo(() => framesNeeded(file.length, size), [file, size]);

  useEffect(() => {
    const timer = window.setInterval(() => setTurn((now) => now + 1), 1000 / speed);
    return () => window.clearInterval(timer);
  }, [speed]);
  useEffect(() => {
    if (needed === null || !canvas.current) return;
    const dots = window.devicePixelRatio;
    const room = Math.min(width, height);
    drawCode(canvas.current, frameAt(file, { id: info.id, size, turn }), room * dots);
    canvas.current.style.width = `${canvas.current.width / dots}px`;
  }, [file, info.id, size, turn, needed, width, height]);

  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={w('handover.show')}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': w('handover.stop'), size: 'xl' }}
      classNames={{ body: styles.showBody ?? '', content: styles.showContent ?? '' }}
    >
      <div className={styles.screen} ref={ref}>
        {needed === null ? (
          <ProblemNote problem={problem('handover-screen')} />
        ) : (
          <canvas ref={canvas} role="img" aria-label={w('handover.code')} data-turn={turn} />
        )}
      </div>
      <aside className={styles.how}>
        <p className={styles.turn}>
          <strong>{w('handover.frame', { turn: number(turn + 1) })}</strong>
          {needed !== null && <span>{w('handover.needed', { count: number(needed) })}</span>}
        </p>
        {needed !== null && turn >= needed && <p className="ink-off">{w('handover.round')}</p>}
        <div>
          <p className={styles.label} id="handover-speed">
            {w('handover.speed')}: {number(speed)}
          </p>
          <Slider
            min={1}
            max={fastest}
            step={1}
            size="lg"
            label={null}
            value={speed}
            thumbProps={{ 'aria-labelledby': 'handover-speed' }}
            onChange={setSpeed}
          />
        </div>
        <Choice
          label={w('handover.size')}
          hint={w('handover.sizeHint')}
          value={size}
          data={sizes.map((each) => ({ value: each, label: w(`handover.${each}`) }))}
          onChange={(next) => {
            setSize(next);
            setTurn(0);
          }}
        />
        <div>
          <p className={styles.label}>{w('handover.own')}</p>
          <p className={styles.print}>{inGroups(info.fingerprint)}</p>
        </div>
        <Button
          size="xl"
          variant="default"
          leftSection={<IconPlayerStop size={24} aria-hidden="true" />}
          onClick={onClose}
        >
          {w('handover.stop')} (Esc)
        </Button>
      </aside>
    </Modal>
  );
}
