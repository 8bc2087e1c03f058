import { useState } from 'react';
import type { Device } from '../../../shared/models/device.ts';
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
import {
  chosenFor,
  countOf,
  describedBy,
  isChosen,
  nothingChosen,
  refreshed,
  type Selection,
} from './selection.ts';
import { ToFile } from './to-file.tsx';
import type { DevicePages } from './use-device-pages.ts';
import { useEach } from './use-each.ts';

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
  const [act, setAct] = useState<{ kind: ActKind; each: Device[] | null } | null>(null);
  const each = useEach();
  const catalog = useQuery('catalog.get', {}, groups);
  const { pages, problem, loadMore } = list;
  const names = new Map(
    catalog.value?.registrationGroups.map((group) => [group.groupId, nameIn(group, language)]),
  );
  const filtered = Object.keys(filter.ask).length > 0;
  const { groupId } = filter.chosen;
  const still = chosenFor(selection, filter.ask);
  const chosen = pages ? refreshed(still, pages.items) : still;
  /** Labels are of devices one by one; everything else is done with what is described. */
  const begin = async (kind: ActKind) => {
    if (kind !== 'print' || !chosen.all) return setAct({ kind, each: null });
    const found = await each.fetchEach(chosen.all);
    if (found && found.length > 0) setAct({ kind, each: found });
  };
  const select: typeof onSelect = (change) =>
    onSelect((before) => {
      const now = chosenFor(before, filter.ask);
      return typeof change === 'function' ? change(now) : change;
    });
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
      <Narrow chosen={filter.chosen} onChoose={filter.setChosen}>
        {pages && !isEmpty && (
          <ToFile selection={chosen} ask={filter.ask} total={pages.total} exact={pages.exact} />
        )}
      </Narrow>
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
          onSelect={select}
          onMore={() => void loadMore()}
          filter={filter}
        />
      )}
      {pages && (!isEmpty || countOf(chosen) > 0) && (
        <BulkBar
          selection={chosen}
          onSelect={select}
          total={pages.total}
          more={!pages.exact}
          filter={filter}
          onAct={(kind) => void begin(kind)}
          busy={each.busy}
          problem={each.problem}
        />
      )}
      {act && (
        <ActionDialog
          act={act.kind}
          devices={
            act.each ??
            (chosen.all
              ? (pages?.items ?? []).filter((device) => isChosen(chosen, device))
              : [...chosen.chosen.values()])
          }
          described={act.each ? null : describedBy(chosen)}
          count={act.each?.length ?? countOf(chosen)}
          more={!act.each && chosen.all?.exact === false}
          onClose={(acted) => {
            setAct(null);
            if (acted) onSelect(nothingChosen);
          }}
        />
      )}
    </Page>
  );
}
