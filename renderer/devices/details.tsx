import { Drawer } from '@mantine/core';
import type { MasterValue } from '../../shared/models/catalog.ts';
import type { Device } from '../../shared/models/device.ts';
import { Chip } from '../common/chip.tsx';
import { Facts } from '../common/facts.tsx';
import { type Speech, useWords } from '../words.tsx';
import styles from './devices.module.css';
import { labelShape, statusShape } from './status.ts';

interface Props {
  device: Device | null;
  names: Map<string, string>;
  onClose: () => void;
}

/** All that is known of one device, and what is not known yet said as such. */
export function DeviceDetails({ device, names, onClose }: Props) {
  const speech = useWords();
  const { w } = speech;
  return (
    <Drawer
      opened={device !== null}
      onClose={onClose}
      title={w('devices.details')}
      size={520}
      closeButtonProps={{ 'aria-label': w('close'), size: 'xl' }}
    >
      {device && (
        <div className={styles.drawer}>
          <p className={`mono ${styles.drawerSn}`}>{device.deviceSn}</p>
          <div className={styles.chips}>
            <Chip kind={statusShape[device.status]}>{w(`status.${device.status}`)}</Chip>
            <Chip kind={labelShape[device.labelState]}>
              {w('devices.label')}: {w(`labelState.${device.labelState}`)}
            </Chip>
          </div>
          <p className="ink-off">{w(`status.${device.status}.hint`)}</p>
          <Facts facts={factsOf(device, names, speech)} />
          <div>
            <h3>{w('devices.masterData')}</h3>
            <Facts
              facts={Object.entries(device.masterData).map(([name, value]) => ({
                name,
                value: showValue(value),
                mono: true,
              }))}
            />
          </div>
        </div>
      )}
    </Drawer>
  );
}

function factsOf(device: Device, names: Map<string, string>, { w, dateTime }: Speech) {
  const group = names.get(device.groupId);
  const target = device.allocateTo;
  return [
    {
      name: w('devices.group'),
      value: group ? `${group} · ${device.groupId}` : device.groupId,
    },
    { name: w('devices.batch'), value: device.batchTag ?? '–' },
    { name: w('devices.registered'), value: dateTime(device.registeredAt) },
    { name: w('devices.source'), value: device.source },
    { name: w('devices.cloudSn'), value: device.sn ?? w('devices.notYet'), mono: true },
    { name: w('devices.assetId'), value: device.assetId ?? w('devices.notYet'), mono: true },
    {
      name: w('devices.allocateTo'),
      value: target ? `${target.regionId} / ${target.orgId}` : w('devices.noTarget'),
      mono: target !== null,
    },
  ];
}

function showValue(value: MasterValue): string {
  if (value === null) return '–';
  return typeof value === 'object' ? value.defaultValue : String(value);
}
