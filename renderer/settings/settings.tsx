import { Tabs } from '@mantine/core';
import {
  IconBarcode,
  IconBuildingFactory2,
  IconCloud,
  IconDatabaseExport,
  IconFlask,
  IconHistory,
  IconLock,
  IconPrinter,
  IconStethoscope,
  IconUsers,
} from '@tabler/icons-react';
import { Page } from '../common/page.tsx';
import { go, useRoute } from '../route.ts';
import { useStationState } from '../station.tsx';
import { useWords } from '../words.tsx';
import { AuditLog } from './audit/audit.tsx';
import { Backups } from './backups.tsx';
import { CloudSettings } from './cloud.tsx';
import { DemoSettings } from './demo.tsx';
import { Doctor } from './doctor.tsx';
import { OperatorSettings } from './people/operators.tsx';
import { Printers } from './printers/printers.tsx';
import { Scanners } from './scanners.tsx';
import styles from './settings.module.css';
import { StationSettings } from './station-settings.tsx';
import { Vault } from './vault.tsx';

const sections = [
  { id: 'station', Icon: IconBuildingFactory2, Body: StationSettings },
  { id: 'cloud', Icon: IconCloud, Body: CloudSettings },
  { id: 'scanners', Icon: IconBarcode, Body: Scanners },
  { id: 'printers', Icon: IconPrinter, Body: Printers },
  { id: 'operators', Icon: IconUsers, Body: OperatorSettings },
  { id: 'audit', Icon: IconHistory, Body: AuditLog },
  { id: 'vault', Icon: IconLock, Body: Vault },
  { id: 'backups', Icon: IconDatabaseExport, Body: Backups },
  { id: 'doctor', Icon: IconStethoscope, Body: Doctor },
  { id: 'demo', Icon: IconFlask, Body: DemoSettings },
] as const;

/** One section at a time; the address names it, so that a light can lead to the right one. */
export function Settings() {
  const { w } = useWords();
  const { version, stationId } = useStationState();
  const { part } = useRoute();
  const shown = sections.find(({ id }) => id === part)?.id ?? 'station';
  return (
    <Page title={w('nav.settings')} hint={w('settings.hint', { version, stationId })}>
      <Tabs
        className={styles.tabs ?? ''}
        orientation="vertical"
        variant="pills"
        value={shown}
        keepMounted={false}
        onChange={(id) => id && go('settings', id)}
      >
        <Tabs.List aria-label={w('nav.settings')} className={styles.sections ?? ''}>
          {sections.map(({ id, Icon }) => (
            <Tabs.Tab
              key={id}
              value={id}
              leftSection={<Icon size={22} stroke={1.7} aria-hidden="true" />}
            >
              {w(`settings.${id}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {sections.map(({ id, Body }) => (
          <Tabs.Panel key={id} value={id} className={styles.section ?? ''}>
            <Body />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
