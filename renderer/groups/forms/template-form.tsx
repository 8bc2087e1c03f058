import { Card } from '../../common/page.tsx';
import { useWords } from '../../words.tsx';
import { DatumForm } from './datum-form.tsx';
import type { FormProps } from './form-props.ts';

export function TemplateForm({ draft, change, around }: FormProps<'masterDataTemplate'>) {
  const { w } = useWords();
  return (
    <Card title={w('kind1.masterDataTemplate')}>
      <DatumForm draft={draft} made={around.before !== null} change={change} />
    </Card>
  );
}
