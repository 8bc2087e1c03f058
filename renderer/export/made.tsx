import { Button, Progress } from '@mantine/core';
import { IconDownload, IconTrash, IconX } from '@tabler/icons-react';
import type { ExportInfo } from '../../shared/models/export.ts';
import { useAct } from '../calls.ts';
import { Chip } from '../common/chip.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useSavePieces } from '../common/use-save-pieces.ts';
import { whoDid } from '../life/who.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './export.module.css';

const shapes = { running: 'busy', done: 'ok', failed: 'bad' } as const;

/** Files on their way, and those that are there to be saved. */
export function Made() {
  const { w } = useWords();
  const { exports } = useStationState();
  return (
    <Card title={w('out.made')}>
      {exports.length === 0 && <p className="ink-off">{w('out.none')}</p>}
      <ul className={styles.made}>
        {exports.map((info) => (
          <OneFile key={info.id} info={info} />
        ))}
      </ul>
    </Card>
  );
}

function OneFile({ info }: { info: ExportInfo }) {
  const { w, number, when, bytes } = useWords();
  const drop = useAct('exports.drop');
  const take = useSavePieces('exports.take');
  const { id, state, done, of } = info;
  const running = state === 'running';
  return (
    <li>
      <span className={styles.name}>{info.name}</span>
      <div className={styles.far}>
        <Chip kind={shapes[state]}>{w(`out.${state}`)}</Chip>
        <span aria-live="polite">
          {running &&
            (of === null
              ? w('out.counting')
              : w('out.far', { count: number(done), total: number(of) }))}
          {state === 'done' &&
            w('out.rows', { count: number(done), bytes: bytes(info.bytes ?? 0) })}
        </span>
      </div>
      {running && (
        <Progress.Root size={14} radius="sm">
          <Progress.Section
            value={of ? Math.floor((done / of) * 100) : 100}
            animated={of === null}
            aria-label={w('out.progress')}
            color="line"
          />
        </Progress.Root>
      )}
      <span className="ink-off">
        {w('import.by', { at: when(info.at), by: whoDid(info.by, { w }) })}
      </span>
      <ProblemNote problem={info.problem ?? take.problem ?? drop.problem} />
      <div className={styles.moves}>
        {state === 'done' && (
          <Button
            size="md"
            loading={take.busy}
            leftSection={<IconDownload size={20} aria-hidden="true" />}
            onClick={() => void take.save(id)}
          >
            {w('out.save')}
          </Button>
        )}
        <Button
          size="md"
          variant="default"
          disabled={drop.busy || take.busy}
          leftSection={
            running ? (
              <IconX size={20} aria-hidden="true" />
            ) : (
              <IconTrash size={20} aria-hidden="true" />
            )
          }
          onClick={() => void drop.run({ id })}
        >
          {w(running ? 'cancel' : 'out.drop')}
        </Button>
      </div>
    </li>
  );
}
