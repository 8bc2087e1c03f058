import { Button } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import type { DeviceFilter } from '../../../shared/models/device-filter.ts';
import { bring } from '../../export/brought.ts';
import { addressOf } from '../../route.ts';
import { useWords } from '../../words.tsx';
import { choiceOf } from './choice-of.ts';
import { countOf, type Selection } from './selection.ts';

interface Props {
  selection: Selection;
  ask: DeviceFilter;
  total: number;
  exact: boolean;
}

/** What is chosen, or all that is listed, goes on to the page where files are made. */
export function ToFile({ selection, ask, total, exact }: Props) {
  const { w } = useWords();
  const count = countOf(selection);
  const some = count > 0;
  return (
    <Button
      component="a"
      href={addressOf('import', 'export')}
      size="md"
      variant="default"
      leftSection={<IconFileExport size={20} aria-hidden="true" />}
      onClick={() =>
        bring({
          choice: choiceOf(selection, ask),
          count: some ? count : total,
          exact: some ? (selection.all?.exact ?? true) : exact,
        })
      }
    >
      {w('out.open')}
    </Button>
  );
}
