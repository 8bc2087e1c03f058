import { Autocomplete, Button, Select } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type PortLine, parities } from '../../shared/models/scanner.ts';
import { useQuery } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import styles from './settings.module.css';

const baudRates = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];

/** Ports that the machine lists are offered; any other path or network address may be typed. */
export function PortField({
  path,
  taken,
  hint,
  onChange,
}: {
  path: string;
  /** Paths that others have. */
  taken: string[];
  hint: string;
  onChange: (path: string) => void;
}) {
  const { w } = useWords();
  const ports = useQuery('scanners.ports', {}, taken);
  const free = (ports.value?.items ?? []).filter((port) => !taken.includes(port.path));
  const descriptions = new Map(free.map((port) => [port.path, port.description]));
  return (
    <>
      <div className={styles.inline}>
        <Autocomplete
          className={styles.grow ?? ''}
          label={w('scanners.path')}
          description={hint}
          classNames={{ input: 'mono' }}
          data={[...descriptions.keys()]}
          renderOption={({ option }) => (
            <span>
              <span className="mono">{option.value}</span>{' '}
              <span className="ink-off">{descriptions.get(option.value)}</span>
            </span>
          )}
          value={path}
          maxLength={256}
          required
          onChange={onChange}
        />
        <Button
          variant="default"
          leftSection={<IconRefresh size={20} aria-hidden="true" />}
          onClick={() => void ports.refetch()}
        >
          {w('scanners.refresh')}
        </Button>
      </div>
      <ProblemNote problem={ports.problem} />
    </>
  );
}

interface LineProps<T> {
  line: T;
  /** Over the network nobody cares. */
  disabled: boolean;
  onChange: (change: Partial<T>) => void;
}
type Speed = Pick<PortLine, 'baudRate'>;
type Frame = Omit<PortLine, 'baudRate'>;

export function BaudField({ line: { baudRate }, disabled, onChange }: LineProps<Speed>) {
  const { w } = useWords();
  return (
    <Select
      label={w('scanners.baud')}
      // A speed that the command line or an older version chose stays one of the choices.
      data={[...new Set([...baudRates, baudRate])].toSorted((a, b) => a - b).map(String)}
      value={String(baudRate)}
      allowDeselect={false}
      disabled={disabled}
      onChange={(value) => onChange({ baudRate: Number(value ?? 9600) })}
    />
  );
}

/** The rest of a serial line, which is the same nearly everywhere. */
export function LineFields({ line, disabled, onChange }: LineProps<Frame>) {
  const { w } = useWords();
  return (
    <>
      <Select
        label={w('scanners.parity')}
        data={parities.map((value) => ({ value, label: w(`parity.${value}`) }))}
        value={line.parity}
        allowDeselect={false}
        disabled={disabled}
        onChange={(value) => {
          onChange({ parity: parities.find((each) => each === value) ?? 'none' });
        }}
      />
      <Select
        label={w('scanners.dataBits')}
        data={['8', '7']}
        value={String(line.dataBits)}
        allowDeselect={false}
        disabled={disabled}
        onChange={(value) => onChange({ dataBits: value === '7' ? 7 : 8 })}
      />
      <Select
        label={w('scanners.stopBits')}
        data={['1', '2']}
        value={String(line.stopBits)}
        allowDeselect={false}
        disabled={disabled}
        onChange={(value) => onChange({ stopBits: value === '2' ? 2 : 1 })}
      />
    </>
  );
}
