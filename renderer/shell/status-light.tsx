import { Button, Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Shape, type ShapeKind } from '../common/shape.tsx';
import { go } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { type LightName, viewLight } from './lights.ts';
import styles from './status-bar.module.css';

const inks: Partial<Record<ShapeKind, string>> = {
  ok: 'ink-ok',
  warn: 'ink-warn',
  bad: 'ink-bad',
  off: 'ink-off',
  pause: 'ink-warn',
};

/** One light: shape, colour and word; opened, it says why and where to act. */
export function StatusLight({ name, now }: { name: LightName; now: number }) {
  const state = useStationState();
  const speech = useWords();
  const [opened, setOpened] = useState(false);
  const view = viewLight(name, state, speech, now);
  const title = speech.w(`light.${name}`);
  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="top-start" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={styles.light}
          data-light={name}
          onClick={() => setOpened(!opened)}
        >
          <Shape kind={view.shape} size={20} className={inks[view.shape] ?? styles.busy} />
          <span className={styles.lightName}>{title}</span>
          <span className={styles.lightWord}>{view.word}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <div className={styles.why}>
          <p className={styles.whyTitle}>
            <Shape kind={view.shape} size={22} className={inks[view.shape] ?? styles.busy} />
            {title}: {view.word}
          </p>
          <p className={styles.whyText}>
            {view.problem ? speech.sentence(view.problem) : view.calm}
          </p>
          {view.problem && view.problem.code !== 'cloud-not-connected' && name === 'queue' && (
            <p className={styles.whyText}>{view.calm}</p>
          )}
          {view.problem && <code className={styles.whyCode}>{view.problem.code}</code>}
          {!state.kiosk.on && (
            <Button
              variant="light"
              onClick={() => {
                setOpened(false);
                go(view.fix.screen, view.fix.part);
              }}
            >
              {speech.w(view.fix.word)}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
