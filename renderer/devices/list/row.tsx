import { memo } from 'react';
import type { Device } from '../../../shared/models/device.ts';
import type { DeviceColumn } from '../../../shared/models/device-filter.ts';
import { Chip } from '../../common/chip.tsx';
import { addressOf } from '../../route.ts';
import { useWords } from '../../words.tsx';
import styles from '../devices.module.css';
import { labelShape, statusShape } from '../status.ts';

interface Props {
  device: Device;
  shown: readonly DeviceColumn[];
  index: number;
  start: number;
  groupName: string;
  chosen: boolean;
  onPick: (index: number, range: boolean) => void;
  onOpen: (device: Device) => void;
  onKey: (event: React.KeyboardEvent, index: number) => void;
}

export const DeviceRow = memo(function DeviceRow(props: Props) {
  const { device, shown, index, start, groupName, chosen, onPick, onOpen, onKey } = props;
  const { w } = useWords();
  return (
    <tr
      aria-rowindex={index + 2}
      data-index={index}
      data-chosen={chosen || undefined}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      <td className={styles.tick}>
        <label>
          <input
            type="checkbox"
            checked={chosen}
            aria-label={w('select.one', { deviceSn: device.deviceSn })}
            onClick={(event) => onPick(index, event.shiftKey)}
            onChange={() => {}}
            onKeyDown={(event) => onKey(event, index)}
          />
        </label>
      </td>
      <td>
        <a
          className={`mono ${styles.open}`}
          href={addressOf('devices', device.groupId, device.deviceSn)}
          aria-keyshortcuts="Space"
          onClick={() => onOpen(device)}
          onKeyDown={(event) => onKey(event, index)}
        >
          {device.deviceSn}
        </a>
      </td>
      {shown.map((column) => (
        <Cell key={column} column={column} device={device} groupName={groupName} />
      ))}
    </tr>
  );
});

function Cell({
  column,
  device,
  groupName,
}: Pick<Props, 'device' | 'groupName'> & { column: DeviceColumn }) {
  const { w, when } = useWords();
  if (column === 'status') {
    return (
      <td>
        <Chip kind={statusShape[device.status]}>{w(`status.${device.status}`)}</Chip>
      </td>
    );
  }
  if (column === 'label') {
    return (
      <td>
        <Chip kind={labelShape[device.labelState]}>{w(`labelState.${device.labelState}`)}</Chip>
      </td>
    );
  }
  if (column === 'registered') return <td className={styles.time}>{when(device.registeredAt)}</td>;
  const target = device.allocateTo;
  const text = {
    group: groupName,
    batch: device.batchTag ?? '',
    description: device.description,
    assetId: device.assetId ?? '',
    target: target ? `${target.regionId} · ${target.orgId}` : '',
  }[column];
  return <td title={text}>{text || '–'}</td>;
}
