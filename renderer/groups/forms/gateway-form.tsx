import { Card } from '../../common/page.tsx';
import { useWords } from '../../words.tsx';
import { IdentifierField, TextField } from '../editor/fields.tsx';
import styles from '../groups.module.css';
import type { FormProps } from './form-props.ts';
import { LinkedGroups } from './linked-groups.tsx';

export function GatewayForm({ draft, change, around }: FormProps<'gateway'>) {
  const { w } = useWords();
  return (
    <>
      <Card title={w('kind1.gateway')}>
        <div className={styles.two}>
          <IdentifierField
            path="id"
            label={w('field.id')}
            value={draft.id}
            made={around.before !== null}
            onChange={(id) => change({ id })}
          />
          <TextField
            path="type"
            label={w('field.gatewayType')}
            hint="IoT Hub, MQTT, …"
            value={draft.type}
            onChange={(type) => change({ type })}
          />
          <TextField
            path="name"
            label={w('field.name')}
            value={draft.name}
            required
            onChange={(name) => change({ name })}
          />
        </div>
        <div className={styles.below}>
          <TextField
            path="mqttUrl"
            label={w('field.mqttUrl')}
            value={draft.mqttUrl}
            mono
            onChange={(mqttUrl) => change({ mqttUrl })}
          />
          <TextField
            path="httpUrl"
            label={w('field.httpUrl')}
            value={draft.httpUrl}
            mono
            onChange={(httpUrl) => change({ httpUrl })}
          />
        </div>
      </Card>
      {around.before && (
        <LinkedGroups catalog={around.catalog} link="gatewayId" id={around.before.id} />
      )}
    </>
  );
}
