import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallInput } from '../../../shared/contract.ts';
import type { Piece } from '../../../shared/models/printing.ts';
import { useAct, useQuery } from '../../calls.ts';
import { Card, Empty } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { saveFile } from '../../common/save-file.ts';
import { useWords } from '../../words.tsx';
import styles from '../labels.module.css';
import { printerName } from '../queue/queue-words.ts';
import { piecesCsv } from './pieces-csv.ts';
import { TracedPiece } from './traced-piece.tsx';

/** Labels shown on screen; the file has all of them. */
const shown = 12;
const atOnce = 500;

type Wanted = Pick<
  CallInput<'printing.blastRadius'>,
  'deviceSn' | 'media' | 'template' | 'version' | 'printer' | 'by' | 'from' | 'to'
>;

/** Everything that was made with a roll, a template, a printer or in a shift: the question of a recall. */
export function MadeWith() {
  const { w, number } = useWords();
  const media = useQuery('printing.media', { limit: 100 });
  const templates = useQuery('labels.templates', {});
  const jobs = useQuery('printing.jobs', { limit: 1 });
  const ask = useAct('printing.blastRadius');
  const [wanted, setWanted] = useState<Wanted>({});
  const [found, setFound] = useState<Piece[] | null>(null);
  const set = (change: Wanted) => {
    setFound(null);
    setWanted((was) => ({ ...was, ...change }));
  };

  const find = async () => {
    const pieces: Piece[] = [];
    let after: { job: number; seq: number } | null = { job: 0, seq: 0 };
    while (after) {
      const page: Awaited<ReturnType<typeof ask.run>> = await ask.run({
        ...wanted,
        after,
        limit: atOnce,
      });
      if (!page) return;
      pieces.push(...page.items);
      after = page.next;
    }
    setFound(pieces);
  };
  const choice = (
    name: 'media' | 'template' | 'printer',
    data: { value: string; label: string }[],
  ) => (
    <Select
      label={w(`traced.${name}`)}
      data={data}
      value={wanted[name] ?? null}
      placeholder={w('traced.any')}
      clearable
      searchable
      onChange={(value) =>
        set({ [name]: value ?? undefined, ...(name === 'template' && { version: undefined }) })
      }
    />
  );
  const typed = (name: 'deviceSn' | 'by', most: number) => (
    <TextInput
      label={w(`traced.${name}`)}
      placeholder={w('traced.any')}
      maxLength={most}
      value={wanted[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value.trim() || undefined })}
    />
  );
  const time = (name: 'from' | 'to') => (
    <TextInput
      type="datetime-local"
      label={w(`traced.${name}`)}
      onChange={(event) => {
        const at = new Date(event.currentTarget.value).getTime();
        set({ [name]: Number.isNaN(at) ? undefined : at });
      }}
    />
  );
  const units = found && new Set(found.map(({ groupId, deviceSn }) => `${groupId}/${deviceSn}`));
  const printers = jobs.value?.printers ?? [];
  return (
    <Card title={w('traced.title')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <p className="ink-off">{w('traced.hint')}</p>
        <div className={styles.two}>
          {typed('deviceSn', 64)}
          {choice(
            'media',
            (media.value?.items ?? []).map(({ id, name }) => ({
              value: id,
              label: `${name} · ${id}`,
            })),
          )}
          {choice(
            'template',
            (templates.value?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          )}
          {choice(
            'printer',
            printers.map((each) => ({
              value: each.id,
              label: printerName(each.id, each, { w }),
            })),
          )}
          {wanted.template !== undefined && (
            <NumberInput
              label={w('traced.version')}
              placeholder={w('traced.any')}
              value={wanted.version ?? ''}
              min={1}
              allowDecimal={false}
              onChange={(value) => set({ version: typeof value === 'number' ? value : undefined })}
            />
          )}
          {typed('by', 128)}
          {time('from')}
          {time('to')}
        </div>
        <ProblemNote problem={ask.problem ?? media.problem ?? templates.problem} />
        <Button type="submit" size="xl" variant="default" loading={ask.busy}>
          {w('traced.find')}
        </Button>
      </form>
      {found?.length === 0 && <Empty title={w('traced.nothing')} />}
      {found && units && found.length > 0 && (
        <div className={styles.form} role="status">
          <p>
            <strong>
              {w('traced.found', { labels: number(found.length), units: number(units.size) })}
            </strong>
          </p>
          <ul className={styles.traced}>
            {found.slice(0, shown).map((piece) => (
              <TracedPiece
                key={`${piece.jobId} ${piece.seq}`}
                piece={piece}
                onVoid={() => void find()}
              />
            ))}
          </ul>
          {found.length > shown && <p className="ink-off">{w('traced.more')}</p>}
          <Button
            size="xl"
            leftSection={<IconDownload size={26} aria-hidden="true" />}
            onClick={() =>
              saveFile(new Blob([piecesCsv(found)], { type: 'text/csv' }), 'made-with.csv')
            }
          >
            {w('traced.save')}
          </Button>
        </div>
      )}
    </Card>
  );
}
