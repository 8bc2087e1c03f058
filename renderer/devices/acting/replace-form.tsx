import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { Device } from '../../../shared/models/device.ts';
import { problem } from '../../../shared/problems.ts';
import { useQuery } from '../../calls.ts';
import { ProblemNote } from '../../common/problem-note.tsx';
import { SnField } from '../../scan/sn-field.tsx';
import { useWords } from '../../words.tsx';
import type { ActFormProps } from './allocate-form.tsx';
import { FormFrame } from './form-frame.tsx';
import { TwoUnits } from './two-units.tsx';

/** The new unit is scanned; both are shown side by side before anything is asked of the station. */
export function ReplaceForm({ catalog, devices, acting }: ActFormProps) {
  const { w } = useWords();
  const [replacementSn, setReplacement] = useState('');
  const [allocate, setAllocate] = useState(true);
  const [old] = devices;
  if (!old) return null;
  const { groupId, deviceSn } = old;
  return (
    <FormFrame
      acting={acting}
      ready={replacementSn !== '' && replacementSn !== deviceSn}
      onSubmit={() =>
        void acting.propose({ action: 'replace', groupId, deviceSn, replacementSn, allocate })
      }
    >
      {/* Not listening while the plan is read: a scan must not change what is being confirmed. */}
      {acting.step === 'form' && (
        <SnField
          label={w('replace.scan')}
          hint={w('replace.scanHint')}
          take={w('replace.take')}
          groupId={groupId}
          onSn={setReplacement}
        />
      )}
      {replacementSn === '' ? (
        <TwoUnits catalog={catalog} old={old} fresh={null} allocate={allocate} />
      ) : (
        <Fresh
          key={replacementSn}
          catalog={catalog}
          old={old}
          deviceSn={replacementSn}
          allocate={allocate}
        />
      )}
      <Switch
        label={w('replace.allocate')}
        checked={allocate}
        onChange={(event) => setAllocate(event.currentTarget.checked)}
      />
    </FormFrame>
  );
}

interface FreshProps extends Pick<ActFormProps, 'catalog'> {
  old: Device;
  deviceSn: string;
  allocate: boolean;
}

function Fresh({ catalog, old, deviceSn, allocate }: FreshProps) {
  const found = useQuery('devices.get', { groupId: old.groupId, deviceSn });
  const refused =
    found.problem ??
    (deviceSn === old.deviceSn
      ? problem('replacement-is-itself')
      : found.value && !found.value.device
        ? problem('device-unknown', { deviceSn })
        : null);
  return (
    <>
      <ProblemNote problem={refused} />
      <TwoUnits
        catalog={catalog}
        old={old}
        fresh={refused ? null : (found.value?.device ?? null)}
        allocate={allocate}
      />
    </>
  );
}
