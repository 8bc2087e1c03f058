import type { Catalog } from '../../shared/models/catalog.ts';
import { Facts } from '../common/facts.tsx';
import { Card } from '../common/page.tsx';
import { type Speech, useWords } from '../words.tsx';
import styles from './groups.module.css';
import { MasterData } from './master-data.tsx';

type Group = Catalog['registrationGroups'][number];

/** One registration group with all that it links to, resolved: nobody looks up an id elsewhere. */
export function GroupDetails({ group, catalog }: { group: Group; catalog: Catalog }) {
  const speech = useWords();
  const { w } = speech;
  const masterDataGroup = catalog.masterDataGroups.find(({ id }) => id === group.masterDataGroupId);
  const gateway = catalog.gateways.find(({ id }) => id === group.gatewayId);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so keys must reach it
    <section className={styles.details} tabIndex={0} aria-label={group.name}>
      <div className={styles.pair}>
        <Card title={w('groups.group')}>
          <Facts facts={groupFacts(group, speech)} />
        </Card>
        <div className={styles.stack}>
          <Card title={w('groups.snRule')}>
            <Facts facts={ruleFacts(group, speech)} />
          </Card>
          <Card title={w('groups.gateway')}>
            <Facts
              facts={[
                { name: w('groups.name'), value: gateway?.name ?? group.gatewayId },
                { name: w('groups.type'), value: gateway?.type ?? '–' },
                { name: 'MQTT', value: gateway?.mqttUrl ?? '–', mono: true },
                { name: 'HTTP', value: gateway?.httpUrl ?? '–', mono: true },
              ]}
            />
          </Card>
        </div>
      </div>
      <Card
        title={w('groups.masterDataOf', { name: masterDataGroup?.name ?? group.masterDataGroupId })}
      >
        <MasterData group={masterDataGroup} />
      </Card>
      <Card title={w('groups.environments')}>
        <Facts
          facts={catalog.environments.map((environment) => ({
            name: `${environment.name} (${environment.regionId})`,
            value: environment.ous.map((ou) => `${ou.name} (${ou.orgId})`).join(', '),
          }))}
        />
      </Card>
    </section>
  );
}

function groupFacts(group: Group, { w }: Speech) {
  const yes = (value: boolean) => w(value ? 'yes' : 'no');
  return [
    { name: w('groups.name'), value: group.name },
    { name: w('groups.id'), value: group.groupId, mono: true },
    { name: w('groups.description'), value: group.description },
    {
      name: w('groups.secret'),
      value: w(group.secretHeld ? 'groups.secretHeld' : 'groups.secretMissing'),
    },
    { name: w('groups.model'), value: group.modelId, mono: true },
    { name: w('groups.privateModel'), value: yes(group.privateModel) },
    { name: w('groups.reprovision'), value: w(`reprovision.${group.reprovisionMethod}`) },
    { name: w('groups.autoActivation'), value: yes(group.autoActivation) },
  ];
}

function ruleFacts({ snRule }: Group, { w, number }: Speech) {
  return [
    {
      name: w('rule.length'),
      value: snRule.length
        ? snRule.length.min === snRule.length.max
          ? number(snRule.length.min)
          : `${snRule.length.min}–${snRule.length.max}`
        : w('rule.any'),
    },
    { name: w('rule.characters'), value: snRule.characters ?? w('rule.any'), mono: true },
    { name: w('rule.pattern'), value: snRule.pattern ?? w('rule.any'), mono: true },
    { name: w('rule.checkDigit'), value: w(`checkDigit.${snRule.checkDigit}`) },
  ];
}
