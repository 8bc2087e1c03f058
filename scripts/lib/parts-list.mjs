// The list of parts that npm makes, cut to what is delivered.
import { createHash } from 'node:crypto';
import { shippedParts } from './licences.mjs';

/**
 * `bom` is npm's list of everything: its own `--omit=dev` also leaves out what a tool and the station both use, and
 * knows nothing of Electron, which nothing imports. npm names the application after its folder and gives each list a
 * number and a time of its own; here it has its name, and a number that follows from what is in it.
 */
export function finishedParts(bom, own, lock) {
  const shipped = new Map(shippedParts(lock).map((part) => [part.id, part]));
  const self = `${own.name}@${own.version}`;
  const known = (ref) => ref === self || shipped.has(ref);
  const components = bom.components
    .filter((part) => known(part['bom-ref']))
    .map((part) => asDelivered(part, shipped.get(part['bom-ref'])))
    .toSorted((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  const dependencies = bom.dependencies
    .filter(({ ref }) => known(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(known).toSorted() }))
    .toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
  const { timestamp: _timestamp, ...metadata } = bom.metadata;
  const component = { ...metadata.component, name: own.name, version: own.version };
  const content = { metadata: { ...metadata, component }, components, dependencies };
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { ...bom, serialNumber: `urn:uuid:${uuidOf(digest)}`, ...content };
}

/** Licences that were read by hand are filled in; Electron is a tool to npm and a part to whoever installs us. */
function asDelivered(part, { name, licence }) {
  const licenses = part.licenses ?? [{ license: { id: licence } }];
  return name === 'electron'
    ? { ...part, type: 'framework', scope: 'required', properties: [], licenses }
    : { ...part, licenses };
}

/** In the form of version 8 (RFC 9562): of the maker's own making. */
const uuidOf = (hex) =>
  [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
