import { Button, FileButton, Progress } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { framePrefix } from '../../shared/handover/frame.ts';
import { mostHandoverInWindow } from '../../shared/models/handover.ts';
import { type Problem, problem } from '../../shared/problems.ts';
import { useAct } from '../calls.ts';
import { base64Of } from '../common/base64.ts';
import { Card } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useDropFile } from '../common/use-drop-file.ts';
import { useDropped } from '../import/use-drop-anywhere.ts';
import { useWedge } from '../scan/use-wedge.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './handover.module.css';
import { Offer } from './offer.tsx';

const isFrame = (text: string) => text.toUpperCase().includes(framePrefix);

/** A hand-over of another station: its file, or its codes as they are scanned; then what it holds. */
export function TakeHandover() {
  const { w } = useWords();
  const { handover } = useStationState();
  const [unreadable, setUnreadable] = useState<Problem | null>(null);
  const offer = useAct('handover.offer');
  const drop = useAct('handover.drop');
  const read = useAct('station.read');
  useWedge((news) => {
    if (news.kind === 'refused') setUnreadable(news.problem);
    // A unit is scanned where its verdict is seen.
    else if (news.kind === 'code' && isFrame(news.text)) {
      setUnreadable(null);
      void read.run({ text: news.text, source: { kind: 'wedge' } });
    }
  });

  async function take(file: File) {
    setUnreadable(null);
    if (file.size > mostHandoverInWindow) {
      setUnreadable(problem('handover-window', { max: mostHandoverInWindow / 1024 / 1024 }));
      return;
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await offer.run({ base64: base64Of(bytes) });
    } catch {
      setUnreadable(problem('file-unreadable', { file: file.name, detail: 'not readable' }));
    }
  }
  useDropped((file) => void take(file));
  const { dragging, dropProps } = useDropFile((file) => void take(file));
  const { frames, offer: held } = handover;

  return (
    <Card title={w('handover.take')}>
      <div className={styles.stack} {...dropProps}>
        {frames && <Scanning frames={frames} busy={drop.busy} onForget={() => void drop.run({})} />}
        {held ? (
          <Offer key={held.id} info={held} onDrop={() => void drop.run({})} />
        ) : (
          !frames && (
            <div className={styles.drop} data-dragging={dragging || undefined}>
              <IconFileImport size={44} stroke={1.5} aria-hidden="true" />
              <p className={styles.dropTitle}>{w('handover.drop')}</p>
              <p className="ink-off">{w('handover.orScan')}</p>
              <FileButton onChange={(file) => file && void take(file)}>
                {(props) => (
                  <Button {...props} size="lg" variant="default" loading={offer.busy}>
                    {w('handover.choose')}
                  </Button>
                )}
              </FileButton>
            </div>
          )
        )}
        <ProblemNote problem={unreadable ?? offer.problem ?? drop.problem} />
      </div>
    </Card>
  );
}

interface Frames {
  have: number;
  of: number;
  dropped: number;
}

function Scanning({
  frames,
  busy,
  onForget,
}: {
  frames: Frames;
  busy: boolean;
  onForget: () => void;
}) {
  const { w, number } = useWords();
  const { have, of, dropped } = frames;
  return (
    <div className={styles.stack} role="status">
      <p className={styles.dropTitle}>
        {w('handover.scanning', { have: number(have), of: number(of) })}
      </p>
      <Progress.Root size={16} radius="sm">
        <Progress.Section value={(have / of) * 100} aria-label={w('handover.take')} color="line" />
      </Progress.Root>
      <p className="ink-off">{w('handover.scanHint')}</p>
      {dropped > 0 && (
        <p className="ink-warn">{w('handover.misread', { dropped: number(dropped) })}</p>
      )}
      <Button variant="default" loading={busy} onClick={onForget} className={styles.start ?? ''}>
        {w('handover.stopScan')}
      </Button>
    </div>
  );
}
