import { Button } from '@mantine/core';
import type { CallOutput } from '../../shared/contract.ts';
import { GoodNote } from '../common/good-note.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { go } from '../route.ts';
import { useWords } from '../words.tsx';
import styles from './groups.module.css';

interface Props {
  imported: CallOutput<'catalog.import'> | undefined;
  pulled: CallOutput<'catalog.pull'> | undefined;
  /** The name of the file. */
  exported: string | undefined;
}

/** What came in or went out, and which secrets the vault did not take. */
export function ImportNotes({ imported, pulled, exported }: Props) {
  const { w, number } = useWords();
  const refused = imported?.secretsRefused ?? [];
  const reason = refused[0]?.problem;
  return (
    <>
      {imported && <GoodNote>{w('groups.imported', { count: number(imported.groups) })}</GoodNote>}
      {reason && (
        <>
          <ProblemNote problem={reason} />
          <p className={styles.refused}>
            <span className="ink-warn">
              {w('groups.secretsRefused', {
                groups: refused.map(({ groupId }) => groupId).join(', '),
              })}
            </span>
            <Button variant="light" onClick={() => go('settings', 'vault')}>
              {w('groups.openVault')}
            </Button>
          </p>
        </>
      )}
      {exported && <GoodNote>{w('groups.exported', { file: exported })}</GoodNote>}
      {pulled && (
        <GoodNote>
          {w('groups.pulled', {
            changed: number(pulled.changed),
            devices: number(pulled.knownDevices),
          })}
        </GoodNote>
      )}
    </>
  );
}
