import { Autocomplete, Button, Select } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type Scanner, terminators } from '../../shared/models/scanner.ts';
import { useQuery } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { useWords } from '../words.tsx';
import { plainProfile, ScannerProfile } from './scanner-profile.tsx';
import styles from './settings.module.css';

const baudRates = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];

/** What a person says of a scanner; the rest is the station's. */
export type ScannerDraft = Omit<Scanner, 'id' | 'identity'>;

export const plainScanner: ScannerDraft = {
  path: '',
  baudRate: 9600,
  terminator: 'any',
  ...plainProfile,
};

/**
 * A scanner as it is set up or changed. Ports that the machine lists are offered; any other path or network
 * address may be typed. `taken`: paths of the other scanners. `onSave` answers true when the form begins
 * anew, for the next one.
 */
export function ScannerForm({
  start,
  taken,
  onSave,
  children,
}: {
  start: ScannerDraft;
  taken: string[];
  onSave: (draft: ScannerDraft) => Promise<boolean>;
  /** The button that saves, and what belongs beside it. */
  children: ReactNode;
}) {
  const { w } = useWords();
  const ports = useQuery('scanners.ports', {}, taken);
  const [draft, setDraft] = useState(start);
  const set = (change: Partial<ScannerDraft>) => setDraft({ ...draft, ...change });
  const free = (ports.value?.items ?? []).filter((port) => !taken.includes(port.path));
  const descriptions = new Map(free.map((port) => [port.path, port.description]));
  const overNetwork = draft.path.trim().startsWith('tcp:');
  const { path, baudRate, terminator, ...profile } = draft;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void onSave({ ...draft, path: path.trim() }).then((saved) => saved && setDraft(start));
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
          onChange={(typed) => set({ path: typed })}
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
          // A speed that the command line or an older version chose stays one of the choices.
          data={[...new Set([...baudRates, baudRate])].toSorted((a, b) => a - b).map(String)}
          value={String(baudRate)}
          allowDeselect={false}
          disabled={overNetwork}
          onChange={(value) => set({ baudRate: Number(value ?? 9600) })}
        />
        <Select
          label={w('scanners.terminator')}
          data={terminators.map((value) => ({ value, label: w(`terminator.${value}`) }))}
          value={terminator}
          allowDeselect={false}
          onChange={(value) => {
            set({ terminator: terminators.find((item) => item === value) ?? 'any' });
          }}
        />
      </div>
      <ScannerProfile profile={profile} overNetwork={overNetwork} onChange={set} />
      {children}
      <ProblemNote problem={ports.problem} />
    </form>
  );
}
