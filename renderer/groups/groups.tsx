import { Button, FileButton, UnstyledButton } from '@mantine/core';
import { IconCloudDownload, IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct, useQuery } from '../calls.ts';
import { Empty, Page } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { Shape } from '../common/shape.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { GroupDetails } from './group-details.tsx';
import styles from './groups.module.css';
import { ImportNotes } from './import-notes.tsx';
import { useDropFile } from './use-drop-file.ts';

/** The templates that devices are registered under: brought here, looked at, never edited here. */
export function Groups() {
  const { w } = useWords();
  const state = useStationState();
  const { value: catalog, problem, refetch } = useQuery('catalog.get', {}, state.groups);
  const bring = useAct('catalog.import');
  const pull = useAct('catalog.pull');
  const [imported, setImported] = useState<Awaited<ReturnType<typeof bring.run>>>();
  const [pulled, setPulled] = useState<Awaited<ReturnType<typeof pull.run>>>();
  const [chosen, setChosen] = useState('');

  const takeFile = async (file: File | null) => {
    if (!file) return;
    setPulled(undefined);
    pull.clear();
    setImported(await bring.run({ text: await file.text() }));
    await refetch();
  };
  const takeCloud = async () => {
    setImported(undefined);
    bring.clear();
    setPulled(await pull.run({}));
    await refetch();
  };
  const { dragging, dropProps } = useDropFile((file) => void takeFile(file));
  const groups = catalog?.registrationGroups ?? [];
  const shown = groups.find(({ groupId }) => groupId === chosen) ?? groups[0];

  return (
    <div className={styles.drop} data-dragging={dragging || undefined} {...dropProps}>
      <Page
        title={w('nav.groups')}
        hint={w('groups.hint')}
        actions={
          <>
            <FileButton
              onChange={(file) => void takeFile(file)}
              accept="application/json,.json"
              inputProps={{ 'aria-label': w('groups.import') }}
            >
              {(props) => (
                <Button
                  {...props}
                  loading={bring.busy}
                  leftSection={<IconFileImport size={20} aria-hidden="true" />}
                >
                  {w('groups.import')}
                </Button>
              )}
            </FileButton>
            <Button
              variant="default"
              loading={pull.busy}
              leftSection={<IconCloudDownload size={20} aria-hidden="true" />}
              onClick={() => void takeCloud()}
            >
              {w('groups.pull')}
            </Button>
          </>
        }
      >
        <ProblemNote problem={bring.problem ?? pull.problem ?? problem} />
        <ImportNotes imported={imported} pulled={pulled} />
        {catalog && !shown && (
          <Empty title={w('groups.none')}>
            <p>{w('groups.noneHint')}</p>
          </Empty>
        )}
        {catalog && shown && (
          <div className={styles.columns}>
            <ul className={styles.list} aria-label={w('nav.groups')}>
              {groups.map((group) => (
                <li key={group.groupId}>
                  <UnstyledButton
                    className={styles.pick}
                    aria-current={group === shown ? 'true' : undefined}
                    onClick={() => setChosen(group.groupId)}
                  >
                    <strong>{group.name}</strong>
                    <span className="mono">{group.groupId}</span>
                    <span className={styles.secret}>
                      <Shape
                        kind={group.secretHeld ? 'ok' : 'off'}
                        size={16}
                        className={group.secretHeld ? 'ink-ok' : 'ink-off'}
                      />
                      {w(group.secretHeld ? 'groups.secretHeld' : 'groups.secretMissing')}
                    </span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
            <GroupDetails key={shown.groupId} group={shown} catalog={catalog} />
          </div>
        )}
      </Page>
    </div>
  );
}
