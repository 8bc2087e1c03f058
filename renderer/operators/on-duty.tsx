import { Button, Popover, UnstyledButton } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '../calls.ts';
import { ProblemNote } from '../common/problem-note.tsx';
import { go } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import styles from './on-duty.module.css';

/** Who is on duty, on every screen; opened, it logs off. */
export function OnDuty() {
  const { w, when } = useWords();
  const { operator, operators } = useStationState();
  const [opened, setOpened] = useState(false);
  const logOff = useAct('operators.logOff');
  if (!operators.exist) return null;
  if (!operator) {
    return (
      <span className={styles.chip}>
        <IconUser size={20} aria-hidden="true" />
        <span className={styles.role}>{w('onDuty.nobody')}</span>
      </span>
    );
  }
  const role = w(`role.${operator.role}`);
  return (
    <Popover opened={opened} onChange={setOpened} width={320} position="top-end" trapFocus>
      <Popover.Target>
        <UnstyledButton className={styles.chip} onClick={() => setOpened(!opened)}>
          <IconUser size={20} aria-hidden="true" />
          <span className={styles.name}>{operator.name}</span>
          <span className={styles.role}>{role}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={w('onDuty.title')}>
        <div className={styles.more}>
          <p className={styles.who}>{operator.name}</p>
          <p>{w('onDuty.since', { role, at: when(operator.since) })}</p>
          <p className="ink-off">{w('onDuty.change')}</p>
          <Button
            size="lg"
            className={styles.off ?? ''}
            leftSection={<IconLogout size={24} aria-hidden="true" />}
            loading={logOff.busy}
            onClick={() => void logOff.run({})}
            data-autofocus
          >
            {w('onDuty.logOff')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              setOpened(false);
              go('settings', 'operators');
            }}
          >
            {w('onDuty.pin')}
          </Button>
          <ProblemNote problem={logOff.problem} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
