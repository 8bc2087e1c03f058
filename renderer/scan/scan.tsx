import { useCallback, useEffect, useRef, useState } from 'react';
import { problem, type Result } from '../../shared/problems.ts';
import { useStation, useStationState } from '../station.tsx';
import { CameraPanel } from './camera/camera-panel.tsx';
import destroyStyles from './destroy.module.css';
import { DestroyBand } from './destroy-band.tsx';
import { FirstRun } from './first-run.tsx';
import { type LocalVerdict, lookOf, undone } from './look.ts';
import { NextUnit } from './making/next-unit.tsx';
import styles from './scan.module.css';
import { Side } from './side.tsx';
import { playTone } from './sounds.ts';
import { toneOf } from './tones.ts';
import { TypedEntry } from './typed-entry.tsx';
import { useWedge } from './use-wedge.ts';
import { VerdictPanel } from './verdict.tsx';

/** The screen a technician looks at all day: the verdict fills it, the batch stands beside it. */
export function Scan() {
  const state = useStationState();
  const { call } = useStation();
  const [openedAt] = useState(() => Date.now());
  const [local, setLocal] = useState<LocalVerdict | null>(null);
  const [typing, setTyping] = useState(false);

  const sounds = state.preferences.sounds;
  const refuse = useCallback(
    (verdict: LocalVerdict) => {
      setLocal(verdict);
      if (sounds) playTone(toneOf({ verdict: 'refused', problem: verdict.problem }));
    },
    [sounds],
  );
  // One read at a time, in the order of the scans, whatever the wire does.
  const turn = useRef<Promise<void>>(Promise.resolve());
  const inTurn = useCallback(
    (text: string, ask: () => Promise<Result<unknown>>) => {
      const before = turn.current;
      const askedAt = Date.now();
      const wait = async () => {
        await before;
        const reply = await ask();
        // A refusal of this window that came meanwhile is newer than this answer.
        if (reply.ok) setLocal((shown) => (shown && shown.at > askedAt ? shown : null));
        else refuse({ at: Date.now(), text, problem: reply.problem });
      };
      turn.current = wait();
    },
    [refuse],
  );
  const read = useCallback(
    (text: string, kind: 'wedge' | 'typed' | 'camera') =>
      inTurn(text, () => call('station.read', { text, source: { kind } })),
    [call, inTurn],
  );
  const makeNext = useCallback(
    () => inTurn('', () => call('makers.next', { source: { kind: 'typed' } })),
    [call, inTurn],
  );

  useWedge((news) => {
    const at = Date.now();
    if (news.kind === 'code') read(news.text, 'wedge');
    else if (news.kind === 'refused') refuse({ at, text: '', problem: news.problem });
    else refuse({ at, text: news.text, problem: problem('read-in-field') });
  });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F2') return;
      event.preventDefault();
      setTyping(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const batch = state.batch?.state === 'finished' ? null : state.batch;
  const { left, on } = state.toDestroy;
  // What was read before labels were destroyed, or while they were, says nothing of what is done now.
  const newest = state.reads[0]?.id ?? 0;
  const [mode, setMode] = useState({ on, since: 0 });
  if (mode.on !== on) {
    setMode({ on, since: newest });
    setLocal(null);
  }
  if (!batch && state.groups === 0 && !on) return <FirstRun />;
  return (
    <div className={destroyStyles.frame} data-on={on || undefined}>
      {on && <DestroyBand left={left} />}
      <div className={styles.scan}>
        <div className={styles.stage}>
          <VerdictPanel look={lookOf(state, local, openedAt, mode.since)} />
          <TypedEntry
            lead={batch?.makes && <NextUnit onNext={makeNext} />}
            opened={typing}
            onOpen={() => setTyping(true)}
            onClose={() => setTyping(false)}
            onSend={(text) => read(text, 'typed')}
          />
        </div>
        <aside className={styles.side}>
          <Side batch={batch} onFail={refuse} onUndone={(unit) => setLocal(undone(unit))} />
          <CameraPanel onCode={(text) => read(text, 'camera')} />
        </aside>
      </div>
    </div>
  );
}
