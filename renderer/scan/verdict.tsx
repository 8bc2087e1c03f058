import { IconBarcode } from '@tabler/icons-react';
import { type CSSProperties, useState } from 'react';
import type { MasterValue } from '../../shared/models/catalog.ts';
import { Shape } from '../common/shape.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { emsOf, type Look, type ShownVerdict, snLine } from './look.ts';
import { marked } from './marked.ts';
import { toneShape } from './tones.ts';
import styles from './verdict.module.css';

/** These let the style sheet make a text as large as its container allows. */
const sized = (word: string) => ({ '--ems': emsOf(word) }) as CSSProperties;
const sizedSn = (sn: string) => ({ '--count': snLine([...sn].length) }) as CSSProperties;

export function VerdictPanel({ look }: { look: Look }) {
  const { w } = useWords();
  const key = look.kind === 'verdict' ? look.key : look.kind;
  const [turn, setTurn] = useState({ key, odd: false });
  if (turn.key !== key) setTurn({ key, odd: !turn.odd });
  return (
    // The region outlives its content: only what changes inside one is read aloud.
    <output className={styles.live} aria-live="assertive" aria-label={w('verdict.title')}>
      {look.kind === 'verdict' ? (
        <Verdict key={look.key} shown={look} odd={turn.odd} />
      ) : (
        <Waiting look={look} />
      )}
    </output>
  );
}

/** Colour, shape, word, number, reason, in this order of size: read from across the line. */
function Verdict({ shown, odd }: { shown: ShownVerdict; odd: boolean }) {
  const { w, sentence, when } = useWords();
  const word = w(`verdict.${shown.tone}`);
  const said = shown.problem && sentence(shown.problem);
  const reason = said ?? '';
  const source = shown.source
    ? [w(`source.${shown.source.kind}`), shown.source.name].filter(Boolean).join(' ')
    : '';
  // What the unit's own code brought says more than the code.
  const carried = Object.entries(shown.masterData)
    .map(([name, value]) => `${name} ${asText(value)}`)
    .join(' · ');
  return (
    <div className={styles.panel} data-tone={shown.tone} data-odd={odd}>
      <div className={styles.middle}>
        <Shape kind={toneShape[shown.tone]} className={styles.shape} />
        <p className={styles.word} style={sized(word)}>
          {word}
        </p>
        <p className={styles.sn} style={sizedSn(shown.sn || shown.text)}>
          <Marked shown={shown} />
        </p>
        {shown.problem && (
          <p
            className={styles.reason}
            data-long={reason.length > 110 || shown.sn.length > 40 || undefined}
          >
            {reason} <code>{shown.problem.code}</code>
          </p>
        )}
      </div>
      <p className={styles.foot}>
        <span>{when(shown.at)}</span>
        {source && <span>{source}</span>}
        {carried !== '' ? (
          <span className={styles.raw}>{carried}</span>
        ) : (
          shown.sn !== '' &&
          shown.text !== shown.sn && <span className={styles.raw}>{shown.text}</span>
        )}
      </p>
    </div>
  );
}

const asText = (value: MasterValue): string =>
  value !== null && typeof value === 'object' ? value.defaultValue : String(value);

/** The characters that the reason speaks of stand out. */
function Marked({ shown }: { shown: ShownVerdict }) {
  const parts = marked(shown.sn, shown.problem);
  if (!parts) return shown.sn || shown.text;
  const [before, wrong, after] = parts;
  return (
    <>
      {before}
      <mark className={styles.mark}>{wrong}</mark>
      {after}
    </>
  );
}

const waitingWords = {
  ready: ['verdict.ready', 'verdict.readyHint'],
  paused: ['verdict.paused', 'verdict.pausedHint'],
  'no-batch': ['verdict.noBatch', 'verdict.noBatchHint'],
  destroying: ['verdict.destroying', 'verdict.destroyingHint'],
} as const;

function Waiting({ look }: { look: Exclude<Look, ShownVerdict> }) {
  const { w } = useWords();
  const { demo, batch } = useStationState();
  const { kind } = look;
  const [word, usualHint] =
    look.kind === 'held'
      ? (['verdict.held', `hold.${look.hold}.hint`] as const)
      : waitingWords[look.kind];
  const idleDemo = kind === 'ready' && demo !== null && !demo.running;
  const makes = kind === 'ready' && batch?.makes === true;
  const hint = makes ? 'making.readyHint' : idleDemo ? 'demo.begin' : usualHint;
  return (
    <div
      className={styles.panel}
      data-tone={kind === 'held' ? 'paused' : kind === 'destroying' ? 'ready' : kind}
    >
      <div className={styles.middle}>
        {kind === 'paused' || kind === 'held' ? (
          <Shape kind="pause" className={styles.shape} />
        ) : (
          <IconBarcode className={styles.shape} stroke={1.4} aria-hidden="true" />
        )}
        <p className={styles.word} style={sized(w(word))}>
          {w(word)}
        </p>
        <p className={styles.reason}>{w(hint)}</p>
      </div>
    </div>
  );
}
