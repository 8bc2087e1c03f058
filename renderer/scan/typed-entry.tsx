import { Button, TextInput } from '@mantine/core';
import { IconKeyboard, IconVolumeOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { focusOnIt } from '../common/focus-on-it.ts';
import { useStationState } from '../station.tsx';
import { useNow } from '../use-now.ts';
import { useWords } from '../words.tsx';
import styles from './scan.module.css';
import { soundAsleep, wakeSound } from './sounds.ts';

interface Props {
  /** What else stands in the bar, before it. */
  lead?: ReactNode;
  opened: boolean;
  onOpen: () => void;
  onClose: () => void;
  onSend: (text: string) => void;
}

/** For a code that cannot be scanned. Stays open after sending: torn labels come in numbers. */
export function TypedEntry({ lead, opened, onOpen, onClose, onSend }: Props) {
  const { w } = useWords();
  const [text, setText] = useState('');
  if (!opened) {
    return (
      <div className={styles.typed}>
        {lead}
        <Button
          size="xl"
          fz={18}
          variant="default"
          leftSection={<IconKeyboard size={22} aria-hidden="true" />}
          onClick={onOpen}
          aria-keyshortcuts="F2"
        >
          {w('typed.open')}
          <kbd>F2</kbd>
        </Button>
        <SleepingSound />
      </div>
    );
  }
  return (
    <div className={styles.typed}>
      {lead}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          onSend(text);
          setText('');
        }}
      >
        <TextInput
          className={styles.typedField ?? ''}
          aria-label={w('typed.label')}
          placeholder={w('typed.label')}
          classNames={{ input: 'mono' }}
          value={text}
          maxLength={7089}
          autoComplete="off"
          spellCheck={false}
          ref={focusOnIt}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        />
        <Button type="submit" size="xl" fz={18}>
          {w('typed.send')}
        </Button>
        <Button variant="default" size="xl" fz={18} onClick={onClose}>
          {w('close')}
        </Button>
      </form>
    </div>
  );
}

/** A browser keeps a page silent until it was touched: better said than wondered about. */
function SleepingSound() {
  const { w } = useWords();
  const { preferences } = useStationState();
  useNow(1000);
  if (!preferences.sounds || !soundAsleep()) return null;
  return (
    <Button
      variant="subtle"
      size="xl"
      className={styles.sleeping ?? ''}
      leftSection={<IconVolumeOff size={22} aria-hidden="true" />}
      onClick={wakeSound}
    >
      {w('sounds.asleep')}
    </Button>
  );
}
