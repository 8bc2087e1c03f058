import { Button, FileButton } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { LabelDesign } from '../../../../shared/models/label-design.ts';
import type { TemplateCard } from '../../../../shared/models/template.ts';
import { useAct, useQuery } from '../../../calls.ts';
import { GoodNote } from '../../../common/good-note.tsx';
import { Page } from '../../../common/page.tsx';
import { ProblemNote } from '../../../common/problem-note.tsx';
import { saveFile } from '../../../common/save-file.ts';
import { useMayNot } from '../../../role.tsx';
import { addressOf, go } from '../../../route.ts';
import { useWords } from '../../../words.tsx';
import styles from '../designer.module.css';
import { freeTemplateId } from '../model/names.ts';
import { FileFaults } from './file-faults.tsx';
import { NewLabel } from './new-label.tsx';
import { TemplateTile } from './template-tile.tsx';

/** Every template with its picture: those that were made here first, since they are worked on. */
export function TemplateList({ onStart }: { onStart: (design: LabelDesign) => void }) {
  const { w } = useWords();
  const list = useQuery('templates.list', {});
  const open = useAct('templates.get');
  const retire = useAct('templates.retire');
  const bringIn = useAct('templates.import');
  const file = useAct('templates.export');
  const mayNot = useMayNot('templates.save');
  const [making, setMaking] = useState(false);
  const [brought, setBrought] = useState<Awaited<ReturnType<typeof bringIn.run>>>();
  const items = list.value?.items ?? [];
  const own = items.filter(({ builtIn, retired }) => !builtIn && !retired);
  const taken = items.map(({ id }) => id);

  const copy = async ({ id }: TemplateCard) => {
    const answer = await open.run({ id });
    if (!answer) return;
    const name = w('design.copyOf', { name: answer.design.name }).slice(0, 80);
    onStart({ ...answer.design, id: freeTemplateId(`${id}-copy`, taken), name, version: 1 });
  };
  const take = async (chosen: File | null) => {
    if (!chosen) return;
    setBrought(await bringIn.run({ text: await chosen.text() }));
    void list.refetch();
  };
  const give = async ({ id }: TemplateCard) => {
    const answer = await file.run({ id });
    if (answer) saveFile(new Blob([answer.text], { type: 'application/json' }), answer.name);
  };
  const tile = (card: TemplateCard) => (
    <TemplateTile
      key={card.id}
      card={card}
      mayNot={mayNot}
      onOpen={() => go('labels', 'designs', card.id)}
      onCopy={() => void copy(card)}
      onExport={() => void give(card)}
      onRetire={async () => {
        await retire.run({ id: card.id });
        void list.refetch();
      }}
    />
  );

  return (
    <Page
      title={w('design.title')}
      hint={w('design.hint')}
      actions={
        <>
          <Button component="a" href={addressOf('labels')} variant="default" size="xl">
            {w('design.toPrinting')}
          </Button>
          <FileButton accept=".json,application/json" onChange={(chosen) => void take(chosen)}>
            {(props) => (
              <Button
                {...props}
                variant="default"
                size="xl"
                disabled={mayNot !== null}
                loading={bringIn.busy}
                leftSection={<IconFileImport size={26} aria-hidden="true" />}
              >
                {w('design.import')}
              </Button>
            )}
          </FileButton>
          <Button
            size="xl"
            fz={20}
            disabled={mayNot !== null}
            leftSection={<IconPlus size={26} aria-hidden="true" />}
            onClick={() => setMaking(true)}
          >
            {w('design.new')}
          </Button>
        </>
      }
    >
      {mayNot && <p className="ink-warn">{mayNot}</p>}
      <ProblemNote
        problem={list.problem ?? open.problem ?? retire.problem ?? bringIn.problem ?? file.problem}
      />
      {brought?.template && (
        <GoodNote>{w('design.imported', { name: brought.template.name })}</GoodNote>
      )}
      {brought && <FileFaults faults={brought.faults} />}
      <div className={styles.shelves}>
        {own.length > 0 && (
          <section aria-labelledby="own-templates">
            <h2 id="own-templates">{w('design.own')}</h2>
            <ul className={styles.tiles}>{own.map(tile)}</ul>
          </section>
        )}
        <section aria-labelledby="built-in-templates">
          <h2 id="built-in-templates">{w('design.builtIn')}</h2>
          <ul className={styles.tiles}>{items.filter(({ builtIn }) => builtIn).map(tile)}</ul>
        </section>
      </div>
      <NewLabel opened={making} taken={taken} onStart={onStart} onClose={() => setMaking(false)} />
    </Page>
  );
}
