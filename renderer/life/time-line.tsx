import { useState } from 'react';
import type { Happening } from '../../shared/models/history.ts';
import { Choice } from '../common/choice.tsx';
import { useWords } from '../words.tsx';
import styles from './time-line.module.css';
import { detailLines, mergeHistories, type Order } from './timeline.ts';
import { whoDid } from './who.ts';

interface Props {
  here: readonly Happening[];
  there: readonly Happening[];
  /** One side alone needs no word which side it is. */
  oneSided?: boolean;
}

/** What happened to a device, from scan to activation: each happening in words, with its small facts. */
export function TimeLine({ here, there, oneSided }: Props) {
  const speech = useWords();
  const { w, dateTime } = speech;
  const [order, setOrder] = useState<Order>('newest');
  const lines = mergeHistories(here, there, order);
  if (lines.length === 0) return <p className="ink-off">{w('device.historyNone')}</p>;
  return (
    <div className={styles.history}>
      {!oneSided && (
        <Choice
          label={w('device.order')}
          value={order}
          data={[
            { value: 'newest', label: w('device.newest') },
            { value: 'oldest', label: w('device.oldest') },
          ]}
          onChange={setOrder}
        />
      )}
      <ol className={styles.line}>
        {keyed(lines).map(({ key, happening }) => (
          <li key={key} data-where={happening.where}>
            <p className={styles.what}>
              <strong>{w(`happening.${happening.what}`)}</strong>
              {!oneSided && (
                <span className={styles.where}>{w(`happening.at.${happening.where}`)}</span>
              )}
            </p>
            <p className={styles.when}>
              <time dateTime={new Date(happening.at).toISOString()}>{dateTime(happening.at)}</time>
              {happening.by && ` · ${w('happening.by', { by: whoDid(happening.by, speech) })}`}
              {happening.station && ` · ${happening.station}`}
            </p>
            <Details happening={happening} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Details({ happening }: { happening: Happening }) {
  const lines = detailLines(happening, useWords());
  if (lines.length === 0) return null;
  return (
    <p className={styles.details}>
      {lines.map(({ name, value }) => (
        <span key={name}>
          {name}: <b>{value}</b>
        </span>
      ))}
    </p>
  );
}

/** Two things may happen at one time in one place: their place in the story tells them apart. */
function keyed(lines: readonly Happening[]) {
  const seen = new Map<string, number>();
  return lines.map((happening) => {
    const name = `${happening.at} ${happening.where} ${happening.what}`;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return { key: `${name} ${nth}`, happening };
  });
}
