import { Button, FileButton, Progress, Textarea } from '@mantine/core';
import { IconClipboard, IconFileExport, IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { type ImportInfo, rowKinds } from '../../shared/models/import.ts';
import { useQuery } from '../calls.ts';
import { Chip } from '../common/chip.tsx';
import { Card, Page } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useDropFile } from '../common/use-drop-file.ts';
import { whoDid } from '../life/who.ts';
import { addressOf } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './import.module.css';
import { kindShape, shapeOfImport } from './shapes.ts';
import { useDropped } from './use-drop-anywhere.ts';
import { useHandOver } from './use-hand-over.ts';

/** Where a file comes from, and the files of before. */
export function Start() {
  const { w } = useWords();
  const { handOver, sending, problem } = useHandOver();
  const { dragging, dropProps } = useDropFile((file) => void handOver(file));
  const [pasting, setPasting] = useState<string | null>(null);
  useDropped((file) => void handOver(file));
  const paste = () => {
    if (pasting) void handOver(new File([pasting], w('import.pasted'), { type: 'text/plain' }));
  };
  return (
    <Page
      title={w('import.title')}
      hint={w('import.hint')}
      actions={
        <Button
          component="a"
          href={addressOf('import', 'export')}
          size="md"
          variant="default"
          leftSection={<IconFileExport size={20} aria-hidden="true" />}
        >
          {w('out.open')}
        </Button>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.drop} data-dragging={dragging || undefined} {...dropProps}>
          <IconFileImport size={48} stroke={1.5} aria-hidden="true" />
          <p className={styles.dropTitle}>{w('import.drop')}</p>
          <p className="ink-off">{w('import.kinds')}</p>
          {sending ? (
            <div className={styles.sending} role="status">
              <p>{w('import.sending', { name: sending.name, share: sending.share })}</p>
              <Progress.Root size={14} radius="sm">
                <Progress.Section
                  value={sending.share}
                  aria-label={w('import.progress')}
                  color="line"
                />
              </Progress.Root>
            </div>
          ) : (
            <div className={styles.ways}>
              <FileButton onChange={(file) => file && void handOver(file)}>
                {(props) => (
                  <Button
                    {...props}
                    size="xl"
                    leftSection={<IconFileImport size={24} aria-hidden="true" />}
                  >
                    {w('import.choose')}
                  </Button>
                )}
              </FileButton>
              <Button
                size="xl"
                variant="default"
                leftSection={<IconClipboard size={24} aria-hidden="true" />}
                onClick={() => setPasting(pasting === null ? '' : null)}
              >
                {w('import.paste')}
              </Button>
            </div>
          )}
          {pasting !== null && !sending && (
            <div className={styles.paste}>
              <Textarea
                label={w('import.pasteLabel')}
                rows={6}
                value={pasting}
                data-autofocus
                onChange={(event) => setPasting(event.currentTarget.value)}
              />
              <Button disabled={pasting.trim() === ''} onClick={paste}>
                {w('import.pasteGo')}
              </Button>
            </div>
          )}
        </div>
        <ProblemNote problem={problem} />
        <Past />
      </div>
    </Page>
  );
}

function Past() {
  const { w } = useWords();
  const { imports } = useStationState();
  const fresh = imports.map(({ id, state }) => `${id} ${state}`).join(' ');
  const { value, problem } = useQuery('imports.list', { limit: 50 }, fresh);
  return (
    <Card title={w('import.past')}>
      <ProblemNote problem={problem} />
      {value?.items.length === 0 && <p className="ink-off">{w('import.none')}</p>}
      <ul className={styles.past}>
        {value?.items.map((info) => (
          <PastRow key={info.id} info={imports.find(({ id }) => id === info.id) ?? info} />
        ))}
      </ul>
    </Card>
  );
}

function PastRow({ info }: { info: ImportInfo }) {
  const { w, when, number } = useWords();
  const counts = rowKinds.filter((kind) => info.counts[kind] > 0);
  return (
    <li className={styles.pastRow}>
      <a className={styles.open} href={addressOf('import', info.id)}>
        {info.name}
      </a>
      <Chip kind={shapeOfImport(info)}>{w(`import.${info.state}`)}</Chip>
      <span className="ink-off">
        {w('import.by', { at: when(info.at), by: whoDid(info.by, { w }) })}
      </span>
      <ul className={styles.counts}>
        {counts.map((kind) => (
          <li key={kind}>
            <Chip kind={kindShape[kind]}>
              {w(`import.${kind}`)}: {number(info.counts[kind])}
            </Chip>
          </li>
        ))}
      </ul>
    </li>
  );
}
