import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../words.tsx';
import { clearWhileHere } from './leave-clipboard.ts';

interface Props {
  name: string;
  text: string;
  /** A secret is taken off the clipboard again. */
  secret: boolean;
  /** What has to be done first; undefined: it is not copied. `clearsIn`: the host takes it off after so many seconds. */
  before(): Promise<{ clearsIn: number | null } | undefined>;
}

type How = 'copied' | 'copiedFor' | 'copiedHere' | 'notCopied';

/** Copies a text; where the browser does not let it, says so. What is secret does not stay, and that is told. */
export function CopyButton({ name, text, secret, before }: Props) {
  const { w } = useWords();
  const [how, setHow] = useState<How | null>(null);
  const copy = async () => {
    const done = await before();
    if (!done) return;
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (!copied) return setHow('notCopied');
    if (!secret) return setHow('copied');
    if (done.clearsIn === null) clearWhileHere();
    setHow(done.clearsIn === null ? 'copiedHere' : 'copiedFor');
  };
  return (
    <>
      <Button
        variant="subtle"
        aria-label={w('credentials.copy', { name })}
        leftSection={<IconCopy size={18} aria-hidden="true" />}
        onClick={() => void copy()}
      >
        {how === null || how === 'notCopied' ? w('credentials.copyShort') : w('credentials.copied')}
      </Button>
      <output>{how === null || how === 'copied' ? null : w(`credentials.${how}`)}</output>
    </>
  );
}
