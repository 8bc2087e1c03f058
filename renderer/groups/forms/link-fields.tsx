import type { CatalogKind } from '../../../shared/models/catalog-edit.ts';
import { nameIn } from '../../../shared/names.ts';
import { useWords } from '../../words.tsx';
import { SelectField, SwitchField, TextField } from '../editor/fields.tsx';
import styles from '../groups.module.css';
import { idOf, itemsOf } from '../items.ts';
import type { FormProps } from './form-props.ts';
import { MasterDataList } from './master-data-list.tsx';

/** Exactly one master data group, one gateway, one model. */
export function LinkFields({ draft, change, around }: FormProps<'registrationGroup'>) {
  const { w, language } = useWords();
  const choices = (kind: Extract<CatalogKind, 'masterDataGroup' | 'gateway'>, had: string) => {
    const used = itemsOf(around.catalog, kind).map((item) => ({
      value: idOf(kind, item),
      label: `${nameIn(item, language)} · ${idOf(kind, item)}`,
    }));
    if (had === '' || used.some(({ value }) => value === had)) return used;
    return [...used, { value: had, label: w('edit.retiredLink', { name: had }) }];
  };
  const linked = around.catalog.masterDataGroups.find(({ id }) => id === draft.masterDataGroupId);
  return (
    <div className={styles.below}>
      <div className={styles.two}>
        <SelectField
          path="masterDataGroupId"
          label={w('field.masterDataGroupId')}
          value={draft.masterDataGroupId}
          data={choices('masterDataGroup', around.before?.masterDataGroupId ?? '')}
          required
          onChange={(masterDataGroupId) => change({ masterDataGroupId })}
        />
        <SelectField
          path="gatewayId"
          label={w('field.gatewayId')}
          value={draft.gatewayId}
          data={choices('gateway', around.before?.gatewayId ?? '')}
          required
          onChange={(gatewayId) => change({ gatewayId })}
        />
        <TextField
          path="modelId"
          label={w('field.modelId')}
          value={draft.modelId}
          mono
          onChange={(modelId) => change({ modelId })}
        />
        <SwitchField
          label={w('field.privateModel')}
          hint={w('field.privateModel.hint')}
          checked={draft.privateModel}
          onChange={(privateModel) => change({ privateModel })}
        />
      </div>
      {linked && <MasterDataList group={linked} />}
    </div>
  );
}
