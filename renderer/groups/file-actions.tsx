import { Button, FileButton } from '@mantine/core';
import { IconCloudDownload, IconFileExport, IconFileImport } from '@tabler/icons-react';
import { useMayNot } from '../role.tsx';
import { useWords } from '../words.tsx';
import type { useFiles } from './use-files.ts';

/** What is done with the catalog as a whole. */
export function FileActions({ files }: { files: ReturnType<typeof useFiles> }) {
  const { w } = useWords();
  const mayNotBring = useMayNot('catalog.import');
  const mayNotGive = useMayNot('catalog.export');
  const icon = { size: 20, 'aria-hidden': true } as const;
  return (
    <>
      <FileButton
        onChange={(file) => void files.takeFile(file)}
        accept="application/json,.json"
        disabled={mayNotBring !== null}
        inputProps={{ 'aria-label': w('groups.import') }}
      >
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={files.busy.bring}
            disabled={mayNotBring !== null}
            title={mayNotBring ?? undefined}
            leftSection={<IconFileImport {...icon} />}
          >
            {w('groups.import')}
          </Button>
        )}
      </FileButton>
      <Button
        variant="default"
        loading={files.busy.give}
        disabled={mayNotGive !== null}
        title={mayNotGive ?? undefined}
        leftSection={<IconFileExport {...icon} />}
        onClick={() => void files.giveFile()}
      >
        {w('groups.export')}
      </Button>
      <Button
        variant="default"
        loading={files.busy.pull}
        leftSection={<IconCloudDownload {...icon} />}
        onClick={() => void files.takeCloud()}
      >
        {w('groups.pull')}
      </Button>
    </>
  );
}
