import { Button } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { type Problem, problem } from '../../shared/problems.ts';
import { useAct, useQuery } from '../calls.ts';
import { LanguageChoice } from '../common/language-choice.tsx';
import { Page } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWedge } from '../scan/use-wedge.ts';
import { useStation, useStationState } from '../station.tsx';
import { useNow } from '../use-now.ts';
import { useWords } from '../words.tsx';
import { badgeNews } from './badge-news.ts';
import styles from './log-on.module.css';
import { Names } from './names.tsx';
import { pinLength } from './pin-keys.ts';
import { PinPad } from './pin-pad.tsx';
import { usePin } from './use-pin.ts';

/**
 * In place of every screen while nobody is on duty: scan a badge, or choose a name and enter the PIN. It has no
 * text field, so that a scanner that types is heard wherever the focus is.
 */
export function LogOn() {
  const { w } = useWords();
  const { call } = useStation();
  const { operators, reads } = useStationState();
  const [openedAt] = useState(() => Date.now());
  const now = useNow(1000);
  const names = useQuery('operators.names', {}, operators.revision);
  const logOn = useAct('operators.logOn');
  const [chosen, setChosen] = useState<string | null>(null);
  const typed = usePin(() => void go());
  const [misread, setMisread] = useState<Problem | null>(null);
  const { pinFor } = operators;
  const name = chosen ?? pinFor;
  const person = names.value?.items.find((one) => one.name === name);
  const waits = person?.lockedUntil ? Math.ceil((person.lockedUntil - now) / 1000) : 0;
  const locked = waits > 0;

  const { count, clear: clearPin } = typed;
  const choose = (next: string) => {
    setChosen(next);
    clearPin();
    logOn.clear();
  };
  // A badge says whose PIN it is, also after another name was chosen.
  const { clear } = logOn;
  useEffect(() => {
    if (pinFor === null) return;
    setChosen(pinFor);
    clearPin();
    clear();
  }, [pinFor, clear, clearPin]);

  const ready = name !== null && count >= pinLength.min && !logOn.busy && !locked;
  async function go(): Promise<void> {
    if (!ready || name === null) return;
    setMisread(null);
    await logOn.run({ name, pin: typed.take() });
  }

  const scan = async (text: string) => {
    const entered = typed.entered();
    const reply = await call('station.read', { text, source: { kind: 'wedge' } });
    const badge = !reply.ok || reply.value.problem?.code !== 'operator-missing';
    // What no badge is and no scanner ended may be the quickest of fingers.
    if (badge || entered || name === null) typed.takeBack();
  };
  useWedge((news) => {
    const torn = news.kind === 'refused';
    if (typed.wasTyped(torn ? 'torn' : news.text)) {
      // The Enter of quick fingers was taken for a scanner's, too.
      if (typed.entered()) void go();
      return;
    }
    logOn.clear();
    setMisread(torn ? news.problem : null);
    if (torn) clearPin();
    else void scan(news.text);
  });

  const told = locked
    ? problem('operator-locked', { seconds: waits })
    : (logOn.problem ?? misread ?? badgeNews(reads[0], openedAt));
  return (
    <Page
      title={w('logOn.title')}
      hint={w('logOn.hint')}
      actions={<LanguageChoice label={w('station.language')} />}
    >
      <div className={styles.ways}>
        <section className={styles.way} aria-labelledby="log-on-badge">
          <div className={styles.badge}>
            <IconId size={56} stroke={1.4} aria-hidden="true" />
            <div>
              <h2 id="log-on-badge">{w('logOn.badge')}</h2>
              <p>{pinFor ? w('logOn.badgeAndPin', { name: pinFor }) : w('logOn.badgeHint')}</p>
            </div>
          </div>
          <Names items={names.value?.items ?? []} chosen={name} onChoose={choose} />
          <div className={styles.told}>
            <ProblemNote problem={told} />
          </div>
        </section>
        <section className={styles.way} aria-labelledby="log-on-pin">
          <h2 id="log-on-pin">{name === null ? w('logOn.pin') : w('logOn.pinOf', { name })}</h2>
          <output className={styles.dots} aria-label={w('logOn.digits', { count })}>
            {'●'.repeat(count)}
          </output>
          <PinPad disabled={name === null || locked} onDigit={typed.press} onRub={typed.rub} />
          <Button
            className={styles.go ?? ''}
            size="xl"
            disabled={!ready}
            loading={logOn.busy}
            onClick={() => void go()}
          >
            {w('logOn.go')}
          </Button>
        </section>
      </div>
    </Page>
  );
}
