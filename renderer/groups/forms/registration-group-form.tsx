import { Card } from '../../common/page.tsx';
import { useWords } from '../../words.tsx';
import { IdentifierField, SecretField } from '../editor/fields.tsx';
import { TextFields } from '../editor/text-fields.tsx';
import styles from '../groups.module.css';
import type { FormProps } from './form-props.ts';
import { LinkFields } from './link-fields.tsx';
import { OnLineFields } from './on-line-fields.tsx';
import { RuleForm } from './rule-form.tsx';
import { SecretHeld } from './secret-held.tsx';
import { SeriesForm } from './series-form.tsx';

export function RegistrationGroupForm(props: FormProps<'registrationGroup'>) {
  const { draft, change, around } = props;
  const { w } = useWords();
  const made = around.before !== null;
  const held = around.catalog.registrationGroups.find(
    ({ groupId }) => groupId === around.before?.groupId,
  )?.secretHeld;
  return (
    <>
      <Card title={w('kind1.registrationGroup')}>
        <div className={styles.below}>
          <div className={styles.two}>
            <IdentifierField
              path="groupId"
              label={w('field.groupId')}
              value={draft.groupId}
              made={made}
              onChange={(groupId) => change({ groupId })}
            />
            <SecretField
              path="groupSecret"
              label={w('field.groupSecret')}
              hint={w(
                made ? 'field.groupSecret.keep' : `field.groupSecret.new.${around.catalog.home}`,
              )}
              value={draft.groupSecret}
              onChange={(groupSecret) => change({ groupSecret })}
            />
          </div>
          {held !== undefined && <SecretHeld held={held} />}
          <TextFields texts={draft} change={change} />
        </div>
      </Card>
      <Card title={w('edit.links')}>
        <LinkFields {...props} />
      </Card>
      <Card title={w('edit.onLine')}>
        <OnLineFields {...props} />
      </Card>
      <Card title={w('field.snRule')}>
        <RuleForm
          rule={draft.rule}
          of={draft}
          groups={around.catalog.registrationGroups}
          change={(part) => change({ rule: { ...draft.rule, ...part } })}
        />
      </Card>
      <Card title={w('field.series')}>
        <SeriesForm
          series={draft.series}
          rule={draft.rule}
          of={draft}
          groups={around.catalog.registrationGroups}
          change={(part) => change({ series: { ...draft.series, ...part } })}
        />
      </Card>
    </>
  );
}
