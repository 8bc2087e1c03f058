import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useCallback, useEffect } from 'react';
import { usbName } from '../../shared/units/usb-serial.ts';
import { useStation, useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import type { LocalVerdict } from './look.ts';
import styles from './scan.module.css';

/** A button for each place where units are read themselves; F6 asks them all. The verdict is a read like any other. */
export function AskUnits({ onFail }: { onFail: (verdict: LocalVerdict) => void }) {
  const { w } = useWords();
  const { units } = useStationState();
  const { call } = useStation();
  const ask = useCallback(
    async (id: string) => {
      const reply = await call('units.query', { id });
      if (!reply.ok) onFail({ at: Date.now(), text: '', problem: reply.problem });
    },
    [call, onFail],
  );
  const ids = units.map(({ unit }) => unit.id).join(' ');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.altKey || event.repeat || ids === '') return;
      event.preventDefault();
      for (const id of ids.split(' ')) void ask(id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [ids, ask]);
  if (units.length === 0) return null;
  return (
    <div className={styles.askUnits}>
      {units.map(({ unit, asking }) => {
        const name = unit.kind === 'uart' ? unit.path : usbName(unit);
        return (
          <Button
            key={unit.id}
            className={styles.askUnit ?? ''}
            size="xl"
            fz={18}
            variant="default"
            leftSection={<IconPlugConnected size={24} aria-hidden="true" />}
            loading={asking}
            onClick={() => void ask(unit.id)}
            aria-keyshortcuts="F6"
          >
            <span>
              {w('units.ask')}
              <span className={`mono ${styles.askName}`}>{name}</span>
            </span>
          </Button>
        );
      })}
    </div>
  );
}
