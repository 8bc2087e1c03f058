import { isSecretName } from './secret-names.ts';

/**
 * Names under which codes and groups speak of the same thing, the standard's own first. A fact becomes
 * master data when both names are the same, or stand in one of these rows; see docs/reads.md.
 */
const rows = [
  ['MAC', 'MAC address', 'MAC addr', 'EUI48', 'Ethernet MAC'],
  ['DevEUI', 'Dev EUI64', 'Device EUI'],
  ['JoinEUI', 'AppEUI'],
  ['ProfileID', 'LoRa profile ID'],
  ['VendorID', 'VID'],
  ['ProductID', 'PID'],
  ['GTIN', 'EAN', 'UPC'],
  ['IMEI'],
  ['ICCID'],
  ['Lot', 'Lot no', 'Lot number', 'Lot code', 'Batch no', 'Batch number'],
  ['ProductionDate', 'Prod date', 'Mfg date', 'Manufacturing date', 'Date of manufacture', 'MFD'],
  ['ExpiryDate', 'Expiration date', 'Use by'],
  ['PartNumber', 'Part no', 'PN', 'P/N', 'MPN', 'Manufacturer part number'],
  ['Model', 'Model no', 'Model number'],
  ['FirmwareVersion', 'Firmware', 'FW', 'FW version', 'FW ver'],
  ['HardwareVersion', 'Hardware', 'HW', 'HW version', 'HW ver', 'HW rev', 'Hardware revision'],
] as const;

/** Things that no two units share: nobody can give one for a whole batch, each unit's code brings its own. */
const ofOneUnit = new Set(['mac', 'deveui', 'imei', 'iccid']);

/** Without case, blanks and signs: `MAC address` and `mac_address` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const firsts = new Map(
  rows.flatMap(([first, ...others]) =>
    [first, ...others].map((name) => [plain(name), plain(first)] as const),
  ),
);

/** What a code says, by the names it has there and by the standard's own, for rules that look at it too. */
export function fieldsOf(facts: readonly (readonly [string, string])[]): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of facts) {
    if (isSecretName(name)) continue;
    const own = rows.find(([first]) => plain(first) === canonical(name))?.[0] ?? name;
    for (const one of [name, own]) if (!fields.has(one)) fields.set(one, value);
  }
  return Object.fromEntries(fields);
}

/** One spelling for all names of a thing. */
export const canonical = (name: string): string => firsts.get(plain(name)) ?? plain(name);

/** True for a name that the table knows: `MAC:` at the front of a text is no part of an SN. */
export const isKnownName = (name: string): boolean => firsts.has(plain(name));

/** True for master data that each unit's own code has to bring, where the group requires them. */
export const isOfOneUnit = (identifier: string): boolean => ofOneUnit.has(canonical(identifier));
