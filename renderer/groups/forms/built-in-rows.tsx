import { Table } from '@mantine/core';
import { builtInMasterData } from '../../../shared/models/catalog.ts';
import { useWords } from '../../words.tsx';

/** What comes with the product: in every group, whether anything is made by hand or not. */
export function BuiltInRows() {
  const { w } = useWords();
  return (
    <>
      <Table.Tr>
        <Table.Td colSpan={7} className="ink-off">
          {w('data.builtIn')}
        </Table.Td>
      </Table.Tr>
      {builtInMasterData.map((datum) => (
        <Table.Tr key={datum.identifier}>
          <Table.Td className="mono ink-off">{datum.identifier}</Table.Td>
          <Table.Td className="ink-off">{w(`builtIn.${datum.identifier}`)}</Table.Td>
          <Table.Td className="ink-off" colSpan={5}>
            {w(`type.${datum.type}`)}
          </Table.Td>
        </Table.Tr>
      ))}
    </>
  );
}
