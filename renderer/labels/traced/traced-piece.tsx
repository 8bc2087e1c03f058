import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Piece } from '../../../shared/models/printing.ts';
import { useAct } from '../../calls.ts';
import { ReasonDialog } from '../../common/reason-dialog.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';

const common = ['faint', 'torn', 'lost', 'misplaced'] as const;

/** A label that was found; one in hand can be put down as void, with the reason. */
export function TracedPiece({ piece, onVoid }: { piece: Piece; onVoid: () => void }) {
  const { w, when } = useWords();
  const [asks, setAsks] = useState(false);
  const act = useAct('printing.void');
  const mayNot = useMayNot('printing.void');
  const { jobId, seq, deviceSn, groupId, account, at } = piece;
  const go = async (reason: string) => {
    if (!(await act.run({ job: jobId, first: seq, last: seq, reason }))) return;
    setAsks(false);
    onVoid();
  };
  return (
    <li>
      <strong className="mono">{deviceSn}</strong>
      <span className="ink-off">
        {[groupId, w(`traced.account.${account}`), when(at)].join(' · ')}
      </span>
      {account === 'printed' && (
        <Button
          variant="default"
          disabled={mayNot !== null}
          {...(mayNot !== null && { title: mayNot })}
          aria-label={`${w('traced.void')} ${deviceSn}`}
          onClick={() => setAsks(true)}
        >
          {w('traced.void')}
        </Button>
      )}
      <ReasonDialog
        grave
        opened={asks}
        title={`${w('traced.void')}: ${deviceSn}`}
        what={w('traced.voidWhat')}
        label={w('queue.reason')}
        suggestions={common.map((each) => w(`reprint.${each}`))}
        go={w('traced.void')}
        busy={act.busy}
        problem={act.problem}
        onGo={(reason) => void go(reason)}
        onClose={() => {
          setAsks(false);
          act.clear();
        }}
      />
    </li>
  );
}
