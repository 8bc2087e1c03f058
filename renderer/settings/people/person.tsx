import { Button, Group, Modal } from '@mantine/core';
import { IconAdjustments, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Operator } from '../../../shared/models/operator.ts';
import { Chip } from '../../common/chip.tsx';
import { useWords } from '../../words.tsx';
import styles from '../settings.module.css';
import { Badge } from './badge.tsx';
import { PersonForm } from './person-form.tsx';

interface Props {
  person: Operator;
  opened: boolean;
  onToggle: () => void;
  onRemove: () => void;
}

/** One person: role, how they log on, and, opened, what an admin can do about it. */
export function Person({ person, opened, onToggle, onRemove }: Props) {
  const { w, when } = useWords();
  const [asking, setAsking] = useState(false);
  const { name, hasPin, hasBadge, badgeNeedsPin, lockedUntil } = person;
  return (
    <li className={styles.scanner}>
      <div className={styles.scannerHead}>
        <strong>{name}</strong>
        <span>{w(`role.${person.role}`)}</span>
        <Chip kind={hasPin ? 'ok' : 'off'}>
          {w(hasPin ? 'operators.hasPin' : 'operators.noPin')}
        </Chip>
        <Chip kind={hasBadge ? 'ok' : 'off'}>
          {w(
            hasBadge
              ? badgeNeedsPin
                ? 'operators.badgeAndPin'
                : 'operators.hasBadge'
              : 'operators.noBadge',
          )}
        </Chip>
        {lockedUntil !== null && (
          <Chip kind="pause">{w('operators.locked', { at: when(lockedUntil) })}</Chip>
        )}
        <Button
          className={styles.remove ?? ''}
          variant="default"
          leftSection={<IconAdjustments size={20} aria-hidden="true" />}
          aria-expanded={opened}
          aria-label={w('operators.change', { name })}
          onClick={onToggle}
        >
          {w('operators.changeShort')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconTrash size={20} aria-hidden="true" />}
          aria-label={`${w('operators.remove')} ${name}`}
          onClick={() => setAsking(true)}
        >
          {w('operators.remove')}
        </Button>
      </div>
      {opened && (
        <>
          <PersonForm person={person} onDone={onToggle} />
          <Badge person={person} />
        </>
      )}
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={w('operators.remove')}
        closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
      >
        <p>{w('operators.removeAsk', { name })}</p>
        <Group grow mt="md">
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {w('cancel')}
          </Button>
          <Button
            color="red.9"
            onClick={() => {
              setAsking(false);
              onRemove();
            }}
          >
            {w('operators.remove')}
          </Button>
        </Group>
      </Modal>
    </li>
  );
}
