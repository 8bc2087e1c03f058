import type { CallOutput } from '../../shared/contract.ts';
import { GoodNote } from '../common/good-note.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';

interface Props {
  imported: CallOutput<'catalog.import'> | undefined;
  pulled: CallOutput<'catalog.pull'> | undefined;
}

/** What came in, and which secrets the vault did not take. */
export function ImportNotes({ imported, pulled }: Props) {
  const { w, number, sentence } = useWords();
  const refused = imported?.secretsRefused ?? [];
  const reason = refused[0]?.problem;
  return (
    <>
      {imported && <GoodNote>{w('groups.imported', { count: number(imported.groups) })}</GoodNote>}
      {reason && (
        <>
          <ProblemNote problem={reason} />
          <p className="ink-warn">
            {w('groups.secretsRefused', {
              groups: refused.map(({ groupId }) => groupId).join(', '),
              reason: sentence(reason),
            })}
          </p>
        </>
      )}
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
