import { Button, Select } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { useState } from 'react';
import type { Media, PrinterState } from '../../../shared/models/printing.ts';
import { useAct, useQuery } from '../../calls.ts';
import { Chip } from '../../common/chip.tsx';
import { Card, Empty } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import styles from '../labels.module.css';
import { printerName } from '../queue/queue-words.ts';
import { NewMedia } from './new-media.tsx';

/** What is left moves with each label; people look once in a while. */
const askEveryMs = 2000;
const inNone = '';

/** Rolls and packets of sheets: where they are, what is left on them and how long it lasts. */
export function Stock() {
  const { w } = useWords();
  const { printing } = useStationState();
  const freshness = useThrottledValue(`${printing.printed}`, askEveryMs);
  const media = useQuery('printing.media', { limit: 50 }, freshness);
  const jobs = useQuery('printing.jobs', { limit: 1 }, freshness);
  const [adds, setAdds] = useState(false);
  const items = media.value?.items.filter(({ endedAt }) => endedAt === null) ?? [];
  const changed = () => void media.refetch();
  return (
    <Card title={w('stock.title')}>
      <div className={styles.form}>
        <ProblemNote problem={media.problem ?? jobs.problem} />
        {media.value && items.length === 0 && (
          <Empty title={w('stock.none')}>
            <p>{w('stock.noneHint')}</p>
          </Empty>
        )}
        <ul className={styles.stock}>
          {items.map((one) => (
            <OneMedia
              key={one.id}
              media={one}
              printers={jobs.value?.printers ?? []}
              onChanged={changed}
            />
          ))}
        </ul>
        {adds ? (
          <NewMedia
            onDone={() => {
              setAdds(false);
              changed();
            }}
            onCancel={() => setAdds(false)}
          />
        ) : (
          <Button size="xl" variant="default" onClick={() => setAdds(true)}>
            {w('stock.add')}
          </Button>
        )}
      </div>
    </Card>
  );
}

function OneMedia({
  media,
  printers,
  onChanged,
}: {
  media: Media;
  printers: PrinterState[];
  onChanged: () => void;
}) {
  const { w, number } = useWords();
  const load = useAct('printing.loadMedia');
  const { id, name, width, height, left, labels, printer, forecast } = media;
  const move = async (to: string | null, over = false) => {
    if (await load.run({ id, printer: to, over })) onChanged();
  };
  const size = w('labels.size', { width: number(width), height: number(height) });
  return (
    <li aria-label={name}>
      <div className={styles.stockHead}>
        <strong>{name}</strong>
        <span className="ink-off">{`${id} · ${size}`}</span>
        {forecast?.beforeBatchEnds && <Chip kind="warn">{w('stock.short')}</Chip>}
      </div>
      <p>
        {w('stock.left', { left: number(Math.max(0, left)), labels: number(labels) })}
        {forecast && ` · ${w('stock.lasts', { minutes: number(forecast.minutes) })}`}
      </p>
      <div className={styles.two}>
        <Select
          label={w('stock.where')}
          size="lg"
          data={[
            { value: inNone, label: w('stock.nowhere') },
            ...printers.map((each) => ({
              value: each.id,
              label: printerName(each.id, each, { w }),
            })),
          ]}
          value={printer ?? inNone}
          allowDeselect={false}
          onChange={(value) => void move(value === inNone ? null : value)}
        />
        <Button
          size="xl"
          variant="default"
          loading={load.busy}
          aria-label={`${w('stock.over')} ${name}`}
          onClick={() => void move(null, true)}
        >
          {w('stock.over')}
        </Button>
      </div>
      <ProblemNote problem={load.problem} />
    </li>
  );
}
