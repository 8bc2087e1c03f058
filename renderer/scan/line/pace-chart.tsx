import { memo } from 'react';
import type { Bucket } from '../../../shared/models/pace.ts';
import { useWords } from '../../words.tsx';
import styles from './line.module.css';

interface Props {
  buckets: readonly Bucket[];
  hours: number;
}

const height = 56;
const bar = 6;
const gap = 2;

/**
 * Bars of five minutes: good units up, refused reads stacked on them in another colour and hatched, so that
 * they differ without colour too. The numbers are in a sentence for whoever does not see them.
 */
export const PaceChart = memo(function PaceChart({ buckets, hours }: Props) {
  const { w, number } = useWords();
  const most = Math.max(1, ...buckets.map(({ good, refused }) => good + refused));
  const good = buckets.reduce((sum, bucket) => sum + bucket.good, 0);
  const refused = buckets.reduce((sum, bucket) => sum + bucket.refused, 0);
  const width = buckets.length * (bar + gap);
  const share = (count: number) => (count / most) * height;
  return (
    <figure className={styles.chart}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={w('pace.chart', {
          hours,
          good: number(good),
          refused: number(refused),
          most: number(most),
        })}
      >
        <defs>
          <pattern id="refused-bars" width="3" height="3" patternUnits="userSpaceOnUse">
            <rect width="3" height="3" className={styles.refused} />
            <rect width="3" height="1" className={styles.hatch} />
          </pattern>
        </defs>
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className={styles.axis} />
        {buckets.map((bucket, index) => (
          <g key={bucket.from}>
            <rect
              x={index * (bar + gap)}
              width={bar}
              y={height - share(bucket.good)}
              height={share(bucket.good)}
              className={styles.good}
            />
            <rect
              x={index * (bar + gap)}
              width={bar}
              y={height - share(bucket.good + bucket.refused)}
              height={share(bucket.refused)}
              fill="url(#refused-bars)"
            />
          </g>
        ))}
      </svg>
      <figcaption>
        <span>{w('pace.from', { hours })}</span>
        <span>{w('pace.most', { most: number(most) })}</span>
        <span>{w('pace.now')}</span>
      </figcaption>
    </figure>
  );
});
