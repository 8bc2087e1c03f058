import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '../calls.ts';
import { GoodNote } from '../common/good-note.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './settings.module.css';

/** A backup now, and where the copy outside this computer goes. */
export function Backups() {
  const { w } = useWords();
  const { backups } = useStationState();
  const make = useAct('backups.make');
  return (
    <div className={styles.stack}>
      <Card title={w('settings.backups')}>
        <div className={styles.form}>
          <p>{w('backups.what')}</p>
          <Newest />
          <Button
            loading={make.busy || backups.busy}
            leftSection={<IconDatabaseExport size={22} aria-hidden="true" />}
            onClick={() => void make.run({})}
          >
            {w('backups.make')}
          </Button>
          <ProblemNote problem={make.problem ?? backups.problem} />
        </div>
      </Card>
      <Card title={w('backups.second')}>
        <Second />
      </Card>
    </div>
  );
}

function Newest() {
  const { w, dateTime, bytes } = useWords();
  const { lastAt, size } = useStationState().backups;
  if (lastAt === null) return <p>{w('backups.none')}</p>;
  return <GoodNote>{w('backups.last', { at: dateTime(lastAt), size: bytes(size ?? 0) })}</GoodNote>;
}

function Second() {
  const { w, dateTime } = useWords();
  const { second, everyHours } = useStationState().backups;
  const setUp = useAct('backups.setUp');
  const [folder, setFolder] = useState(second?.folder ?? '');
  const [hours, setHours] = useState(everyHours);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void setUp.run({ second: folder.trim() || null, everyHours: hours });
      }}
    >
      <p>{w('backups.secondWhat')}</p>
      <TextInput
        label={w('backups.folder')}
        description={w('backups.folderHint')}
        value={folder}
        maxLength={1024}
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
      <NumberInput
        label={w('backups.every')}
        value={hours}
        min={1}
        max={24}
        clampBehavior="strict"
        allowDecimal={false}
        onChange={(value) => setHours(Number(value) || everyHours)}
      />
      <Button type="submit" loading={setUp.busy}>
        {w('backups.keep')}
      </Button>
      <ProblemNote problem={setUp.problem ?? second?.problem ?? null} />
      {second && !second.problem && second.at !== null && (
        <GoodNote>{w('backups.shipped', { at: dateTime(second.at) })}</GoodNote>
      )}
    </form>
  );
}
