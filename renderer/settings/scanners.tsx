import { useState } from 'react';
import type { ScannerState } from '../../shared/models/scanner.ts';
import { useAct } from '../calls.ts';
import { Chip } from '../common/chip.tsx';
import { Card, Empty } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { AddScanner } from './add-scanner.tsx';
import { ChangeScanner } from './change-scanner.tsx';
import { KeyboardScanners } from './keyboard-scanners.tsx';
import { PortButtons } from './port-buttons.tsx';
import styles from './settings.module.css';
import { Units } from './units.tsx';

/** The scanners on cables and on the network, and those that type. */
export function Scanners() {
  const { w } = useWords();
  const { scanners } = useStationState();
  const remove = useAct('scanners.remove');
  return (
    <div className={styles.stack}>
      <Card title={w('settings.scanners')}>
        <p className="ink-off">{w('scanners.wedge')}</p>
        {scanners.length === 0 && (
          <Empty title={w('scanners.none')}>
            <p>{w('scanners.noneHint')}</p>
          </Empty>
        )}
        <ul className={styles.scanners}>
          {scanners.map((scanner) => (
            <LiveScanner
              key={scanner.id}
              scanner={scanner}
              others={scanners.flatMap(({ id, path }) => (id === scanner.id ? [] : [path]))}
              onRemove={() => void remove.run({ id: scanner.id })}
            />
          ))}
        </ul>
        <ProblemNote problem={remove.problem} />
      </Card>
      <Card title={w('scanners.add')}>
        <AddScanner taken={scanners.map(({ path }) => path)} />
      </Card>
      <KeyboardScanners />
      <Units />
    </div>
  );
}

/** What arrives is shown as it arrives: the quickest test there is. */
function LiveScanner({
  scanner,
  others,
  onRemove,
}: {
  scanner: ScannerState;
  others: string[];
  onRemove: () => void;
}) {
  const [changing, setChanging] = useState(false);
  const { w, when, number, sentence } = useWords();
  return (
    <li className={styles.scanner}>
      <div className={styles.scannerHead}>
        <strong className="mono">{scanner.path}</strong>
        <Chip kind={scanner.connected ? 'ok' : 'bad'}>
          {w(scanner.connected ? 'scanners.connected' : 'scanners.away')}
        </Chip>
        <span className="ink-off">
          {scanner.path.startsWith('tcp:') ? '' : `${scanner.baudRate} Bd · `}
          {w(`terminator.${scanner.terminator}`)}
          {scanner.acknowledgement.kind !== 'none' &&
            ` · ${w('scanners.ack')}: ${w(`ack.${scanner.acknowledgement.kind}`)}`}
        </span>
        <PortButtons
          name={scanner.path}
          changing={changing}
          onChange={setChanging}
          onRemove={onRemove}
        />
      </div>
      {scanner.problem && (
        <p className="ink-bad">
          {sentence(scanner.problem)} <code>{scanner.problem.code}</code>
        </p>
      )}
      <div className={styles.live}>
        <span className={styles.liveName}>{w('scanners.live')}</span>
        {scanner.lastText === null ? (
          <span className="ink-off">{w('scanners.scanAny')}</span>
        ) : (
          // The key restarts the flash: two equal codes in a row are two arrivals.
          <output key={scanner.lastAt} className={`mono ${styles.liveText}`}>
            {scanner.lastText}
          </output>
        )}
        <span className={styles.liveMore}>
          {scanner.lastAt !== null && when(scanner.lastAt)}
          {scanner.dropped > 0 && ` · ${w('scanners.dropped', { count: number(scanner.dropped) })}`}
        </span>
      </div>
      {changing && (
        <ChangeScanner scanner={scanner} taken={others} onDone={() => setChanging(false)} />
      )}
    </li>
  );
}
