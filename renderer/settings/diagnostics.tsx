import { Button } from '@mantine/core';
import { IconFileZip, IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Diagnostics } from '../../shared/models/diagnostics.ts';
import { useAct } from '../calls.ts';
import { bytesOf } from '../common/base64.ts';
import { GoodNote } from '../common/good-note.tsx';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { saveFile } from '../common/save-file.ts';
import { useWords } from '../words.tsx';
import styles from './diagnostics.module.css';

/** Shows what a diagnostics archive will hold, and saves that very content. */
export function DiagnosticsCard() {
  const { w } = useWords();
  const gather = useAct('diagnostics.gather');
  const save = useAct('diagnostics.save');
  const [shown, setShown] = useState<Diagnostics | null>(null);
  const [saved, setSaved] = useState(false);
  const look = async () => {
    setSaved(false);
    setShown((await gather.run({})) ?? null);
  };
  const write = async (id: string) => {
    const file = await save.run({ id });
    if (!file) return;
    saveFile(new Blob([bytesOf(file.base64)], { type: 'application/zip' }), file.name);
    setSaved(true);
  };
  return (
    <Card title={w('diag.title')}>
      <div className={styles.diagnostics}>
        <p>{w('diag.what')}</p>
        <div className={styles.buttons}>
          <Button
            {...(shown && { variant: 'default' })}
            loading={gather.busy}
            leftSection={<IconListSearch size={22} aria-hidden="true" />}
            onClick={() => void look()}
          >
            {w(shown ? 'diag.again' : 'diag.gather')}
          </Button>
          {shown && (
            <Button
              loading={save.busy}
              leftSection={<IconFileZip size={22} aria-hidden="true" />}
              onClick={() => void write(shown.id)}
            >
              {w('diag.save', { name: shown.name })}
            </Button>
          )}
        </div>
        <ProblemNote problem={gather.problem ?? save.problem} />
        {saved && <GoodNote>{w('diag.saved')}</GoodNote>}
        {shown && <Contents shown={shown} />}
      </div>
    </Card>
  );
}

function Contents({ shown }: { shown: Diagnostics }) {
  const { w, number, bytes } = useWords();
  const total = shown.files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <>
      <p>{w('diag.total', { files: number(shown.files.length), bytes: bytes(total) })}</p>
      <ul className={styles.files}>
        {shown.files.map((file) => (
          <li key={file.name}>
            <details>
              <summary>
                <span className="mono">{file.name}</span>
                <span>{bytes(file.bytes)}</span>
              </summary>
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it */}
              <pre tabIndex={0} role="region" aria-label={file.name}>
                {file.preview}
              </pre>
              {file.cut && <p className="ink-off">{w('diag.cut')}</p>}
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
