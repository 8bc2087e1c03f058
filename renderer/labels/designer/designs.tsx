import { useState } from 'react';
import type { LabelDesign } from '../../../shared/models/label-design.ts';
import { useQuery } from '../../calls.ts';
import { Page } from '../../common/page.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import { go, useRoute } from '../../route.ts';
import { useWords } from '../../words.tsx';
import { Editor } from './editor.tsx';
import { TemplateList } from './list/template-list.tsx';

/** `#/labels/designs` lists the templates, `#/labels/designs/<id>` opens one of the station's own. */
export function Designs() {
  const [, id] = ['', ...useRoute().rest];
  const [fresh, setFresh] = useState<LabelDesign | null>(null);
  if (fresh) return <Editor start={fresh} isNew onClose={() => setFresh(null)} />;
  if (id) return <OpenDesign key={id} id={id} />;
  return <TemplateList onStart={setFresh} />;
}

function OpenDesign({ id }: { id: string }) {
  const { w } = useWords();
  const opened = useQuery('templates.get', { id });
  const close = () => go('labels', 'designs');
  if (opened.value && !opened.value.builtIn) {
    return <Editor start={opened.value.design} isNew={false} onClose={close} />;
  }
  return (
    <Page title={w('design.title')}>
      <ProblemNote problem={opened.problem} />
      {opened.value?.builtIn && <p>{w('design.builtInHint')}</p>}
    </Page>
  );
}
