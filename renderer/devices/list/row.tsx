import { memo } from 'react';
import type { Device } from '../../../shared/models/device.ts';
import { Chip } from '../../common/chip.tsx';
import { addressOf } from '../../route.ts';
import { useWords } from '../../words.tsx';
import styles from '../devices.module.css';
import { labelShape, statusShape } from '../status.ts';

interface Props {
  device: Device;
  index: number;
  start: number;
  groupName: string;
  chosen: boolean;
  onPick: (index: number, range: boolean) => void;
  onOpen: (device: Device) => void;
  onKey: (event: React.KeyboardEvent, index: number) => void;
}

export const DeviceRow = memo(function DeviceRow(props: Props) {
  const { device, index, start, groupName, chosen, onPick, onOpen, onKey } = props;
  const { w, when } = useWords();
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
      <td title={groupName}>{groupName}</td>
      <td title={device.batchTag ?? ''}>{device.batchTag ?? '–'}</td>
      <td>
        <Chip kind={statusShape[device.status]}>{w(`status.${device.status}`)}</Chip>
      </td>
      <td>
        <Chip kind={labelShape[device.labelState]}>{w(`labelState.${device.labelState}`)}</Chip>
      </td>
      <td className={styles.time}>{when(device.registeredAt)}</td>
    </tr>
  );
});
