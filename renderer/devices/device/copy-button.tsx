import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../words.tsx';

/** Copies a text; where the browser does not let it, says so. */
export function CopyButton({ name, text }: { name: string; text: string }) {
  const { w } = useWords();
  const [how, setHow] = useState<'copied' | 'notCopied' | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setHow('copied'),
      () => setHow('notCopied'),
    );
  return (
    <>
      <Button
        variant="subtle"
        aria-label={w('credentials.copy', { name })}
        leftSection={<IconCopy size={18} aria-hidden="true" />}
        onClick={() => void copy()}
      >
        {how === 'copied' ? w('credentials.copied') : w('credentials.copyShort')}
      </Button>
      <output>{how === 'notCopied' ? w('credentials.notCopied') : null}</output>
    </>
  );
}
