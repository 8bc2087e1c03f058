import { useState } from 'react';
import { nameIn } from '../../../shared/names.ts';
import { useQuery } from '../../calls.ts';
import { Empty, Page } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { useStationState } from '../../station.tsx';
import { useWords } from '../../words.tsx';
import { ActionDialog, type ActKind } from '../acting/action-dialog.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { type Filter, Filters } from './filters.tsx';
import { DeviceList } from './list.tsx';
import { LookInCloud } from './look-in-cloud.tsx';
import { nothingChosen, refreshed, type Selection } from './selection.ts';
import type { DevicePages } from './use-device-pages.ts';

interface Props {
  filter: Filter;
  selection: Selection;
  onSelect: React.Dispatch<React.SetStateAction<Selection>>;
  list: DevicePages;
  /** The device whose page was opened last: the focus goes back to it. */
  opened: React.RefObject<string | null>;
}

/** Every device this station knows, found by any part of its SN or batch tag, to be acted on. */
export function DeviceListPage({ filter, selection, onSelect, list, opened }: Props) {
  const { w, number, language } = useWords();
  const { groups } = useStationState();
  const [act, setAct] = useState<ActKind | null>(null);
  const catalog = useQuery('catalog.get', {}, groups);
  const { pages, problem, loadMore } = list;
  const names = new Map(
    catalog.value?.registrationGroups.map((group) => [group.groupId, nameIn(group, language)]),
  );
  const filtered = filter.search !== '' || filter.groupId !== '';
  const chosen = pages ? refreshed(selection, pages.items) : selection;
  const isEmpty = pages?.items.length === 0;
  return (
    <Page
      title={w('nav.devices')}
      hint={pages ? w('devices.count', { count: number(pages.total) }) : ' '}
      actions={<Filters filter={filter} names={names} />}
    >
      <ProblemNote problem={problem} />
      {isEmpty && (
        <Empty title={w(filtered ? 'devices.noMatch' : 'devices.none')}>
          <p>{w(filtered ? 'devices.noMatchHint' : 'devices.noneHint')}</p>
          {filter.search !== '' && (
            <LookInCloud
              key={`${filter.groupId}\n${filter.search}`}
              deviceSn={filter.search}
              groupId={filter.groupId}
              names={names}
            />
          )}
        </Empty>
      )}
      {pages && !isEmpty && (
        <DeviceList
          pages={pages}
          names={names}
          selection={chosen}
          opened={opened}
          onSelect={onSelect}
          onMore={() => void loadMore()}
        />
      )}
      {pages && (!isEmpty || chosen.chosen.size > 0) && (
        <BulkBar
          selection={chosen}
          onSelect={onSelect}
          total={pages.total}
          filter={filter}
          onAct={setAct}
        />
      )}
      {act && (
        <ActionDialog
          act={act}
          devices={[...chosen.chosen.values()]}
          onClose={(acted) => {
            setAct(null);
            if (acted) onSelect(nothingChosen);
          }}
        />
      )}
    </Page>
  );
}
