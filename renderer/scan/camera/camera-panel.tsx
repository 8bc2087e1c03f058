import { Button, NativeSelect } from '@mantine/core';
import { IconCamera, IconCameraOff, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Shape } from '../../common/shape.tsx';
import { useWords } from '../../words.tsx';
import styles from './camera.module.css';
import { useCamera } from './use-camera.ts';

/** This window's choice: the next window of the same station may stand where there is no camera. */
const kept = { on: 'lineside.camera.on', device: 'lineside.camera.device' };
const remember = (name: string, value: string) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
};
const remembered = (name: string): string => {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
};

/** For a station without a scanner: reads what is held before a webcam. */
export function CameraPanel({ onCode }: { onCode: (text: string) => void }) {
  const { w } = useWords();
  const [on, setOn] = useState(() => remembered(kept.on) === '1');
  const turn = (next: boolean) => {
    remember(kept.on, next ? '1' : '0');
    setOn(next);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F4' || event.altKey || event.ctrlKey || event.repeat) return;
      event.preventDefault();
      turn(remembered(kept.on) !== '1');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  return (
    <section className={styles.panel} aria-label={w('camera.title')}>
      {on && <LiveCamera onCode={onCode} />}
      <Button
        size="xl"
        fz={18}
        variant="default"
        leftSection={
          on ? (
            <IconCameraOff size={22} aria-hidden="true" />
          ) : (
            <IconCamera size={22} aria-hidden="true" />
          )
        }
        aria-keyshortcuts="F4"
        onClick={() => turn(!on)}
      >
        {w(on ? 'camera.close' : 'camera.open')}
        <kbd>F4</kbd>
      </Button>
    </section>
  );
}

function LiveCamera({ onCode }: { onCode: (text: string) => void }) {
  const { w } = useWords();
  const [device, setDevice] = useState(() => remembered(kept.device));
  const { video, state, cameras, retry } = useCamera(device, onCode);
  const known = cameras.some(({ deviceId }) => deviceId === device) ? device : '';
  return (
    <>
      <div className={styles.picture}>
        <video ref={video} className={styles.video} muted playsInline aria-hidden="true" />
        {state !== 'on' && (
          <div className={styles.said}>
            {state !== 'starting' && <Shape kind="warn" size={22} className="ink-warn" />}
            <span role="status">{w(`camera.${state}`)}</span>
            {state !== 'starting' && (
              <Button
                size="xl"
                variant="default"
                onClick={retry}
                aria-label={w('camera.retry')}
                px="xs"
              >
                <IconRefresh size={22} aria-hidden="true" />
              </Button>
            )}
          </div>
        )}
      </div>
      {state === 'on' && cameras.length > 1 && (
        <NativeSelect
          label={w('camera.choose')}
          value={known}
          data={[
            ...(known === '' ? [{ value: '', label: w('camera.any') }] : []),
            ...cameras.map(({ deviceId, label }, at) => ({
              value: deviceId,
              label: label || `${w('camera.title')} ${at + 1}`,
            })),
          ]}
          onChange={({ currentTarget }) => {
            remember(kept.device, currentTarget.value);
            setDevice(currentTarget.value);
          }}
        />
      )}
    </>
  );
}
