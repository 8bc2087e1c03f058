import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { CallInput, CallName } from '../../shared/contract.ts';
import { sampleCatalog } from '../support/cli.ts';
import { sampleDesign } from '../support/sample-design.ts';

const target = { regionId: 'beta', orgId: 'o-solar' };
const device = { groupId: 'INV5K1', deviceSn: 'AB-0001' };

/** What a good caller gives. A call without a line here does not compile. */
export const samples: { [N in CallName]: CallInput<N> } = {
  'state.get': {},
  'caller.get': {},
  'station.read': { text: 'AB-0001', source: { kind: 'typed' } },
  'batches.start': {
    groupId: 'INV5K1',
    tag: 'B1',
    target: 5,
    template: 'l7651',
    allocateTo: target,
  },
  'backups.make': {},
  'backups.setUp': { everyHours: 8, second: null },
  'recovery.read': {},
  'reconcile.run': { groupId: 'INV5K1', tag: 'B1' },
  'reconcile.last': {},
  'batches.pause': {},
  'batches.resume': {},
  'batches.finish': {},
  'batches.list': { limit: 10 },
  'batches.tags': { search: 'WO', limit: 10 },
  'batches.pace': { id: 'none', hours: 2 },
  'batches.article': {},
  'batches.approve': { deviceSn: 'AB-0001', checks: ['label'], reason: 'no printer' },
  'batches.answer': { way: 'again', reason: 'labels were put right' },
  'batches.confirm': { deviceSn: 'AB-0001', right: true },
  'golden.list': { groupId: 'INV5K1' },
  'golden.declare': { groupId: 'INV5K1', text: 'GOLD-1', expected: 'good', note: 'known good' },
  'golden.withdraw': { groupId: 'INV5K1', text: 'GOLD-1' },
  'reads.list': { limit: 1000 },
  'devices.list': { groupId: 'INV5K1', search: 'AB', before: 9, limit: 10 },
  'devices.count': { search: 'AB', status: 'parked', since: 1 },
  'devices.get': device,
  'devices.look': device,
  'devices.adopt': device,
  'devices.plan': { action: 'delete', devices: [device] },
  'devices.act': { action: 'allocate', devices: [device], target },
  'devices.copied': { ...device, part: 'deviceSecret', digest: '0'.repeat(64) },
  'devices.reveal': { ...device, reason: 'first article' },
  'imports.begin': { name: 'devices.csv', bytes: 12 },
  'imports.put': { id: 'none', offset: 0, base64: 'U04sQQo=' },
  'imports.look': { id: 'none', choice: { encoding: 'utf-8' }, groupId: 'INV5K1' },
  'imports.plan': {
    id: 'none',
    options: { groupId: 'INV5K1', mapping: [{ to: 'deviceSn', from: { column: 'SN' } }] },
  },
  'imports.get': { id: 'none' },
  'imports.start': { id: 'none' },
  'imports.move': { id: 'none', to: 'pause' },
  'imports.drop': { id: 'none' },
  'imports.list': { limit: 10 },
  'imports.refused': { id: 'none', offset: 0 },
  'exports.begin': { topic: 'devices', format: 'csv', choice: { search: 'SN' } },
  'exports.drop': { id: 'none' },
  'exports.take': { id: 'none', offset: 0 },
  'jobs.list': { limit: 10 },
  'jobs.move': { id: 'none', to: 'pause' },
  'jobs.results': { id: 'none', after: 0, limit: 10 },
  'jobs.file': { id: 'none' },
  'handover.make': { kind: 'batch', groupId: 'INV5K1', tag: 'WO-1', pause: false },
  'handover.offer': { base64: 'eyJsaW5lc2lkZSI6ImhhbmRvdmVyIn0K' },
  'handover.look': {},
  'handover.accept': { id: 'ab'.repeat(32), trust: 'cd'.repeat(32), accept: true },
  'handover.drop': {},
  'handover.stations': {},
  'handover.trust': { id: 'ab'.repeat(32), fingerprint: 'cd'.repeat(32), reason: 'a new vault' },
  'handover.forget': { stationId: 'ST-7', reason: 'scrapped' },
  'audit.list': { search: 'AB', by: 'A. Li', from: 1, to: 9, before: 9, limit: 10 },
  'audit.check': {},
  'audit.export': {},
  'diagnostics.gather': {},
  'diagnostics.save': { id: 'none' },
  'conflicts.show': { seq: 1 },
  'conflicts.resolve': { seq: 1, way: 'correct', deviceSn: 'AB-0002', reason: 'misread' },
  'catalog.get': {},
  'catalog.retired': {},
  'catalog.import': { text: readFileSync(sampleCatalog, 'utf8') },
  'catalog.save': {
    edit: {
      kind: 'gateway',
      body: { id: 'hub-2', name: 'Hub 2', mqttUrl: 'ssl://hub.example:18883' },
      before: null,
    },
    accept: true,
  },
  'catalog.export': {},
  'catalog.writeCsv': { masterDataGroupId: 'md-inverter' },
  'catalog.readCsv': { text: 'identifier,name,type\nphase,Phase,String\n' },
  'catalog.verify': { groupId: 'INV5K1' },
  'catalog.pull': {},
  'makers.next': { source: { kind: 'typed', name: '' } },
  'makers.make': { count: 10, source: { kind: 'typed', name: '' } },
  'makers.cancel': {},
  'makers.ranges': { limit: 10 },
  'makers.setRange': { groupId: 'INV5K1', period: 'ever', first: 1, last: 100 },
  'makers.lease': { groupId: 'INV5K1', count: 10 },
  'makers.endRange': { id: 'none' },
  'makers.confirmClock': { groupId: 'INV5K1' },
  'labels.templates': {},
  'templates.list': {},
  'templates.get': { id: 'l7651', version: 1 },
  // Every kind of element is walked at `templates.draw`, by the same schema.
  'templates.save': {
    design: { ...sampleDesign, elements: sampleDesign.elements.slice(0, 1) },
    note: 'larger code',
  },
  'templates.retire': { id: 'own-1' },
  'templates.import': { text: JSON.stringify({ format: 'lineside-label-template' }) },
  'templates.export': { id: 'roll-50x30' },
  'templates.draw': { design: sampleDesign, record: 'worst', groupId: 'INV5K1' },
  'templates.survival': { design: 'roll-50x30', groupId: 'INV5K1', propose: false, rounds: 1 },
  'labels.print': {
    groupId: 'INV5K1',
    batchTag: 'B1',
    deviceSns: ['AB-0001'],
    template: 'l7651',
  },
  'labels.files': {},
  'labels.export': { groupId: 'INV5K1', deviceSns: ['AB-0001'], format: 'csv', payload: 'own' },
  'labels.read': { file: 'print-B1.pdf' },
  'labels.toDestroy': { after: 0, limit: 10 },
  'labels.destroying': { on: false },
  'labels.destroy': { id: 1, reason: 'torn' },
  'printing.jobs': { limit: 10 },
  'printing.print': {
    groupId: 'INV5K1',
    batchTag: 'B1',
    deviceSns: ['AB-0001'],
    template: 'roll-50x30',
    copies: 2,
    reason: 'torn',
  },
  'printing.picture': { name: 'failed-none.png' },
  'printing.pieces': { job: 'none', from: 300, limit: 7 },
  'printing.resume': { job: 'none', lastOut: 312 },
  'printing.pause': { job: 'none' },
  'printing.cancel': { job: 'none', reason: 'wrong roll' },
  'printing.move': { job: 'none', printer: 'folder' },
  'printing.hold': { printer: 'folder', on: false, reason: 'head cleaned' },
  'printing.scanback': { text: 'LS:INV5K1/AB-0001', unit: 'AB-0001' },
  'printing.ledger': { batchId: 'none' },
  'printing.count': { batchId: 'none', inHand: 3 },
  'printing.void': { job: 'none', first: 1, last: 2, reason: 'lost' },
  'printing.media': { limit: 10 },
  'printing.saveMedia': {
    id: 'R-1',
    kind: 'roll',
    name: '50 × 30',
    width: 50,
    height: 30,
    labels: 500,
  },
  'printing.loadMedia': { id: 'R-1', printer: 'folder' },
  'printing.blastRadius': { media: 'R-1', from: 0, limit: 10 },
  'undo.plan': { scope: { what: 'units', devices: [device] } },
  'undo.last': { reason: 'wrong group' },
  'undo.do': { scope: { what: 'batch', batchId: 'none' }, reason: 'wrong group' },
  'commands.sheet': { paper: 'Letter' },
  'commands.card': { paper: 'A4', start: { groupId: 'INV5K1', tag: 'B1', allocateTo: target } },
  'commands.showKey': { reason: 'a second station' },
  'commands.setKey': { reason: 'a sheet was lost' },
  'sync.operations': { states: ['queued', 'parked'], after: 0, limit: 10 },
  'sync.now': {},
  'sync.retry': { seq: 1 },
  'sync.discard': { seq: 1, reason: 'scrapped' },
  'sync.undo': { seq: 1, reason: 'wrong group' },
  'cloud.connect': {
    kind: 'enos',
    url: 'http://127.0.0.1:9',
    appKey: 'key',
    orgId: 'o-solar',
    appSecret: 'secret',
  },
  'cloud.disconnect': {},
  'scanners.ports': {},
  'scanners.add': { path: '/nowhere/tty', baudRate: 9600, terminator: 'any' },
  'scanners.change': { id: 'none', path: '/nowhere/tty' },
  'scanners.remove': { id: 'none' },
  'printers.list': {},
  'printers.status': { id: 'none' },
  'printers.save': {
    name: 'Line 3',
    way: { kind: 'tcp', host: '127.0.0.1', port: 9 },
    language: 'zpl',
    dpi: 203,
  },
  'printers.remove': { id: 'none' },
  'printers.test': { id: 'none', size: { width: 50, height: 30 } },
  'printers.calibrate': { id: 'none', measured: { x: 10, y: 10 } },
  'preferences.set': {
    stationName: 'ST-1',
    language: 'en',
    theme: 'dark',
    sounds: false,
    volume: 50,
  },
  'units.add': { kind: 'usb', vendorId: '0403' },
  'units.change': { id: 'none', kind: 'usb', vendorId: '0403' },
  'units.remove': { id: 'none' },
  'units.query': { id: 'none' },
  'units.try': {
    kind: 'uart',
    path: '/nowhere/tty',
    send: 'AT+CGSN\\r',
    reading: { kind: 'pattern', pattern: '(?P<sn>[0-9]{15})' },
    timeoutMs: 100,
    attempts: 1,
  },
  'vault.unlock': { passphrase: 'correct horse battery' },
  'preferences.look': { language: 'en', theme: 'dark' },
  'kiosk.enter': { pin: '2580' },
  'kiosk.leave': { name: 'A. Li', pin: '2580' },
  'operators.names': {},
  'operators.logOn': { name: 'A. Li', pin: '2580' },
  'operators.logOff': {},
  'operators.here': {},
  'operators.changePin': { pin: '2580', newPin: '246813' },
  'operators.list': {},
  // Of no admin: the station of this test stays open.
  'operators.save': { name: 'A. Li', role: 'technician', pin: '2580' },
  'operators.remove': { name: 'A. Li' },
  'operators.enrolBadge': { name: 'A. Li', needsPin: false },
  'operators.revokeBadge': { name: 'A. Li' },
  'operators.printBadge': { name: 'A. Li', needsPin: true },
  'operators.setLogOff': { minutes: 15 },
  'doctor.run': {},
  'demo.start': {},
  'demo.leave': {},
  'demo.set': { network: false, running: true, scannerPlugged: true },
  'demo.scan': { kind: 'good' },
};

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let made: unknown = 1;
  for (let level = 0; level < depth; level += 1) made = wrap(made);
  return made;
};

function cyclic(): unknown {
  const ring: Record<string, unknown> = { text: 'AB-0001' };
  ring['source'] = { again: ring };
  return ring;
}

/** Own keys with the names that careless code copies into prototypes. */
const prototypeKeys = () =>
  JSON.parse(
    '{"__proto__":{"polluted":1,"role":"admin"},"constructor":{"prototype":{"polluted":1}},"toString":1,"hasOwnProperty":null,"limit":10}',
  ) as object;

/**
 * Values that have brought down many a parser. Made afresh for each use, since some of them remember
 * that they were looked at, and kept from fast-check, which looks.
 */
export const curiosities: (() => unknown)[] = [
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => 2 ** 53,
  () => -1e308,
  () => 10n,
  () => Symbol('junk'),
  () => () => 'called',
  () => new Date(Number.NaN),
  () => new Map([['text', 'AB-0001']]),
  () => new Uint8Array(1000),
  () => new Error('an error as a value'),
  () => Promise.resolve({}),
  () => Object.create(null) as unknown,
  () => Object.freeze({ text: 'frozen' }),
  prototypeKeys,
  cyclic,
  () => nested(20_000, (inner) => [inner]),
  () => nested(20_000, (inner) => ({ text: inner })),
  () => nested(800, (inner) => ({ source: inner, groupId: inner && 'x' })),
  () => 'X'.repeat(300_000),
  () => '😀'.repeat(5000),
  () => '\ud800',
  () => 'A\0B',
  () => '%s%n${7*7}{name}',
  () => "'; DROP TABLE device; --",
  () => '../../../../etc/passwd',
  () => Array.from({ length: 5000 }, (_, index) => index),
  () => Object.assign([], { length: 400_000 }),
  () => Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key${index}`, index])),
  () => ({
    get text(): string {
      throw new Error('a getter that throws');
    },
  }),
  () => ({
    toJSON: () => {
      throw new Error('a toJSON that throws');
    },
  }),
  () => ({ toJSON: () => ({}), text: 'X'.repeat(100_000) }),
  () => {
    let looks = 0;
    return Object.defineProperty({}, 'text', {
      enumerable: true,
      get: () => {
        if (looks++ > 0) throw new Error('a getter that throws at the second look');
        return 'AB-0001';
      },
    });
  },
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
];

/** Anything at all. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({
    maxDepth: 3,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withObjectString: true,
    withTypedArray: true,
    withSparseArray: true,
    withUnicodeString: true,
  }),
  fc.string({ unit: 'binary' }),
  fc.integer(),
);

/** Anything that a socket can carry. */
export const jsonJunk: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(
    prototypeKeys(),
    nested(800, (inner) => [inner]),
    'X'.repeat(300_000),
    -0,
    1e308,
  ),
  fc.string({ unit: 'binary' }),
);

type Path = readonly string[];

export function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))];
}

/** `value` with `what` in the place of what was at `path`. */
export function put(value: unknown, path: Path, what: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return what;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = put(copy[key], rest, what);
  return copy;
}

/** `sample` with one place replaced: nearly right is what finds the way furthest in. */
export function nearly(sample: unknown, by: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...pathsOf(sample)), by)
    .map(([at, what]) => put(sample, at, what));
}

/** Inputs for one call: right ones, nearly right ones, and anything. */
export function inputsFor(name: CallName, by: fc.Arbitrary<unknown> = junk): fc.Arbitrary<unknown> {
  const sample = samples[name];
  const inputs = fc.oneof(
    { weight: 1, arbitrary: fc.constant<unknown>(sample) },
    { weight: 4, arbitrary: nearly(sample, by) },
    { weight: 2, arbitrary: by },
  );
  if (name !== 'catalog.import') return inputs;
  // Junk inside the text is where this call's input really is.
  const catalog = JSON.parse(samples['catalog.import'].text) as unknown;
  const texts = nearly(catalog, jsonJunk).map((each) => ({ text: JSON.stringify(each) }));
  return fc.oneof(inputs, texts);
}
