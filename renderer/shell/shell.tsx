import { useEffect, useState } from 'react';
import { Devices } from '../devices/devices.tsx';
import { Groups } from '../groups/groups.tsx';
import { Import } from '../import/import.tsx';
import { useDropAnywhere } from '../import/use-drop-anywhere.ts';
import { useKiosk } from '../kiosk/use-kiosk.ts';
import { Labels } from '../labels/labels.tsx';
import { LogOn } from '../operators/log-on.tsx';
import { useHere } from '../operators/use-here.ts';
import { Restored } from '../recovery/restored.tsx';
import { go, type Screen, useRoute } from '../route.ts';
import { Scan } from '../scan/scan.tsx';
import { useSounds } from '../scan/use-sounds.ts';
import { Settings } from '../settings/settings.tsx';
import { useStation, useStationState } from '../station.tsx';
import { Sync } from '../sync/sync.tsx';
import { DemoStrip } from './demo-strip.tsx';
import { Help } from './help.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const bodies: Record<Screen, () => React.JSX.Element> = {
  scan: Scan,
  devices: Devices,
  groups: Groups,
  labels: Labels,
  import: Import,
  sync: Sync,
  settings: Settings,
};

/** What is around every screen. In the demo a frame goes around all of it: nobody may mistake it. */
export function Shell() {
  const { screen } = useRoute();
  const { mode, demo, stationId, operator, operators, recovery } = useStationState();
  const bodyKey = `${stationId} ${operator?.name ?? ''}`;
  const { link } = useStation();
  const [help, setHelp] = useState(false);
  useShortcuts(() => setHelp(true));
  useSounds();
  useHere();
  const kiosk = useKiosk();
  useDropAnywhere(!kiosk);
  useEffect(() => {
    if (kiosk && screen !== 'scan') go('scan');
  }, [kiosk, screen]);
  const Body = kiosk ? Scan : bodies[screen];
  return (
    <div className={styles.frame} inert={link === 'lost'} data-demo={mode === 'demo' || undefined}>
      {mode === 'demo' && <DemoStrip demo={demo} />}
      <div className={styles.shell} data-kiosk={kiosk || undefined}>
        {!kiosk && <Rail onHelp={() => setHelp(true)} />}
        <div className={styles.note}>{recovery && <Restored report={recovery} />}</div>
        <main className={styles.main}>
          {/* Another station or person: what was typed or chosen for the last one goes. */}
          {operators.exist && !operator ? <LogOn key={stationId} /> : <Body key={bodyKey} />}
        </main>
        <StatusBar />
      </div>
      <Help opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}
