import { Card } from '../../common/page.tsx';
import { useWords } from '../../words.tsx';
import { IdentifierField, TextField } from '../editor/fields.tsx';
import { TextFields } from '../editor/text-fields.tsx';
import styles from '../groups.module.css';
import type { FormProps } from './form-props.ts';
import { LinkedGroups } from './linked-groups.tsx';
import { MasterDataTable } from './master-data-table.tsx';

export function MasterDataGroupForm({ draft, change, around }: FormProps<'masterDataGroup'>) {
  const { w } = useWords();
  const { before, catalog } = around;
  return (
    <>
      <Card title={w('kind1.masterDataGroup')}>
        <div className={styles.below}>
          <div className={styles.two}>
            <IdentifierField
              path="id"
              label={w('field.id')}
              value={draft.id}
              made={before !== null}
              onChange={(id) => change({ id })}
            />
            <TextField
              path="assetType"
              label={w('field.assetType')}
              value={draft.assetType}
              required
              onChange={(assetType) => change({ assetType })}
            />
          </div>
          <TextFields texts={draft} change={change} />
        </div>
      </Card>
      <Card title={w('field.masterData')}>
        <MasterDataTable
          id={draft.id}
          rows={draft.masterData}
          templates={catalog.masterDataTemplates}
          onChange={(masterData) => change({ masterData })}
        />
      </Card>
      {before && <LinkedGroups catalog={catalog} link="masterDataGroupId" id={before.id} />}
    </>
  );
}
