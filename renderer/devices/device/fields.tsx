import { Table } from '@mantine/core';
import type { Catalog } from '../../../shared/models/catalog.ts';
import type { CloudDevice, Device } from '../../../shared/models/device.ts';
import { Chip } from '../../common/chip.tsx';
import { ProblemNote } from '../../common/problem-note.tsx';
import {
  masterDataFields,
  ownFields,
  type SidedField,
  sharedFields,
} from '../../life/both-sides.ts';
import { useNow } from '../../use-now.ts';
import { useWords } from '../../words.tsx';
import styles from './device.module.css';
import type { useLook } from './use-look.ts';

interface Props {
  device: Device;
  cloud: CloudDevice | null;
  look: ReturnType<typeof useLook>;
  catalog: Catalog | null;
}

/** The station's side and the cloud's side by side, and how old the cloud's is. */
export function Fields({ device, cloud, look, catalog }: Props) {
  const speech = useWords();
  const { w } = speech;
  const data = masterDataFields(device, cloud, catalog, speech);
  return (
    <>
      <Seen at={look.at ?? device.seenAt} />
      {look.problem && (
        <div className={styles.silent}>
          <p className={styles.note}>{w('device.cloudSilent')}</p>
          <ProblemNote problem={look.problem} />
        </div>
      )}
      {look.looked && !cloud && <p className={styles.note}>{w('device.inCloud.none')}</p>}
      <Table className={styles.fields ?? ''} verticalSpacing={7}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{w('device.field')}</Table.Th>
            <Table.Th>{w('device.here')}</Table.Th>
            <Table.Th>{w('device.there')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Rows fields={sharedFields(device, cloud, speech)} />
          {data.length > 0 && <Heading>{w('devices.masterData')}</Heading>}
          <Rows fields={data} />
          <Heading>{w('device.origin')}</Heading>
          <Rows fields={ownFields(device, cloud, speech)} />
        </Table.Tbody>
      </Table>
    </>
  );
}

function Seen({ at }: { at: number | null }) {
  const { w, age } = useWords();
  const now = useNow(1000);
  return (
    <p className={styles.note}>
      {at === null ? w('device.neverSeen') : w('device.seen', { age: age(now - at) })}
    </p>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <Table.Tr>
      <Table.Th colSpan={3} scope="colgroup" className={styles.heading ?? ''}>
        {children}
      </Table.Th>
    </Table.Tr>
  );
}

function Rows({ fields }: { fields: SidedField[] }) {
  const { w } = useWords();
  return fields.map(({ name, here, there, mono, differs }) => (
    <Table.Tr key={name}>
      <Table.Td className="ink-off">{name}</Table.Td>
      <Table.Td className={mono ? 'mono' : ''}>{here}</Table.Td>
      <Table.Td>
        <span className={mono ? 'mono' : undefined}>{there}</span>
        {differs && (
          <div>
            <Chip kind="warn">{w('device.differs')}</Chip>
          </div>
        )}
      </Table.Td>
    </Table.Tr>
  ));
}
