import { Button, Checkbox, Select } from '@mantine/core';
import { IconDownload, IconQrcode } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { inGroups } from '../../shared/certificate/certificate.ts';
import type { CallOutput } from '../../shared/contract.ts';
import { type HandoverKind, handoverKinds } from '../../shared/models/handover.ts';
import { useAct, useQuery } from '../calls.ts';
import { bytesOf } from '../common/base64.ts';
import { Choice } from '../common/choice.tsx';
import { GoodNote } from '../common/good-note.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { saveFile } from '../common/save-file.ts';
import { useLacksRole } from '../role.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './handover.module.css';
import { ShowHandover } from './show.tsx';

type Made = CallOutput<'handover.make'>;

/** What is handed over, and how: as a file, or on this screen. */
export function MakeHandover() {
  const { w, number, bytes } = useWords();
  const { batch } = useStationState();
  const { value } = useQuery('batches.list', { limit: 100 }, `${batch?.id} ${batch?.state}`);
  const [kind, setKind] = useState<HandoverKind>('batch');
  const [chosen, setChosen] = useState<string | null>(null);
  const [pause, setPause] = useState(true);
  const [made, setMade] = useState<Made | null>(null);
  const [shown, setShown] = useState(false);
  const make = useAct('handover.make');
  const lacks = useLacksRole(kind === 'catalog' ? 'engineer' : 'line-lead');
  const batches = value?.items ?? [];
  const file = useMemo(() => made && bytesOf(made.base64), [made]);
  const id = chosen ?? batches[0]?.id ?? null;
  const which = batches.find((each) => each.id === id);

  const anew = () => {
    setMade(null);
    make.clear();
  };
  async function run(): Promise<Made | undefined> {
    if (kind !== 'batch') return make.run({ kind });
    return which && make.run({ kind, groupId: which.groupId, tag: which.tag, pause });
  }
  async function asFile() {
    const done = await run();
    if (!done) return;
    saveFile(new Blob([bytesOf(done.base64)], { type: 'application/octet-stream' }), done.name);
    setMade(done);
  }
  async function onScreen() {
    const done = await run();
    if (!done) return;
    setMade(done);
    setShown(true);
  }

  const ready = lacks === null && (kind !== 'batch' || which !== undefined);
  return (
    <Card title={w('handover.make')}>
      <div className={styles.stack}>
        <Choice
          label={w('handover.what')}
          hint={w(`handover.${kind}Hint`)}
          value={kind}
          data={handoverKinds.map((each) => ({ value: each, label: w(`handover.${each}`) }))}
          onChange={(next) => {
            setKind(next);
            anew();
          }}
        />
        {kind === 'batch' && (
          <>
            <Select
              label={w('handover.which')}
              data={batches.map((each) => ({
                value: each.id,
                label: `${each.tag} · ${each.groupId}`,
              }))}
              value={id}
              onChange={(next) => {
                setChosen(next);
                anew();
              }}
              allowDeselect={false}
              searchable={batches.length > 8}
              placeholder={w('handover.noBatch')}
            />
            <Checkbox
              size="md"
              label={w('handover.pause')}
              checked={pause}
              onChange={(event) => setPause(event.currentTarget.checked)}
            />
          </>
        )}
        {lacks !== null && <p className="ink-off">{lacks}</p>}
        <div className={styles.buttons}>
          <Button
            size="lg"
            loading={make.busy}
            disabled={!ready}
            leftSection={<IconQrcode size={24} aria-hidden="true" />}
            onClick={() => void onScreen()}
          >
            {w('handover.onScreen')}
          </Button>
          <Button
            size="lg"
            variant="default"
            loading={make.busy}
            disabled={!ready}
            leftSection={<IconDownload size={24} aria-hidden="true" />}
            onClick={() => void asFile()}
          >
            {w('handover.asFile')}
          </Button>
        </div>
        <ProblemNote problem={make.problem} />
        {made && (
          <GoodNote>
            <strong>
              {w('handover.made', { rows: number(made.info.rows), size: bytes(made.info.bytes) })}
            </strong>
            <p className={styles.small}>{w('handover.own')}</p>
            <p className={styles.print}>{inGroups(made.info.fingerprint)}</p>
            <Button variant="default" onClick={() => setShown(true)}>
              {w('handover.showAgain')}
            </Button>
          </GoodNote>
        )}
      </div>
      {shown && made && file && (
        <ShowHandover file={file} info={made.info} onClose={() => setShown(false)} />
      )}
    </Card>
  );
}
