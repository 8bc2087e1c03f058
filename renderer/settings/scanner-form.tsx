import { Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Scanner, terminators } from '../../shared/models/scanner.ts';
import { useWords } from '../words.tsx';
import { BaudField, PortField } from './port-field.tsx';
import { plainProfile, ScannerProfile } from './scanner-profile.tsx';
import styles from './settings.module.css';

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
  const [draft, setDraft] = useState(start);
  const set = (change: Partial<ScannerDraft>) => setDraft({ ...draft, ...change });
  const overNetwork = draft.path.trim().startsWith('tcp:');
  const { path, terminator, ...profile } = draft;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void onSave({ ...draft, path: path.trim() }).then((saved) => saved && setDraft(start));
      }}
    >
      <PortField
        path={path}
        taken={taken}
        hint={w('scanners.pathHint')}
        onChange={(typed) => set({ path: typed })}
      />
      <div className={styles.two}>
        <BaudField line={draft} disabled={overNetwork} onChange={set} />
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
    </form>
  );
}
