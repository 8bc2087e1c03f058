import { useState } from 'react';
import type { Read } from '../../shared/models/read.ts';
import type { State } from '../../shared/models/state.ts';
import type { Undone } from '../../shared/models/undo.ts';
import { useRoute } from '../route.ts';
import { useStationState } from '../station.tsx';
import { AskUnits } from './ask-units.tsx';
import { BatchPanel } from './batch-panel.tsx';
import { DestroyList, DestroyPanel } from './destroy-list.tsx';
import type { LocalVerdict } from './look.ts';
import { MakerPanel } from './making/maker-panel.tsx';
import { Recent } from './recent.tsx';
import { SelectReads } from './select-reads.tsx';
import { StartBatch } from './start-batch.tsx';
import { UndoPanel } from './undo-panel.tsx';

interface Props {
  batch: State['batch'];
  onFail: (verdict: LocalVerdict) => void;
  onUndone: (undone: Undone) => void;
}

/** What stands beside the verdict: the batch and its last reads; all of the height to choose among them. */
export function Side({ batch, onFail, onUndone }: Props) {
  const { reads, maker, toDestroy } = useStationState();
  /** The reads as they were when selecting began: nothing moves under the finger. */
  const [selecting, setSelecting] = useState<{ batchId: string; reads: Read[] } | null>(null);
  const [cameBack, setCameBack] = useState(false);
  const { part } = useRoute();
  if (toDestroy.on || part === 'destroy') return <DestroyList toDestroy={toDestroy} />;
  if (batch && selecting?.batchId === batch.id) {
    const end = () => {
      setCameBack(true);
      setSelecting(null);
    };
    return <SelectReads reads={selecting.reads} batch={batch} onDone={end} />;
  }
  return (
    <>
      {batch ? <BatchPanel batch={batch} /> : <StartBatch />}
      {batch && <AskUnits onFail={onFail} />}
      {batch && maker && (
        <MakerPanel key={`${batch.id} maker`} groupId={batch.groupId} maker={maker} />
      )}
      {batch && <UndoPanel key={batch.id} batch={batch} onUndone={onUndone} />}
      <DestroyPanel left={toDestroy.left} />
      {(batch || reads.length > 0) && (
        <Recent
          reads={reads}
          batch={batch}
          cameBack={cameBack}
          onSelect={() => batch && setSelecting({ batchId: batch.id, reads })}
        />
      )}
    </>
  );
}
