import { Button } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { inGroups } from '../../../shared/certificate/certificate.ts';
import type { AuditCheck } from '../../../shared/models/audit.ts';
import { useAct } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { saveFile } from '../../common/save-file.ts';
import { Shape } from '../../common/shape.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from './audit.module.css';

/** Proves the log here, or gives it away signed for others to prove. */
export function AuditProof() {
  const { w, number } = useWords();
  const check = useAct('audit.check');
  const save = useAct('audit.export');
  const mayNotSave = useMayNot('audit.export');
  const [found, setFound] = useState<AuditCheck | null>(null);
  const [saved, setSaved] = useState<{ name: string; fingerprint: string } | null>(null);
  const look = async () => setFound((await check.run({})) ?? null);
  const write = async () => {
    const file = await save.run({});
    if (!file) return;
    saveFile(new Blob([file.text], { type: 'application/x-ndjson' }), file.name);
    setSaved(file);
  };
  return (
    <div className={styles.proof}>
      <div className={styles.buttons}>
        <Button
          loading={check.busy}
          leftSection={<IconShieldCheck size={22} aria-hidden="true" />}
          onClick={() => void look()}
        >
          {w('audit.check')}
        </Button>
        <Button
          variant="default"
          loading={save.busy}
          disabled={mayNotSave !== null}
          {...(mayNotSave !== null && { title: mayNotSave })}
          leftSection={<IconDownload size={22} aria-hidden="true" />}
          onClick={() => void write()}
        >
          {w('audit.export')}
        </Button>
      </div>
      <ProblemNote problem={check.problem ?? save.problem} />
      {found && (
        <output className={styles.verdict}>
          <Shape
            kind={found.sound ? 'ok' : 'bad'}
            size={26}
            className={found.sound ? 'ink-ok' : 'ink-bad'}
          />
          <div>
            <strong>
              {found.sound
                ? w('audit.sound', { entries: number(found.entries) })
                : w('audit.unsound')}
            </strong>
            {found.faults.map(({ n, detail }) => (
              <p key={`${n} ${detail}`}>{detail}</p>
            ))}
            {found.fromJournal > 0 && (
              <p>{w('audit.fromJournal', { count: number(found.fromJournal) })}</p>
            )}
            <p className={styles.hash}>{w('audit.head', { hash: found.head })}</p>
          </div>
        </output>
      )}
      {saved && (
        <output className={styles.verdict}>
          <Shape kind="ok" size={26} className="ink-ok" />
          <div>
            <strong>{w('audit.exported', { name: saved.name })}</strong>
            <p className={styles.hash}>
              {w('audit.fingerprint', { fingerprint: inGroups(saved.fingerprint) })}
            </p>
          </div>
        </output>
      )}
    </div>
  );
}
