import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { Card } from '../../common/page.tsx';
import { useWords } from '../../words.tsx';
import { mostOus, type OuDraft } from '../draft/places.ts';
import { IdentifierField, TextField } from '../editor/fields.tsx';
import { FormPart } from '../editor/form.tsx';
import styles from '../groups.module.css';
import type { FormProps } from './form-props.ts';

export function EnvironmentForm({ draft, change, around }: FormProps<'environment'>) {
  const { w } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const put = (index: number, part: Partial<OuDraft>) =>
    change({ ous: draft.ous.map((ou, at) => (at === index ? { ...ou, ...part } : ou)) });
  const add = () => {
    change({ ous: [...draft.ous, { orgId: '', name: '', made: false }] });
    // The new row is there after the next drawing; whoever added it wants to type into it.
    requestAnimationFrame(() => {
      const inputs = list.current?.querySelectorAll<HTMLInputElement>('input:not([readonly])');
      inputs?.[inputs.length - 2]?.focus();
    });
  };
  return (
    <>
      <Card title={w('kind1.environment')}>
        <div className={styles.two}>
          <IdentifierField
            path="regionId"
            label={w('field.regionId')}
            value={draft.regionId}
            made={around.before !== null}
            onChange={(regionId) => change({ regionId })}
          />
          <TextField
            path="name"
            label={w('field.name')}
            value={draft.name}
            required
            onChange={(name) => change({ name })}
          />
        </div>
      </Card>
      <Card title={w('field.ous')}>
        <div ref={list} className={styles.ous}>
          {draft.ous.length === 0 && <p className={styles.none}>{w('ou.none')}</p>}
          {draft.ous.map((ou, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- an OU that is being typed has no other name yet
            <FormPart key={index} path={`ous.${index}`}>
              <div className={styles.ou}>
                <TextField
                  path="orgId"
                  label={w('field.orgId')}
                  value={ou.orgId}
                  mono
                  readOnly={ou.made}
                  required={!ou.made}
                  onChange={(orgId) => put(index, { orgId })}
                />
                <TextField
                  path="name"
                  label={w('field.name')}
                  value={ou.name}
                  required
                  onChange={(name) => put(index, { name })}
                />
                <Button
                  variant="default"
                  aria-label={w('ou.remove', { name: ou.name || ou.orgId })}
                  onClick={() => change({ ous: draft.ous.filter((_, at) => at !== index) })}
                >
                  {w('data.remove')}
                </Button>
              </div>
            </FormPart>
          ))}
          <Button
            variant="light"
            className={styles.start ?? ''}
            leftSection={<IconPlus size={20} aria-hidden="true" />}
            disabled={draft.ous.length >= mostOus}
            onClick={add}
          >
            {w('ou.add')}
          </Button>
        </div>
      </Card>
    </>
  );
}
