import { Button, Select } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { SourceChoice } from '../../../shared/import/source.ts';
import type { ImportOptions } from '../../../shared/models/import.ts';
import { useAct, useQuery } from '../../calls.ts';
import { Card } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { go } from '../../route.ts';
import { useWords } from '../../words.tsx';
import styles from '../import.module.css';
import { type ColumnsDraft, draftOf, mappingOf } from './draft.ts';
import { HowItIsWritten } from './how-it-is-written.tsx';
import { Joined } from './joined.tsx';
import { Mapped } from './mapped.tsx';
import { SameForAll } from './same-for-all.tsx';
import { SplitColumn } from './split-column.tsx';

interface Props {
  id: string;
  /** What was planned before. */
  before: ImportOptions | null;
  onPlan: () => void;
}

/** How a file is read, and what its columns become. */
export function Columns({ id, before, onPlan }: Props) {
  const { w } = useWords();
  const { value: catalog } = useQuery('catalog.get', {});
  const { value: batches } = useQuery('batches.list', { limit: 50 });
  const groups = catalog?.registrationGroups ?? [];
  const [chosenGroup, setGroup] = useState(before?.groupId ?? null);
  const groupId = chosenGroup ?? groups[0]?.groupId ?? null;
  const [choice, setChoice] = useState<SourceChoice>(before?.choice ?? {});
  const [batchId, setBatch] = useState(before?.batchId ?? '');
  const [target, setTarget] = useState(
    before?.allocateTo ? `${before.allocateTo.regionId}/${before.allocateTo.orgId}` : '',
  );
  const look = useQuery('imports.look', { id, choice, groupId });
  /** Chosen for this heading and group; another file or group begins with what is suggested. */
  const [edited, setEdited] = useState<{ of: string; draft: ColumnsDraft } | null>(null);
  const plan = useAct('imports.plan');
  const drop = useAct('imports.drop');
  const shown = look.value;
  const key = JSON.stringify([shown?.head, groupId]);
  // Read in another way the file may have other columns.
  const asBefore =
    before?.groupId === groupId && JSON.stringify(before.choice) === JSON.stringify(choice);
  const suggested = asBefore && !edited ? before.mapping : (shown?.mapping ?? []);
  const draft = edited?.of === key ? edited.draft : draftOf(suggested, shown?.head ?? []);
  const change = (next: ColumnsDraft) => setEdited({ of: key, draft: next });
  const toPlan = async () => {
    if (!shown || groupId === null) return;
    const [regionId, orgId] = target.split('/');
    const options = {
      groupId,
      choice,
      mapping: mappingOf(draft, shown.head),
      batchId: batchId === '' ? null : batchId,
      allocateTo: regionId && orgId ? { regionId, orgId } : null,
      answers: [],
    };
    if (await plan.run({ id, options })) onPlan();
  };
  const leave = async () => {
    if (await drop.run({ id })) go('import');
  };
  const parts = shown && { look: shown, catalog, groupId, draft, onChange: change };
  const open = (batches?.items ?? []).filter(
    (batch) => batch.groupId === groupId && batch.state !== 'finished',
  );
  const targets = (catalog?.environments ?? []).flatMap(({ regionId, name, ous }) =>
    ous.map((ou) => ({ value: `${regionId}/${ou.orgId}`, label: `${name} / ${ou.name}` })),
  );
  return (
    <>
      <div className={styles.two}>
        <Card title={w('import.file')}>
          <HowItIsWritten look={shown} choice={choice} onChange={setChoice} />
          <ProblemNote problem={look.problem ?? shown?.unsure ?? null} />
        </Card>
        <Card title={w('import.into')}>
          <div className={styles.fields}>
            <Select
              label={w('import.group')}
              data={groups.map((each) => ({
                value: each.groupId,
                label: `${each.name} · ${each.groupId}`,
              }))}
              value={groupId}
              onChange={setGroup}
              allowDeselect={false}
              searchable={groups.length > 8}
            />
            <Select
              label={w('import.batch')}
              data={[
                { value: '', label: w('import.noBatch') },
                ...open.map(({ id: value, tag }) => ({ value, label: tag })),
              ]}
              value={batchId}
              onChange={(next) => setBatch(next ?? '')}
              allowDeselect={false}
            />
            <Select
              label={w('import.allocate')}
              data={[{ value: '', label: w('import.noAllocate') }, ...targets]}
              value={target}
              onChange={(next) => setTarget(next ?? '')}
              allowDeselect={false}
            />
          </div>
        </Card>
      </div>
      {shown && parts && (
        <Card title={w('import.columns')}>
          {shown.remembered && <p className="ink-off">{w('import.remembered')}</p>}
          <Mapped {...parts} />
          <Joined {...parts} />
          <SplitColumn {...parts} />
          <SameForAll catalog={catalog} groupId={groupId} draft={draft} onChange={change} />
        </Card>
      )}
      <ProblemNote problem={plan.problem ?? drop.problem} />
      <div className={styles.moves}>
        <Button
          size="xl"
          disabled={!shown || shown.unsure !== null || groupId === null}
          loading={plan.busy}
          leftSection={<IconListCheck size={24} aria-hidden="true" />}
          onClick={() => void toPlan()}
        >
          {w('import.toPlan')}
        </Button>
        <Button size="xl" variant="default" loading={drop.busy} onClick={() => void leave()}>
          {w('import.drop1')}
        </Button>
      </div>
    </>
  );
}
