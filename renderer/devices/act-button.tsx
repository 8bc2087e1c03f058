import { Button } from '@mantine/core';
import { actionRoles } from '../../shared/action-roles.ts';
import { useLacksRole } from '../role.tsx';
import { useWords } from '../words.tsx';
import styles from './act-button.module.css';
import type { ActKind } from './acting/action-dialog.tsx';
import type { acts } from './acts.ts';

interface Props {
  act: ActKind;
  icon: (typeof acts)[number][1];
  onAct: (act: ActKind) => void;
  disabled?: boolean;
  /** Why it cannot be pressed, where that is not plain to see. */
  title?: string | undefined;
}

/** One thing that can be done with devices; what takes them away looks like it. */
export function ActButton({ act, icon: Icon, onAct, disabled = false, title }: Props) {
  const { w } = useWords();
  const mayNot = useLacksRole(act === 'print' ? 'technician' : actionRoles[act]);
  return (
    <Button
      size="xl"
      fz={16}
      px={14}
      variant={act === 'delete' ? 'outline' : 'default'}
      {...(act === 'delete' && { color: 'red.9', className: styles.delete ?? '' })}
      disabled={disabled || mayNot !== null}
      title={mayNot ?? title}
      leftSection={<Icon size={20} aria-hidden="true" />}
      onClick={() => onAct(act)}
    >
      {w(`act.${act}`)}
    </Button>
  );
}
