import type { CatalogEdit, CatalogKind, CatalogUse } from '../../shared/models/catalog-edit.ts';
import type { ApiReply } from '../support/enos-client.ts';
import type { Json } from '../support/json.ts';
import type { StationClient } from './support.ts';

/** What tests of the catalog ask of a cloud. */

export const save = (client: StationClient, edit: object, accept = false): Promise<ApiReply> =>
  client.lineside('catalog', { edit, accept });

/** Saves what has to be saved. @returns who uses what it took away. */
export async function mustSave(
  client: StationClient,
  edit: object,
  accept = false,
): Promise<CatalogUse[]> {
  const { code, msg, data } = await save(client, edit, accept);
  if (code !== 0 || data.saved !== true) throw new Error(`${code} ${msg} ${JSON.stringify(data)}`);
  return data.uses;
}

/** The whole catalog as a station pulls it, in the order of change, with the pages it came in. */
export async function pulled(client: StationClient, from = 0): Promise<Json[][]> {
  const pages: Json[][] = [];
  for (let cursor = from; ; ) {
    const { data } = await client.lineside('catalog', undefined, { cursor: String(cursor) });
    pages.push(data.items);
    if (!data.more) return pages;
    cursor = data.cursor;
  }
}

const idIn = ({ kind, body }: Json): string =>
  ({
    environment: body.regionId,
    masterDataTemplate: body.identifier,
    registrationGroup: body.groupId,
  })[kind as string] ?? body.id;

export async function item(client: StationClient, kind: CatalogKind, id: string): Promise<Json> {
  const all = (await pulled(client)).flat();
  return all.find((one) => one.kind === kind && idIn(one) === id) ?? null;
}

/** An edit that begins from what is there now. */
export async function change(
  client: StationClient,
  kind: CatalogKind,
  id: string,
  by: object,
  more: object = {},
): Promise<Json & Pick<CatalogEdit, 'kind'>> {
  const { groupSecret: _, ...before } = (await item(client, kind, id)).body;
  return { kind, before, body: { ...before, ...by }, ...more };
}

export const datum = (identifier: string, more: object = {}) => ({
  identifier,
  name: identifier,
  type: 'String',
  ...more,
});

/** A master data group, a gateway and registration groups of a test's own. @returns their IDs. */
export async function line(
  client: StationClient,
  name: string,
  masterData: object[] = [],
  groups: string[] = [`${name}-1`],
): Promise<void> {
  const items = [
    { kind: 'gateway', body: { id: name, name } },
    { kind: 'masterDataGroup', body: { id: name, name, assetType: 'Pump', masterData } },
    ...groups.map((groupId) => ({
      kind: 'registrationGroup',
      body: { groupId, name: groupId, masterDataGroupId: name, gatewayId: name },
      groupSecret: `secret-of-${groupId}`,
    })),
  ];
  for (const one of items) await mustSave(client, { before: null, ...one });
}
