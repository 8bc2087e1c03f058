import { Shape } from '../../../common/shape.tsx';
import { useWords } from '../../../words.tsx';
import styles from './survival.module.css';

interface Scans {
  read: number;
  of: number;
}

export const percentOf = ({ read, of }: Scans): number => Math.round((100 * read) / of);

/** In one word and colour: nine of ten, and two of three. */
function gradeOf(scans: Scans) {
  const percent = percentOf(scans);
  if (percent >= 90) return { word: 'survive.strong', shape: 'ok', ink: 'ink-ok' } as const;
  if (percent >= 66) return { word: 'survive.fair', shape: 'warn', ink: 'ink-warn' } as const;
  return { word: 'survive.weak', shape: 'bad', ink: 'ink-bad' } as const;
}

export function Grade({ scans }: { scans: Scans }) {
  const { w, number } = useWords();
  const { word, shape, ink } = gradeOf(scans);
  return (
    <span className={`${styles.grade} ${ink}`}>
      <Shape kind={shape} /> {w(word, { percent: number(percentOf(scans)) })}
    </span>
  );
}
