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
import { Narrow } from './narrow.tsx';
import { nothingChosen, refreshed, type Selection } from './selection.ts';
import type { DevicePages } from './use-device-pages.ts';

/** What is longer is no SN that a cloud could have. */
const longestSn = 64;

interface Props {
  filter: Filter;
  selection: Selection;
  onSelect: React.Dispatch<React.SetStateAction<Selection>>;
  list: DevicePages;
  /** The device whose page was opened last: the focus goes back to it. */
  opened: React.RefObject<string | null>;
}

/** Every device this station knows, found by any part of what it is called, to be acted on. */
export function DeviceListPage({ filter, selection, onSelect, list, opened }: Props) {
  const { w, number, language } = useWords();
  const { groups } = useStationState();
  const [act, setAct] = useState<ActKind | null>(null);
  const catalog = useQuery('catalog.get', {}, groups);
  const { pages, problem, loadMore } = list;
  const names = new Map(
    catalog.value?.registrationGroups.map((group) => [group.groupId, nameIn(group, language)]),
  );
  const filtered = Object.keys(filter.ask).length > 0;
  const { groupId } = filter.chosen;
  const chosen = pages ? refreshed(selection, pages.items) : selection;
  const isEmpty = pages?.items.length === 0 && pages.next === null;
  return (
    <Page
      title={w('nav.devices')}
      hint={
        pages
          ? w(pages.exact ? 'devices.count' : 'devices.moreThan', { count: number(pages.total) })
          : ' '
      }
      actions={<Filters filter={filter} names={names} />}
    >
      <Narrow chosen={filter.chosen} onChoose={filter.setChosen} />
      <ProblemNote problem={problem} />
      {isEmpty && (
        <Empty title={w(filtered ? 'devices.noMatch' : 'devices.none')}>
          <p>{w(filtered ? 'devices.noMatchHint' : 'devices.noneHint')}</p>
          {filter.search !== '' && filter.search.length <= longestSn && (
            <LookInCloud
              key={`${groupId}\n${filter.search}`}
              deviceSn={filter.search}
              groupId={groupId}
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
          filter={filter}
        />
      )}
      {pages && (!isEmpty || chosen.chosen.size > 0) && (
        <BulkBar
          selection={chosen}
          onSelect={onSelect}
          total={pages.total}
          more={!pages.exact}
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
