import { Select } from '@mantine/core';
import {
  type Acknowledgement,
  acknowledgementKinds,
  aimUses,
  type Scanner,
} from '../../shared/models/scanner.ts';
import { useWords } from '../words.tsx';
import { Bytes } from './bytes-field.tsx';
import { LineFields } from './port-field.tsx';
import styles from './settings.module.css';

type Profile = Pick<
  Scanner,
  'dataBits' | 'parity' | 'stopBits' | 'prefix' | 'suffix' | 'aim' | 'acknowledgement'
>;

/** What most scanners are as they come out of the box. */
export const plainProfile: Profile = {
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  prefix: '',
  suffix: '',
  aim: 'auto',
  acknowledgement: { kind: 'none' },
};

const custom: Acknowledgement = { kind: 'custom', accepted: '', seen: '', refused: '' };

/** How a scanner differs from one out of the box: its line, what it puts around a code, who answers it. */
export function ScannerProfile({
  profile,
  overNetwork,
  onChange,
}: {
  profile: Profile;
  overNetwork: boolean;
  onChange: (profile: Profile) => void;
}) {
  const { w } = useWords();
  const { acknowledgement } = profile;
  const set = (change: Partial<Profile>) => onChange({ ...profile, ...change });
  const answers = acknowledgementKinds.map((kind) => ({ value: kind, label: w(`ack.${kind}`) }));
  return (
    <>
      <Select
        label={w('scanners.ack')}
        description={w('scanners.ackHint')}
        data={answers}
        value={acknowledgement.kind}
        allowDeselect={false}
        onChange={(value) => {
          const kind = acknowledgementKinds.find((each) => each === value) ?? 'none';
          set({ acknowledgement: kind === 'custom' ? custom : { kind } });
        }}
      />
      {acknowledgement.kind === 'custom' && (
        <div className={styles.two}>
          {(['accepted', 'seen', 'refused'] as const).map((verdict) => (
            <Bytes
              key={verdict}
              label={w(`verdict.${verdict}`)}
              value={acknowledgement[verdict]}
              onChange={(typed) =>
                set({ acknowledgement: { ...acknowledgement, [verdict]: typed } })
              }
            />
          ))}
        </div>
      )}
      <details>
        <summary className={styles.more}>{w('scanners.more')}</summary>
        <div className={styles.form}>
          <div className={styles.two}>
            <LineFields line={profile} disabled={overNetwork} onChange={set} />
            <Select
              label={w('scanners.aim')}
              data={aimUses.map((value) => ({ value, label: w(`aim.${value}`) }))}
              value={profile.aim}
              allowDeselect={false}
              onChange={(value) => set({ aim: aimUses.find((each) => each === value) ?? 'auto' })}
            />
            <Bytes
              label={w('scanners.prefix')}
              value={profile.prefix}
              onChange={(prefix) => set({ prefix })}
            />
            <Bytes
              label={w('scanners.suffix')}
              value={profile.suffix}
              onChange={(suffix) => set({ suffix })}
            />
          </div>
        </div>
      </details>
    </>
  );
}
