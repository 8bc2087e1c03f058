import { Button, FileButton } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { useState } from 'react';
import { pngFault } from '../../../../shared/labels/png-header.ts';
import { type Problem, problem } from '../../../../shared/problems.ts';
import { ProblemNote } from '../../../common/problem-note.tsx';
import { useWords } from '../../../words.tsx';

/** What the schema takes, in bytes of the file. */
const mostBytes = 300_000;

/** Chooses a PNG from the disk. */
export function PictureField({ onChange }: { onChange: (png: string) => void }) {
  const { w } = useWords();
  const [wrong, setWrong] = useState<Problem | null>(null);
  const take = async (file: File | null) => {
    if (!file) return;
    if (file.size > mostBytes) return setWrong(problem('template-image-heavy', { limit: 300 }));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const png = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const fault = pngFault(png);
    setWrong(fault);
    if (!fault) onChange(png);
  };
  return (
    <>
      <FileButton accept="image/png" onChange={(file) => void take(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            leftSection={<IconPhotoUp size={22} aria-hidden="true" />}
          >
            {w('design.choosePicture')}
          </Button>
        )}
      </FileButton>
      <ProblemNote problem={wrong} />
    </>
  );
}
