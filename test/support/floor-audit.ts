import type { CloudRecords, StationOperation, StationRecords } from './floor-records.ts';
import type { Json } from './json.ts';

/**
 * Judges what many stations and a cloud hold after everything was healed and drained. Each judgement
 * gives sentences about what is wrong; none is the only good answer.
 */

export interface Books {
  stations: StationRecords[];
  cloud: CloudRecords;
  /** Creations that a person took for the same unit as the cloud's: never sent. */
  joined: ReadonlySet<string>;
}

const everyOperation = ({ stations }: Books): StationOperation[] =>
  stations.flatMap(({ operations }) => operations);

const name = ({ station, seq, kind, lane, state }: StationOperation): string =>
  `${station} #${seq} ${kind} ${lane} (${state})`;

/** Nothing is left that could go by itself. */
export const stillWaiting = (books: Books): string[] =>
  everyOperation(books)
    .filter(({ state }) => ['queued', 'sending', 'in_doubt'].includes(state))
    .map((one) => `${name(one)} ${JSON.stringify(one.problem)}`);

/** What a station counts as done, the cloud has done under that key; and what is done was told. */
export function unacknowledged(books: Books): string[] {
  const wrong: string[] = [];
  const byKey = new Map(everyOperation(books).map((one) => [one.key, one]));
  for (const one of byKey.values()) {
    const outcome = books.cloud.operations.get(one.key)?.result?.outcome;
    if (one.state === 'confirmed' && outcome !== 'done' && !books.joined.has(one.key)) {
      wrong.push(`${name(one)}: the cloud has ${outcome}`);
    }
    if (one.state !== 'confirmed' && outcome === 'done') {
      wrong.push(`${name(one)}: the cloud has done it`);
    }
  }
  for (const [key, { lane, kind }] of books.cloud.operations) {
    if (!byKey.has(key)) wrong.push(`${kind} ${lane}: no station has asked for it`);
  }
  return wrong;
}

const isDone = (books: Books, { key }: StationOperation): boolean =>
  books.cloud.operations.get(key)?.result?.outcome === 'done';

/** Each device of the cloud was asked for, once, and none is missing that was not deleted. */
export function strayDevices(books: Books): string[] {
  const done = everyOperation(books).filter((one) => isDone(books, one));
  const count = (kind: string, lane: string): number =>
    done.filter((one) => one.kind === kind && one.lane === lane).length;
  const rows = Map.groupBy(books.cloud.devices, ({ lane }) => lane);
  const lanes = new Set([...rows.keys(), ...done.map(({ lane }) => lane)]);
  return [...lanes].flatMap((lane) => {
    const [created, deleted] = [count('create', lane), count('delete', lane)];
    const held = rows.get(lane)?.length ?? 0;
    const right = held <= 1 && created - held >= 0 && created - held <= deleted;
    return right ? [] : [`${lane}: ${held} devices, ${created} created, ${deleted} deleted`];
  });
}

/**
 * Each device is what its operations made it, in the order in which the cloud let them happen (the
 * version that each was answered with): the last writer is seen, and nobody wrote who was not told.
 */
export function wrongDevices(books: Books): string[] {
  const done = everyOperation(books).filter((one) => isDone(books, one));
  const entryOf = ({ key }: StationOperation): Json => books.cloud.operations.get(key);
  return books.cloud.devices.flatMap((row) => {
    const own = done
      .filter((one) => entryOf(one).result.sn === row.sn)
      .toSorted((a, b) => entryOf(a).result.version - entryOf(b).result.version || a.seq - b.seq);
    // An SN that was deleted and made again has a story for each time; the device is the last one's.
    const stories = own
      .filter(({ kind }) => kind === 'create')
      .map((made) => own.filter((one) => entryOf(one).made_in >= entryOf(made).made_in));
    const is = JSON.stringify(lookOf(row));
    const told = stories.map((story) => JSON.stringify(toldBy(story, row, books)));
    if (told.includes(is)) return [];
    return [`${row.lane}: is ${is}, should be ${told}: ${own.map(name).join('; ')}`];
  });
}

const lookOf = (row: Json): Json => ({
  description: row.description,
  batchTag: row.batch_tag?.defaultValue ?? null,
  remark: row.device_data.remark ?? null,
  target: row.region_id === null ? '–' : `${row.region_id}/${row.target_org_id}`,
  version: Number(row.version),
});

function toldBy(story: StationOperation[], row: Json, books: Books): Json {
  const device = { description: '', batchTag: null, remark: null, target: '–', version: 0 };
  for (const one of story) {
    tell(device, one, books);
    device.version = books.cloud.operations.get(one.key).result.version;
  }
  // To be discarded is one change more than it was told of: the answer was the replacement's.
  if (row.current_status !== 'discarded') return device;
  return { ...device, target: '–', version: device.version + 1 };
}

function tell(device: Json, { kind, lane, otherLane, payload }: StationOperation, books: Books) {
  const { deviceData, description, batchTag } = payload;
  if (kind === 'create' || kind === 'update') {
    if (deviceData.remark !== undefined) device.remark = deviceData.remark;
    if (description !== undefined) device.description = description;
    if (batchTag !== undefined) device.batchTag = batchTag;
  }
  if (kind === 'allocate') device.target = `${deviceData.regionId}/${deviceData.orgId}`;
  if (kind === 'reset') {
    device.target = '–';
    if (lane.startsWith('MTR3P2')) device.remark = null;
  }
  if (kind === 'replace') {
    const old = books.cloud.devices.find((row) => row.lane === otherLane);
    device.description = old?.description;
    device.batchTag = old?.batch_tag?.defaultValue ?? null;
    device.remark = old?.device_data.remark ?? device.remark;
  }
}

/**
 * Who lost an SN to somebody else is told to whom and when; and only other stations take one's SN, except
 * of a unit that was replaced.
 */
export function untoldLosers(books: Books): string[] {
  const names = new Map(
    books.stations.map(({ name: station, stationId }) => [
      station,
      books.cloud.stationNames.get(stationId),
    ]),
  );
  const creations = everyOperation(books).filter(
    (one) => one.kind === 'create' && isDone(books, one),
  );
  return everyOperation(books).flatMap((one) => {
    if (one.kind !== 'create' || one.state !== 'parked' || one.problem?.code === 'lane-blocked') {
      return [];
    }
    const { code, params = {} } = one.problem ?? {};
    const winners = creations.filter(({ lane }) => lane === one.lane).map(({ station }) => station);
    const told = winners.some((station) => names.get(station) === params.who);
    const since = Number(params.at) > 1.6e12;
    const went = books.cloud.devices.some(
      (row) => row.lane === one.lane && row.current_status === 'discarded',
    );
    return code === 'cloud-sn-taken' && told && since && (went || !winners.includes(one.station))
      ? []
      : [`${name(one)}: ${JSON.stringify(one.problem)}, while ${winners} made it`];
  });
}

/** Lanes that only one station ever touched, with the lanes that a replacement ties to them. */
function exclusiveLanes(books: Books): Map<string, string> {
  const head = new Map<string, string>();
  const find = (lane: string): string => {
    const up = head.get(lane) ?? lane;
    return up === lane ? lane : find(up);
  };
  const touched = new Map<string, Set<string>>();
  for (const { lane, otherLane } of everyOperation(books)) {
    if (otherLane !== null) head.set(find(otherLane), find(lane));
  }
  for (const { station, lane } of everyOperation(books)) {
    touched.set(find(lane), (touched.get(find(lane)) ?? new Set()).add(station));
  }
  const lanes = new Set(everyOperation(books).map(({ lane }) => lane));
  return new Map(
    [...lanes].flatMap((lane) => {
      const [only, ...more] = touched.get(find(lane)) ?? [];
      return only !== undefined && more.length === 0 ? [[lane, only]] : [];
    }),
  );
}

/** Where nobody interferes nothing parks, and station and cloud agree to the last field. */
export function disagreements(books: Books): string[] {
  const exclusive = exclusiveLanes(books);
  const wrong = everyOperation(books)
    .filter(({ lane, state }) => exclusive.has(lane) && !['confirmed', 'withdrawn'].includes(state))
    .map((one) => `${name(one)}: ${JSON.stringify(one.problem)}`);
  for (const [lane, station] of exclusive) {
    const there = books.cloud.devices.find(
      (row) => row.lane === lane && row.current_status !== 'discarded',
    );
    const records = books.stations.find((one) => one.name === station);
    const here = records?.devices.find((row) => row.lane === lane);
    const [a, b] = [here && asHere(here), there && asThere(there)].map((one) =>
      JSON.stringify(one),
    );
    if (a !== b) wrong.push(`${lane} is ${a} on ${station} and ${b} in the cloud`);
  }
  return wrong;
}

const asHere = (row: Json) => ({
  sn: row.sn,
  assetId: row.asset_id,
  version: row.version,
  description: row.description,
  target: row.asset_id === null ? null : `${row.region_id}/${row.org_id}`,
  values: sorted(JSON.parse(row.master_data)),
});

const asThere = (row: Json) => {
  const { regionId: _, orgId: __, ...values } = row.device_data;
  return {
    sn: row.sn,
    assetId: row.asset_id,
    version: Number(row.version),
    description: row.description,
    target: row.region_id === null ? null : `${row.region_id}/${row.target_org_id}`,
    values: sorted(values),
  };
};

const sorted = (values: Json): Json =>
  Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Reasons for which something of a contested unit may wait for a person. */
const reasons = new Set([
  'lane-blocked',
  'cloud-sn-taken',
  'cloud-device-missing',
  'cloud-device-edited',
  'cloud-device-changed',
  'cloud-allocated-elsewhere',
  'replacement-allocated',
]);

export const strangeReasons = (books: Books): string[] =>
  everyOperation(books)
    .filter(({ state, problem }) => state === 'parked' && !reasons.has(problem?.code))
    .map((one) => `${name(one)}: ${JSON.stringify(one.problem)}`);

/** Everything that is written anywhere about the units that these sentences name. */
export function dossiers(books: Books, sentences: readonly string[]): string {
  const text = sentences.join(' ');
  const lanes = new Set(
    everyOperation(books)
      .filter(({ lane }) => text.includes(lane))
      .flatMap(({ lane, otherLane }) => (otherLane === null ? [lane] : [lane, otherLane])),
  );
  return [...lanes]
    .flatMap((lane) => [
      `${lane}:`,
      ...everyOperation(books)
        .filter((one) => one.lane === lane || one.otherLane === lane)
        .map((one) => {
          const entry = books.cloud.operations.get(one.key);
          const answer = entry && `${entry.at} ${JSON.stringify(entry.result)}`;
          return `  ${name(one)} ${JSON.stringify(one.payload)} ${JSON.stringify(one.problem)} | ${answer}`;
        }),
      ...books.cloud.events
        .filter((event) => event.lane === lane)
        .map(
          ({ at, what, station, detail }) => `  ${at} ${what} ${station} ${JSON.stringify(detail)}`,
        ),
    ])
    .join('\n');
}
