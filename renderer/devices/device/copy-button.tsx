import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../words.tsx';

interface Props {
  name: string;
  text: string;
  /** What has to be done first; false: it is not copied. */
  before(): Promise<boolean>;
}

/** Copies a text; where the browser does not let it, says so. */
export function CopyButton({ name, text, before }: Props) {
  const { w } = useWords();
  const [how, setHow] = useState<'copied' | 'notCopied' | null>(null);
  const copy = async () => {
    if (!(await before())) return;
    await navigator.clipboard.writeText(text).then(
      () => setHow('copied'),
      () => setHow('notCopied'),
    );
  };
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
