import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleCatalog, tempFolder } from '../support/cli.ts';
import { type Cluster, startCluster } from '../support/cloud-cluster.ts';
import { Hall } from '../support/hall.ts';
import type { Json } from '../support/json.ts';
import { readLabels } from '../support/printed-labels.ts';
import { type Random, seeded } from '../support/random.ts';
import { meterSn } from '../support/serial-numbers.ts';
import { until } from '../support/wait.ts';

/**
 * Issue 4: "If they scanned forty units into the wrong group, one undo puts it right." A station in a
 * process of its own, a real cloud on PostgreSQL, a cable that is pulled and loses replies, and what a
 * technician holds in hand: labels, a sheet and a card, as they came out of the printer.
 */

/** SNs that both groups take. */
const [wrong, right] = ['INV5K1', 'MTR3P2'] as const;
const sns = Array.from({ length: 40 }, (_, index) => meterSn(1000 + index));
const template = 'roll-50x30';
const place = { regionId: 'beta', orgId: 'o-solar' };
const reason = 'scanned into the wrong group';

const kills = ['nothing', 'the undo itself', 'its deletions in the cloud'] as const;

test.for(kills)(
  'forty units in the wrong group, one undo; the power cuts off %s',
  {
    timeout: 300_000,
  },
  async (cut) => {
    const random = seeded();
    await using folder = await tempFolder();
    await using cluster = await startCluster(1, random);
    const home = join(folder.path, 'ST-1');
    await using hall = new Hall([home]);
    await hall.start();
    const line = new Line(hall, home, cluster);
    await line.open();

    const batchId = await scanIntoTheWrongGroup(line);
    const labels = await line.paper(`WO-A-${batchId.slice(-6)}-001.pdf`);
    expect(labels.toSorted()).toEqual(sns.map((sn) => `LS:${wrong}/${sn}`).toSorted());

    const scope = { what: 'batch', batchId };
    // While a try is under way what it sends counts as what the cloud may have, also where there is no network.
    const { plan, effects } = await until('a plan between two tries', async () => {
      const made = await line.must('undo.plan', { scope });
      const told: Record<string, number> = Object.fromEntries(
        made.effects.map(({ effect, count }: Json) => [effect, count]),
      );
      return (told['vanishes'] ?? 0) >= 5 ? { plan: made, effects: told } : null;
    });
    expect(plan).toMatchObject({ devices: 40, refused: [] });
    expect(effects['label-void']).toBe(40);
    expect(effects['asset-lost']).toBeGreaterThanOrEqual(10);
    // What the cloud may have counts as what it has: the replies that were lost.
    expect(effects['deleted-there']).toBeGreaterThan(effects['asset-lost'] ?? 0);
    if (cut === 'the undo itself') await undoUnderAKill(line, scope, random);
    else await line.must('undo.do', { scope, reason }, 'line-lead');
    expect((await line.state()).toDestroy).toEqual({ left: 40, on: false });

    await line.must('batches.finish');
    expect(await line.scan(await line.card('WO-B'))).toBe('noted noted-batch-started');
    for (const sn of sns) expect(await line.scan(sn), sn).toBe('accepted');

    const [cable] = cluster.fronts;
    if (!cable) throw new Error('no cable');
    const lossy = () => (random.chance(0.3) ? ('drop-reply' as const) : ('pass' as const));
    cable.meddle = lossy;
    await cable.restore();
    if (cut === 'its deletions in the cloud') {
      // The first of them are gone, their answers may be lost, and the others wait.
      await line.nudgedUntil('a deletion there', async () => (await cloudHas(cluster, wrong)) < 30);
      cable.meddle = () => 'drop-request';
      await hall.powerCut();
      cable.meddle = lossy;
    }
    await line.nudgedUntil('nothing to be owed any more', async () => {
      const { queued, sending, inDoubt } = (await line.state()).queue;
      return queued + sending + inDoubt === 0;
    });
    await cluster.heal();

    const { rows } = await cluster.database.query(
      `select concat_ws(' ', group_id, device_sn, batch_tag->>'defaultValue', region_id, target_org_id)
       as told from device`,
    );
    expect(rows.map(({ told }) => told).toSorted()).toEqual(
      sns.map((sn) => `${right} ${sn} WO-B beta o-solar`).toSorted(),
    );
    expect((await line.state()).queue.parked).toBe(0);
    expect((await line.state()).batch).toMatchObject({ tag: 'WO-B', accepted: 40, refused: 0 });

    await destroyEach(line, labels);
    const { checks } = await line.must('doctor.run');
    expect(checks.filter(({ ok }: Json) => ok !== true)).toEqual([]);
    await hall.close();
    expect(await cluster.stop()).toEqual([0]);
  },
);

/** Fifteen are created and allocated, of fifteen the replies are lost, ten are scanned without a network. */
async function scanIntoTheWrongGroup(line: Line): Promise<string> {
  const { cluster } = line;
  const [cable] = cluster.fronts;
  if (!cable) throw new Error('no cable');
  const start = { groupId: wrong, tag: 'WO-A', template, allocateTo: place };
  const { id } = await line.must('batches.start', start);
  for (const sn of sns.slice(0, 15)) expect(await line.scan(sn), sn).toBe('accepted');
  await line.nudgedUntil('fifteen to be allocated, and known as such', async () => {
    const { queued, sending, inDoubt } = (await line.state()).queue;
    return queued + sending + inDoubt === 0;
  });
  cable.meddle = () => 'drop-reply';
  for (const sn of sns.slice(15, 30)) expect(await line.scan(sn), sn).toBe('accepted');
  await line.nudgedUntil('more than the station knows of to be there', async () => {
    return (await cloudHas(cluster, wrong)) > 15 && (await line.state()).queue.inDoubt > 0;
  });
  await cable.pull();
  for (const sn of sns.slice(30)) expect(await line.scan(sn), sn).toBe('accepted');
  await until('forty labels', async () => (await line.state()).printing.printed === 40, {
    within: 60_000,
  });
  return id;
}

/** Killed after the first byte of it was written; what was not begun is asked for again. */
async function undoUnderAKill(line: Line, scope: Json, random: Random): Promise<void> {
  const journal = join(line.folder, 'journal-000001.ndjson');
  const before = readFileSync(journal).length;
  const asked = line.hall.ask(line.folder, 'undo.do', { scope, reason }, 'line-lead');
  await until('the undo to begin', () => readFileSync(journal).length > before, { every: 0 });
  const moment = performance.now() + random.next() * 5;
  while (performance.now() < moment);
  await line.hall.powerCut();
  await asked;
  const { jobs } = await line.state();
  if (!jobs.some((job: Json) => job.action === 'undo')) {
    await line.must('undo.do', { scope, reason }, 'line-lead');
  }
  await until('all to be undone', async () => (await line.state()).batch.accepted === 0);
}

async function cloudHas({ database }: Cluster, groupId: string): Promise<number> {
  const { rows } = await database.query(
    'select count(*)::int as n from device where group_id = $1',
    [groupId],
  );
  return rows[0].n;
}

async function destroyEach(line: Line, labels: readonly string[]): Promise<void> {
  const list = async (): Promise<Json[]> => (await line.must('labels.toDestroy')).items;
  const listed = await list();
  expect(listed.map(({ deviceSn }) => deviceSn).toSorted()).toEqual(sns.toSorted());
  for (const one of listed) {
    expect(one).toMatchObject({ groupId: wrong, batchTag: 'WO-A', left: 1, reason });
  }
  expect(await line.scan(await line.command('DESTROY'))).toBe('noted noted-destroying');
  for (const [index, label] of labels.entries()) {
    // The label that the same unit has now, and one of a unit that was never undone.
    const kept = label.replace(wrong, right);
    expect(await line.scan(kept)).toBe('refused label-not-void');
    expect(await line.scan(`LS:${wrong}/${meterSn(2000 + index)}`)).toBe('refused label-not-void');
    expect((await line.state()).toDestroy.left).toBe(40 - index);
    expect(await line.scan(label)).toBe('noted noted-label-destroyed');
  }
  expect(await list()).toEqual([]);
  expect((await line.state()).toDestroy).toEqual({ left: 0, on: true });
  expect(await line.scan(labels[0] as string)).toBe('noted noted-label-gone');
  expect(await line.scan(await line.command('DESTROY'))).toBe('noted noted-destroying-over');
  // The wall is where it was: a label of the right group is a repeat of its unit again.
  expect(await line.scan(`LS:${right}/${sns[0]}`)).toBe('seen seen-in-batch');
}

/** The station as people have it: scans, calls of their role, paper. */
class Line {
  readonly hall: Hall;
  readonly folder: string;
  readonly cluster: Cluster;

  constructor(hall: Hall, folder: string, cluster: Cluster) {
    this.hall = hall;
    this.folder = folder;
    this.cluster = cluster;
  }

  async open(): Promise<void> {
    const { appKey, appSecret, orgId } = this.cluster.keys;
    const url = this.cluster.fronts[0]?.url;
    await this.must('catalog.import', { text: await readFile(sampleCatalog, 'utf8') }, 'admin');
    const cloud = { kind: 'lineside', url, appKey, appSecret, orgId };
    await this.must('cloud.connect', cloud, 'admin');
  }

  async must(call: string, input: Json = {}, role = 'technician'): Promise<Json> {
    const reply = await this.hall.ask(this.folder, call, input, role);
    if (!reply.ok) throw new Error(`${call}: ${JSON.stringify(reply.problem)}`);
    return reply.value;
  }

  state = (): Promise<Json> => this.must('state.get');

  /** `verdict code` of what it was answered. */
  async scan(text: string): Promise<string> {
    const source = { kind: 'wedge', name: '' };
    const { verdict, problem } = await this.must('station.read', { text, source });
    return problem ? `${verdict} ${problem.code}` : verdict;
  }

  /** The codes on a file of the printer's tray. */
  async paper(file: string): Promise<string[]> {
    return this.#codesOf((await this.must('labels.read', { file })).base64);
  }

  async command(word: string): Promise<string> {
    const codes = await this.#codesOf((await this.must('commands.sheet')).base64);
    return codes.find((code) => code.includes(`.${word}.`)) ?? `no ${word} on the sheet`;
  }

  async card(tag: string): Promise<string> {
    const start = { groupId: right, tag, template, allocateTo: place };
    const [code] = await this.#codesOf((await this.must('commands.card', { start })).base64);
    return code ?? 'nothing on the card';
  }

  async #codesOf(base64: string): Promise<string[]> {
    await using folder = await tempFolder();
    const file = join(folder.path, 'paper.pdf');
    await writeFile(file, Buffer.from(base64, 'base64'));
    return (await readLabels(file)).codes;
  }

  /** Sends at once instead of when its time has come, until something is so. */
  async nudgedUntil(what: string, look: () => Promise<boolean>): Promise<void> {
    await until(
      what,
      async () => {
        await this.must('sync.now');
        return look();
      },
      { within: 90_000, every: 100 },
    );
  }
}
