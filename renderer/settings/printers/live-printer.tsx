import { Button } from '@mantine/core';
import { IconAdjustments, IconHeartbeat, IconRuler2, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import {
  folderPrinter,
  type PrinterFound,
  type PrinterHealth,
  type StationPrinter,
} from '../../../shared/models/printer.ts';
import { useAct } from '../../calls.ts';
import { Chip } from '../../common/chip.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import type { ShapeKind } from '../../common/shape.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';
import { Calibration } from './calibration.tsx';
import { draftOfPrinter } from './printer-draft.ts';
import { PrinterForm } from './printer-form.tsx';

type Tone = 'asking' | 'ready' | 'soon' | 'not';
const shapes: Record<Tone, ShapeKind> = { asking: 'busy', ready: 'ok', soon: 'warn', not: 'bad' };

const toneOf = (health: PrinterHealth | null): Tone =>
  !health ? 'asking' : !health.ready ? 'not' : health.problem ? 'soon' : 'ready';

/** A printer of the list: how it is by its own word, and what can be done with it. */
export function LivePrinter({
  printer,
  found,
  onRemove,
}: {
  printer: StationPrinter;
  found: PrinterFound[];
  onRemove: () => void;
}) {
  const { w, sentence } = useWords();
  const [opened, setOpened] = useState<'change' | 'calibrate' | null>(null);
  const look = useAct('printers.status');
  const change = useAct('printers.save');
  const mayNot = useMayNot('printers.save');
  const { id, health } = printer;
  const folder = id === folderPrinter.id;
  const name = folder ? w('printers.folder') : printer.name;
  const tone = toneOf(health);
  const problem = health?.problem ?? null;
  const toggle = (part: 'change' | 'calibrate') => setOpened(opened === part ? null : part);
  return (
    <li className={styles.scanner}>
      <div className={styles.scannerHead}>
        <strong>{name}</strong>
        <Chip kind={shapes[tone]}>{w(`printers.health.${tone}`)}</Chip>
        <span className="ink-off">
          {[
            w(`printers.language.${printer.language}`),
            `${printer.dpi} dpi`,
            ...(printer.automatic ? [w('printers.automaticIs')] : []),
          ].join(' · ')}
        </span>
      </div>
      {!folder && <Where printer={printer} />}
      {problem && (
        <p className={tone === 'soon' ? 'ink-warn' : 'ink-bad'}>
          {sentence(problem)} <code>{problem.code}</code>
        </p>
      )}
      {health?.dpi && health.dpi !== printer.dpi && (
        <p className="ink-warn">
          {w('printers.dpiDiffers', { said: health.dpi, chosen: printer.dpi })}
        </p>
      )}
      <div className={styles.row}>
        <Button
          variant="default"
          loading={look.busy}
          leftSection={<IconHeartbeat size={20} aria-hidden="true" />}
          aria-label={`${w('printers.look')} ${name}`}
          onClick={() => void look.run({ id })}
        >
          {w('printers.look')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconRuler2 size={20} aria-hidden="true" />}
          aria-expanded={opened === 'calibrate'}
          aria-label={`${w('printers.test')} ${name}`}
          onClick={() => toggle('calibrate')}
        >
          {w('printers.test')}
        </Button>
        <Button
          variant="default"
          disabled={mayNot !== null}
          leftSection={<IconAdjustments size={20} aria-hidden="true" />}
          aria-expanded={opened === 'change'}
          aria-label={`${w('scanners.change')} ${name}`}
          onClick={() => toggle('change')}
        >
          {w('scanners.change')}
        </Button>
        {!folder && (
          <Button
            variant="default"
            disabled={mayNot !== null}
            leftSection={<IconTrash size={20} aria-hidden="true" />}
            aria-label={`${w('scanners.remove')} ${name}`}
            onClick={onRemove}
          >
            {w('scanners.remove')}
          </Button>
        )}
      </div>
      <ProblemNote problem={look.problem} />
      {opened === 'calibrate' && <Calibration printer={printer} name={name} />}
      {opened === 'change' && (
        <PrinterForm
          start={draftOfPrinter(printer)}
          found={found}
          onSave={async (wish) => {
            if (await change.run({ ...wish, id })) setOpened(null);
            return false;
          }}
        >
          <Button type="submit" loading={change.busy}>
            {w('scanners.save')}
          </Button>
          <Button variant="default" onClick={() => setOpened(null)}>
            {w('scanners.leave')}
          </Button>
        </PrinterForm>
      )}
      {opened === 'change' && <ProblemNote problem={change.problem} />}
    </li>
  );
}

/** How it is reached, what it says it is, and when it said so. */
function Where({ printer }: { printer: StationPrinter }) {
  const { w, when } = useWords();
  const { way, health } = printer;
  return (
    <div className={styles.live}>
      <span className={styles.liveName}>{w(`printers.way.${way.kind}`)}</span>
      <span className="mono">{placeOf(printer)}</span>
      {health?.model && <span>{health.model}</span>}
      {health?.waiting ? <span>{w('printers.waiting', { count: health.waiting })}</span> : null}
      <span className={styles.liveMore}>{health && when(health.at)}</span>
    </div>
  );
}

function placeOf({ way }: StationPrinter): string {
  switch (way.kind) {
    case 'folder':
      return '';
    case 'cups':
      return way.queue;
    case 'tcp':
      return `${way.host}:${way.port}`;
    case 'device':
      return way.path;
    case 'electron':
      return way.deviceName;
  }
}
