import { Tabs } from '@mantine/core';
import { useQuery } from '../calls.ts';
import { Page } from '../common/page.tsx';
import { ProblemNote } from '../common/problem-note.tsx';
import { Shape } from '../common/shape.tsx';
import { useDropFile } from '../common/use-drop-file.ts';
import { useMayNot } from '../role.tsx';
import { go, useRoute } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { CatalogRefresh } from './editor/refresh.ts';
import { UsesDialog } from './editor/uses-dialog.tsx';
import { FileActions } from './file-actions.tsx';
import styles from './groups.module.css';
import { ImportNotes } from './import-notes.tsx';
import { itemsOf, shownKinds } from './items.ts';
import { KindPanel } from './kind-panel.tsx';
import { kindAt, placeOf } from './places.ts';
import { useFiles } from './use-files.ts';

/** The templates that devices are registered under: made, changed and retired here. */
export function Groups() {
  const { w, number } = useWords();
  const state = useStationState();
  const kind = kindAt(useRoute().part);
  const catalog = useQuery('catalog.get', {}, state.groups);
  const retired = useQuery('catalog.retired', {}, state.groups);
  const refresh = async () => {
    await Promise.all([catalog.refetch(), retired.refetch()]);
  };
  const files = useFiles(refresh);
  const mayNot = useMayNot('catalog.save');
  const { dragging, dropProps } = useDropFile((file) => void files.takeFile(file));
  const home = catalog.value?.home === 'cloud' ? 'cloud' : state.sync.link ? 'enos' : 'station';
  return (
    <div className={styles.drop} data-dragging={dragging || undefined} {...dropProps}>
      <Page
        title={w('nav.groups')}
        hint={catalog.value ? w(`groups.hint.${home}`) : ''}
        actions={<FileActions files={files} />}
      >
        <ProblemNote problem={files.problem ?? catalog.problem ?? retired.problem} />
        <ImportNotes imported={files.imported} pulled={files.pulled} exported={files.exported} />
        <UsesDialog
          uses={files.uses}
          accept={w('uses.accept.import')}
          busy={files.busy.bring}
          onAccept={() => void files.accept()}
          onDecline={files.decline}
        />
        {mayNot && (
          <p className={styles.lookOnly}>
            <Shape kind="pause" className="ink-warn" />
            {w('groups.lookOnly')} {mayNot}
          </p>
        )}
        {catalog.value && retired.value && (
          <CatalogRefresh value={refresh}>
            <Tabs
              value={kind}
              onChange={(value) => {
                const chosen = shownKinds.find((each) => each === value);
                if (chosen) go('groups', placeOf(chosen));
              }}
              keepMounted={false}
              className={styles.tabs ?? ''}
            >
              <Tabs.List className={styles.kinds ?? ''}>
                {shownKinds.map((each) => (
                  <Tabs.Tab key={each} value={each}>
                    {w(`kinds.${each}`)}{' '}
                    <span className="ink-off">
                      {catalog.value && number(itemsOf(catalog.value, each).length)}
                    </span>
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value={kind} className={styles.panel ?? ''}>
                <KindPanel
                  key={kind}
                  kind={kind}
                  catalog={catalog.value}
                  retired={retired.value}
                  onRefresh={refresh}
                />
              </Tabs.Panel>
            </Tabs>
          </CatalogRefresh>
        )}
      </Page>
    </div>
  );
}
