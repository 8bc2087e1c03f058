import { Autocomplete, Button, Select } from '@mantine/core';
import { IconPlus, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { terminators } from '../../shared/models/scanner.ts';
import { useAct, useQuery } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import { plainProfile, ScannerProfile } from './scanner-profile.tsx';
import styles from './settings.module.css';

const baudRates = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];

/** Ports that the machine lists are offered; any other path or network address may be typed. */
export function AddScanner({ taken }: { taken: string[] }) {
  const { w } = useWords();
  const ports = useQuery('scanners.ports', {}, taken);
  const add = useAct('scanners.add');
  const [path, setPath] = useState('');
  const [baudRate, setBaudRate] = useState('9600');
  const [terminator, setTerminator] = useState<(typeof terminators)[number]>('any');
  const [profile, setProfile] = useState(plainProfile);
  const free = (ports.value?.items ?? []).filter((port) => !taken.includes(port.path));
  const descriptions = new Map(free.map((port) => [port.path, port.description]));
  const overNetwork = path.trim().startsWith('tcp:');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void add
          .run({ path: path.trim(), baudRate: Number(baudRate), terminator, ...profile })
          .then((answer) => answer && setPath(''));
      }}
    >
      <div className={styles.inline}>
        <Autocomplete
          className={styles.grow ?? ''}
          label={w('scanners.path')}
          description={w('scanners.pathHint')}
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
          onChange={setPath}
        />
        <Button
          variant="default"
          leftSection={<IconRefresh size={20} aria-hidden="true" />}
          onClick={() => void ports.refetch()}
        >
          {w('scanners.refresh')}
        </Button>
      </div>
      <div className={styles.two}>
        <Select
          label={w('scanners.baud')}
          data={baudRates.map(String)}
          value={baudRate}
          allowDeselect={false}
          disabled={overNetwork}
          onChange={(value) => setBaudRate(value ?? '9600')}
        />
        <Select
          label={w('scanners.terminator')}
          data={terminators.map((value) => ({ value, label: w(`terminator.${value}`) }))}
          value={terminator}
          allowDeselect={false}
          onChange={(value) => setTerminator(terminators.find((item) => item === value) ?? 'any')}
        />
      </div>
      <ScannerProfile profile={profile} overNetwork={overNetwork} onChange={setProfile} />
      <Button
        type="submit"
        loading={add.busy}
        leftSection={<IconPlus size={20} aria-hidden="true" />}
      >
        {w('scanners.add')}
      </Button>
      <ProblemNote problem={add.problem ?? ports.problem} />
    </form>
  );
}
