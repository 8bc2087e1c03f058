import { Button, Modal, PasswordInput, Select, UnstyledButton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct, useQuery } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import settings from '../settings/settings.module.css';
import styles from '../shell/status-bar.module.css';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';

/** The one way out of kiosk mode. */
export function LeaveKiosk() {
  const { w } = useWords();
  const { kiosk } = useStationState();
  const [opened, setOpened] = useState(false);
  if (!kiosk.on) return null;
  return (
    <>
      <UnstyledButton className={styles.kiosk} onClick={() => setOpened(true)}>
        <IconLock size={20} aria-hidden="true" />
        <span className={styles.lightName}>{w('kiosk.leave')}</span>
      </UnstyledButton>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={w('kiosk.leave')}
        closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      >
        <LeaveForm byName={!kiosk.pin} />
      </Modal>
    </>
  );
}

function LeaveForm({ byName }: { byName: boolean }) {
  const { w } = useWords();
  const names = useQuery('operators.names', {});
  const leave = useAct('kiosk.leave');
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  return (
    <form
      className={settings.form}
      onSubmit={(event) => {
        event.preventDefault();
        void leave.run({ ...(byName ? { name } : {}), pin });
        setPin('');
      }}
    >
      {byName && (
        <Select
          label={w('kiosk.name')}
          data={(names.value?.items ?? []).map((person) => person.name)}
          value={name}
          onChange={(next) => setName(next ?? '')}
          allowDeselect={false}
          required
        />
      )}
      <PasswordInput
        label={w('kiosk.leavePin')}
        value={pin}
        inputMode="numeric"
        autoComplete="off"
        maxLength={64}
        data-autofocus
        required
        visibilityToggleButtonProps={{ 'aria-label': w('cloud.showSecret') }}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      <Button type="submit" size="xl" loading={leave.busy} disabled={pin === ''}>
        {w('kiosk.leave')}
      </Button>
      <ProblemNote problem={leave.problem ?? names.problem} />
    </form>
  );
}
