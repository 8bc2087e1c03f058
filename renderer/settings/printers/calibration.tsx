import { Button, NumberInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { crossAt, type StationPrinter } from '../../../shared/models/printer.ts';
import { useAct } from '../../calls.ts';
import { GoodNote } from '../../common/good-note.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useMayNot } from '../../role.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';

/** One page to see how a printer prints, and what was measured on it, which becomes the offset. */
export function Calibration({ printer, name }: { printer: StationPrinter; name: string }) {
  const { w } = useWords();
  const print = useAct('printers.test');
  const mayNot = useMayNot('printers.test');
  const [size, setSize] = useState(
    printer.language === 'pdf' ? { width: 210, height: 297 } : { width: 100, height: 50 },
  );
  const [printed, setPrinted] = useState(false);
  const { id } = printer;
  return (
    <div className={styles.trial} role="group" aria-label={`${w('printers.test')} ${name}`}>
      <p>{w('printers.test.what')}</p>
      <div className={styles.two}>
        <Millimetres
          label={w('printers.paperWidth')}
          value={size.width}
          least={20}
          most={330}
          onChange={(width) => setSize({ ...size, width })}
        />
        <Millimetres
          label={w('printers.paperHeight')}
          value={size.height}
          least={15}
          most={490}
          onChange={(height) => setSize({ ...size, height })}
        />
      </div>
      <div className={styles.row}>
        <Button
          loading={print.busy}
          disabled={mayNot !== null}
          leftSection={<IconPrinter size={20} aria-hidden="true" />}
          onClick={async () => setPrinted((await print.run({ id, size })) !== undefined)}
        >
          {w('printers.test.print')}
        </Button>
      </div>
      {mayNot !== null && <p className="ink-off">{mayNot}</p>}
      <ProblemNote problem={print.problem} />
      {printed && <GoodNote>{w('printers.test.sent')}</GoodNote>}
      <Measured printer={printer} />
    </div>
  );
}

function Measured({ printer: { id, offset } }: { printer: StationPrinter }) {
  const { w } = useWords();
  const save = useAct('printers.calibrate');
  const mayNot = useMayNot('printers.calibrate');
  const [measured, setMeasured] = useState({ x: crossAt, y: crossAt });
  const [saved, setSaved] = useState(false);
  return (
    <form
      className={styles.form}
      onSubmit={async (event) => {
        event.preventDefault();
        const kept = await save.run({ id, measured });
        setSaved(kept !== undefined);
        // The same numbers a second time would move the page a second time.
        if (kept) setMeasured({ x: crossAt, y: crossAt });
      }}
    >
      <p>{w('printers.measure.what', { cross: crossAt })}</p>
      <div className={styles.two}>
        {(['x', 'y'] as const).map((axis) => (
          <Millimetres
            key={axis}
            label={w(`printers.measure.${axis}`)}
            value={measured[axis]}
            least={0}
            most={100}
            step={0.1}
            onChange={(value) => {
              setSaved(false);
              setMeasured({ ...measured, [axis]: value });
            }}
          />
        ))}
      </div>
      <p className="ink-off">{w('printers.offset.now', { x: offset.x, y: offset.y })}</p>
      <Button type="submit" variant="default" loading={save.busy} disabled={mayNot !== null}>
        {w('printers.measure.save')}
      </Button>
      {mayNot !== null && <p className="ink-off">{mayNot}</p>}
      <ProblemNote problem={save.problem} />
      {saved && <GoodNote>{w('printers.measure.saved')}</GoodNote>}
    </form>
  );
}

function Millimetres(props: {
  label: string;
  value: number;
  least: number;
  most: number;
  step?: number;
  onChange: (value: number) => void;
}) {
  return (
    <NumberInput
      label={props.label}
      value={props.value}
      min={props.least}
      max={props.most}
      step={props.step ?? 1}
      decimalScale={2}
      clampBehavior="blur"
      required
      onChange={(value) => typeof value === 'number' && props.onChange(value)}
    />
  );
}
