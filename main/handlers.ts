import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { templateInfos } from '../shared/labels/templates.ts';
import { operationStates } from '../shared/models/operation.ts';
import { fail, ok, type Result } from '../shared/problems.ts';
import type { AppParts } from './app.ts';
import { readCatalog } from './catalog/catalog.ts';
import { importCatalog } from './catalog/import.ts';
import { connectCloud } from './cloud-link.ts';
import type { Handlers } from './dispatch.ts';
import { safeName } from './labels/label-folder.ts';
import { makePdf } from './labels/print-job.ts';
import { secretNames } from './security/vault.ts';
import { mostScanners } from './settings.ts';
import { makeState } from './state.ts';
import { listBatches } from './store/batches.ts';
import { listDevices } from './store/devices.ts';
import { diskProblem } from './store/disk-problem.ts';
import { examine } from './store/doctor.ts';
import { writeFileWhole } from './store/files.ts';
import { listOperations, operationBySeq, parkedKeys } from './store/operations.ts';

/** What stands behind each row of the contract: mostly one line that leads to the right room. */
export function makeHandlers(parts: AppParts): Handlers {
  const { world, store, vault, settings, station, batches, sync } = parts;
  const { db } = store;
  const now = () => world.clock.now();
  const demo = () => world.demo;
  const noDemo = fail('demo-unavailable', { detail: 'this host has no demo line' });

  const nudged = <T>(result: Result<T>): Result<T> => {
    if (result.ok) {
      parts.changed();
      sync.nudge();
    }
    return result;
  };

  return {
    'state.get': () => ok(makeState(parts)),
    'station.read': ({ text, source }) => ok(station.receive(text, source)),

    'batches.start': (input) => batches.start(input),
    'batches.pause': () => batches.move('paused'),
    'batches.resume': () => batches.move('open'),
    'batches.finish': () => batches.move('finished'),
    'batches.list': ({ limit }) => ok({ items: listBatches(db, limit) }),

    'devices.list'(query) {
      const { items, total } = listDevices(db, query);
      const next = items.length === query.limit ? (items.at(-1)?.id ?? null) : null;
      return ok({ items, total, next });
    },

    'catalog.get': () => ok(readCatalog(db, (groupId) => vault.holds(secretNames.group(groupId)))),
    'catalog.import'({ text }) {
      const imported = importCatalog(store, vault, text);
      station.forget();
      parts.changed();
      return imported;
    },
    'catalog.pull': () => sync.pull(),

    'labels.templates': () => ok({ items: templateInfos() }),
    async 'labels.print'(job) {
      const made = await makePdf(store, parts.printer, job);
      if (!made.ok) return made;
      const name = safeName(job.batchTag ?? job.groupId);
      const file = `print-${name}-${parts.newId().slice(0, 13)}.pdf`;
      try {
        mkdirSync(parts.labelFolder.path, { recursive: true, mode: 0o700 });
        writeFileWhole(join(parts.labelFolder.path, file), made.value.pdf);
      } catch (error) {
        return { ok: false, problem: diskProblem(error, store.folder) };
      }
      return ok({ file, labels: made.value.labels });
    },
    'labels.files': () => ok({ items: parts.labelFolder.list() }),
    'labels.read'({ file }) {
      const read = parts.labelFolder.read(file);
      return read.ok ? ok({ base64: Buffer.from(read.value).toString('base64') }) : read;
    },

    'sync.operations'({ states = [...operationStates], after = 0, limit }) {
      const items = listOperations(db, { states, after, limit });
      return ok({ items, next: items.length === limit ? (items.at(-1)?.seq ?? null) : null });
    },
    'sync.now'() {
      sync.now();
      return ok({});
    },
    'sync.retry'({ seq }) {
      const keys = parkedKeys(db, seq);
      if (seq !== undefined && keys.length === 0) return fail('operation-not-parked');
      if (keys.length === 0) return ok({ retried: 0 });
      const retried = store.commit({ type: 'operations-retried', at: now(), keys });
      return nudged(retried.ok ? ok({ retried: keys.length }) : retried);
    },
    'sync.discard'({ seq, reason }) {
      const found = operationBySeq(db, seq);
      if (!found) return fail('operation-unknown');
      if (found.state !== 'parked') return fail('operation-not-parked');
      const { key } = found;
      return nudged(store.commit({ type: 'operation-discarded', at: now(), key, reason }));
    },

    'cloud.connect': (input) => connectCloud(parts, input),
    'cloud.disconnect'() {
      settings.change({ cloud: null });
      sync.relink();
      parts.changed();
      return ok({});
    },

    'scanners.ports': async () => ok({ items: await world.ports.list() }),
    'scanners.add'(input) {
      const { scanners } = settings.get();
      if (scanners.length >= mostScanners) {
        return fail('bad-input', { detail: `a station has at most ${mostScanners} scanners` });
      }
      if (scanners.some(({ path }) => path === input.path)) {
        return fail('bad-input', { detail: `${input.path} is there already` });
      }
      const scanner = { ...input, id: parts.newId() };
      settings.change({ scanners: [...scanners, scanner] });
      parts.intake.use(settings.get().scanners);
      return ok(scanner);
    },
    'scanners.remove'({ id }) {
      const { scanners } = settings.get();
      const left = scanners.filter((scanner) => scanner.id !== id);
      if (left.length === scanners.length) return fail('scanner-unknown');
      settings.change({ scanners: left });
      parts.intake.use(left);
      return ok({});
    },

    'preferences.set'(change) {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const preferences = { ...settings.get().preferences, ...Object.fromEntries(given) };
      settings.change({ preferences });
      parts.changed();
      return ok(preferences);
    },
    'vault.unlock': ({ passphrase }) => nudged(vault.unlock(passphrase)),

    'doctor.run': async () => ok({ checks: await examine(store) }),

    'demo.start': () => demo()?.start() ?? noDemo,
    'demo.leave': () => demo()?.leave() ?? noDemo,
    'demo.set': (change) => demo()?.set(change) ?? noDemo,
    'demo.scan': ({ kind }) => demo()?.scan(kind) ?? noDemo,
  };
}
