import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { useAct } from '../../calls.ts';
import { Card } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { Shape, type ShapeKind } from '../../common/shape.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from '../groups.module.css';

interface Props {
  groupId: string;
  dirty: boolean;
}

type Verified = CallOutput<'catalog.verify'>;

const shapes: Record<Verified['groupId'] | Verified['secret'], ShapeKind> = {
  ok: 'ok',
  wrong: 'bad',
  missing: 'bad',
  unproved: 'off',
};
const inks: Partial<Record<ShapeKind, string>> = { ok: 'ink-ok', bad: 'ink-bad', off: 'ink-off' };

/** Whether ID and secret are the cloud's, in words. It changes nothing there. */
export function Verify({ groupId, dirty }: Props) {
  const { w } = useWords();
  const verify = useAct('catalog.verify');
  const mayNot = useMayNot('catalog.verify');
  const [found, setFound] = useState<Verified | null>(null);
  return (
    <Card title={w('verify.title')}>
      <div className={styles.below}>
        <Button
          variant="default"
          className={styles.start ?? ''}
          loading={verify.busy}
          disabled={dirty || mayNot !== null}
          title={mayNot ?? (dirty ? w('verify.dirty') : undefined)}
          leftSection={<IconShieldCheck size={20} aria-hidden="true" />}
          onClick={() => void verify.run({ groupId }).then((answer) => setFound(answer ?? null))}
        >
          {w('verify.go')}
        </Button>
        <ProblemNote problem={verify.problem} />
        {found && !verify.busy && (
          <output className={styles.verified}>
            {(['groupId', 'secret'] as const).map((part) => {
              const kind = shapes[found[part]];
              return (
                <p key={part}>
                  <Shape kind={kind} className={inks[kind]} />
                  <strong>{w(`verify.${part}`)}</strong>
                  <span>
                    {part === 'groupId'
                      ? w(`verify.groupId.${found.groupId}`)
                      : w(`verify.secret.${found.secret}`)}
                  </span>
                </p>
              );
            })}
            <p className="ink-off" lang="en">
              {found.detail}
            </p>
          </output>
        )}
      </div>
    </Card>
  );
}
