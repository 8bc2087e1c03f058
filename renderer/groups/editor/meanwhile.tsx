import { Button } from '@mantine/core';
import { Shape } from '../../common/shape.tsx';
import { useWords } from '../../words.tsx';
import { changedFields } from '../draft/rebase.ts';
import styles from '../groups.module.css';

interface Props {
  before: object | null;
  /** null: it is not in use any more. */
  newer: object | null;
  onLoad: () => void;
  onKeep: () => void;
}

const fields = [
  'name',
  'names',
  'description',
  'descriptions',
  'masterDataGroupId',
  'gatewayId',
  'modelId',
  'privateModel',
  'reprovisionMethod',
  'autoActivation',
  'autoRegistration',
  'snRule',
  'assetType',
  'masterData',
  'type',
  'required',
  'default',
  'unit',
  'maxLength',
  'items',
  'tags',
  'mqttUrl',
  'httpUrl',
  'ous',
] as const;

/** Somebody else was quicker: what they changed, and both ways on. Nothing is overwritten unasked. */
export function Meanwhile({ before, newer, onLoad, onKeep }: Props) {
  const { w } = useWords();
  const changed = before && newer ? changedFields(before, newer) : [];
  const named = changed.map((name) => {
    const field = fields.find((each) => each === name);
    return field ? w(`field.${field}`) : name;
  });
  return (
    <div className={styles.meanwhile} role="alert">
      <Shape kind="warn" size={22} className="ink-warn" />
      <p>{newer ? w('meanwhile.title', { fields: named.join(', ') }) : w('meanwhile.gone')}</p>
      <Button variant="default" onClick={onLoad}>
        {w(newer ? 'meanwhile.load' : 'edit.discard')}
      </Button>
      <Button variant="default" onClick={onKeep}>
        {w(newer ? 'meanwhile.keep' : 'meanwhile.again')}
      </Button>
    </div>
  );
}
