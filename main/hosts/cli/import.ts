import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { describeIssues } from '../../../shared/describe-issues.ts';
import { notTaken } from '../../../shared/import/counts.ts';
import { asPlanned } from '../../../shared/import/deed.ts';
import { type Mapping, mappingSchema } from '../../../shared/import/mapping/mapping.ts';
import { delimiters, encodings, type SourceChoice } from '../../../shared/import/source.ts';
import type { ImportDeed, ImportInfo, ImportPlan } from '../../../shared/models/import.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import type { App } from '../../app.ts';
import { batchByTag } from '../../store/batches.ts';
import {
  misuse,
  options,
  print,
  type Status,
  targetOf,
  tell,
  unwrap,
  withStation,
} from './command.ts';
import { by } from './person.ts';

const use =
  'import FILE --group G [--map M.json] [--batch TAG] [--allocate-to ENV/OU] [--encoding E] [--delimiter D] ' +
  '[--sheet S] [--heading ROW|none] [--dry-run] [--rejects F.csv] [--yes]; import --undo ID; import --list';

/** How often somebody who looks on is told, in milliseconds. */
const toldEvery = 500;

const mapFileSchema = z.union([mappingSchema, z.object({ columns: mappingSchema })]);

/**
 * `import FILE`: what would happen is printed as one object; then, unless it is only a trial, it happens. Without `--yes` a person
 * is asked. An import that a crash left half done goes on where it was. Status 1: rows were not taken.
 */
export async function importCommand(args: string[]): Promise<Status> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = options(
    args,
    {
      group: text,
      map: text,
      batch: text,
      'allocate-to': text,
      encoding: text,
      delimiter: text,
      sheet: text,
      heading: text,
      rejects: text,
      undo: text,
      list: flag,
      'dry-run': flag,
      yes: flag,
    },
    true,
  );
  const [file, ...more] = positionals;
  if (more.length > 0) misuse(use);
  if (values.list) return listCommand(values.data);
  if (values.undo !== undefined) return undoCommand(values.data, values.undo);
  const { group: groupId, batch: tag, rejects } = values;
  if (file === undefined || groupId === undefined) misuse(use);
  const choice = choiceOf(values);
  const allocateTo = targetOf(values['allocate-to']);
  const given = values.map === undefined ? null : unwrap(await mapOf(values.map));

  return withStation(values.data, async (app) => {
    const { importer, store } = app.parts;
    const batch = tag === undefined ? null : batchByTag(store.db, groupId, tag);
    if (tag !== undefined && !batch) unwrap(fail('batch-unknown'));
    const finish = async (
      done: string,
      info: ImportInfo | null,
      plan: ImportPlan | null,
    ): Promise<Status> => {
      const left = rejects === undefined ? null : await importer.refused(done, resolve(rejects));
      if (left) print({ rejects: unwrap(left).path, rows: unwrap(left).rows });
      const deed = info && unwrap(await importer.get(done)).deed;
      if (info)
        print({ import: done, state: info.state, counts: info.counts, ...(deed && { deed }) });
      if (deed && !asPlanned(deed)) tell(`Not all came as planned: ${otherwise(deed)}.`);
      const counts = info?.counts ?? plan?.counts;
      return (counts && notTaken(counts) > 0) || plan?.broken ? 1 : 0;
    };
    const path = resolve(file);
    const { id } = unwrap(await importer.take(path, basename(path), by));
    const half = unwrap(await importer.goOn(id, groupId));
    if (half !== null) {
      if (unwrap(await importer.get(half)).info.state === 'paused') {
        unwrap(await importer.move(half, 'resume', by));
      }
      print({ import: half, goesOn: true });
      return finish(half, await ended(app, half), null);
    }
    const look = unwrap(await importer.look(id, { choice, groupId }));
    const mapping = given ?? look.mapping;
    const batchId = batch?.id ?? null;
    unwrap(importer.plan(id, { groupId, choice, mapping, batchId, allocateTo, answers: [] }));
    const plan = await planned(app, id);
    print({ import: id, dryRun: values['dry-run'] === true, ...shortOf(plan) });
    if (values['dry-run']) {
      const status = await finish(id, null, plan);
      importer.drop(id);
      return status;
    }
    if (!values.yes && !(await agreed(plan))) {
      importer.drop(id);
      return 1;
    }
    const begun = unwrap(await importer.start(id, 'admin', by));
    return finish(begun.id, await ended(app, begun.id), plan);
  });
}

function choiceOf(values: {
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  heading?: string;
}): SourceChoice {
  const encoding = encodings.find((each) => each === values.encoding);
  if (values.encoding !== undefined && !encoding)
    misuse(`--encoding takes ${encodings.join(', ')}`);
  const sign = values.delimiter === 'tab' ? '\t' : values.delimiter;
  const delimiter = delimiters.find((each) => each === sign);
  if (sign !== undefined && !delimiter) misuse('--delimiter takes , ; | or tab');
  const { heading } = values;
  const row = heading === 'none' ? 0 : Number(heading);
  if (heading !== undefined && heading !== 'none' && !(Number.isInteger(row) && row > 0)) {
    misuse('--heading takes the number of a row, or none');
  }
  return {
    ...(encoding ? { encoding } : {}),
    ...(heading === undefined ? {} : { heading: row }),
    ...(delimiter ? { delimiter } : {}),
    ...(values.sheet === undefined ? {} : { sheet: values.sheet }),
  };
}

async function mapOf(file: string): Promise<Result<Mapping>> {
  try {
    const read = mapFileSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (!read.success) {
      return fail('import-map-unreadable', { file, detail: describeIssues(read.error) });
    }
    return ok(Array.isArray(read.data) ? read.data : read.data.columns);
  } catch (error) {
    const { code } = error as { code?: string };
    return fail('import-map-unreadable', { file, detail: code ?? 'it is no JSON' });
  }
}

async function planned({ parts: { importer } }: App, id: string): Promise<ImportPlan> {
  await importer.settled();
  const { info, plan } = unwrap(await importer.get(id));
  if (info.problem) unwrap({ ok: false, problem: info.problem });
  return plan ?? unwrap(fail('import-unknown'));
}

/** A person who sits there is shown how far it is. */
async function ended({ parts: { importer } }: App, id: string): Promise<ImportInfo> {
  const timer = process.stderr.isTTY
    ? setInterval(async () => {
        const now = await importer.get(id);
        if (now.ok) process.stderr.write(`\r${progress(now.value.info)} `);
      }, toldEvery)
    : null;
  await importer.settled();
  if (timer) {
    clearInterval(timer);
    process.stderr.write('\n');
  }
  const { info } = unwrap(await importer.get(id));
  if (info.problem) unwrap({ ok: false, problem: info.problem });
  return info;
}

const progress = ({ counts, total, rate, secondsLeft }: ImportInfo): string =>
  [
    `${counts.rows}${total === null ? '' : ` of ${total}`} rows`,
    ...(rate === null ? [] : [`${Math.round(rate)} rows/s`]),
    ...(secondsLeft === null ? [] : [`${secondsLeft} s left`]),
  ].join(', ');

/** Each kind of row whose number is another one, and the reasons. */
const otherwise = ({ kinds, notReached, differences }: ImportDeed): string =>
  [
    ...kinds
      .filter((each) => each.planned !== each.came)
      .map((each) => `${each.kind} ${each.planned} planned, ${each.came} came`),
    ...(notReached > 0 ? [`${notReached} not reached`] : []),
    ...differences
      .slice(0, 5)
      .map(
        ({ planned: was, came, count, rows, problem, why }) =>
          `${count} of ${was} became ${came} (row ${rows.join(', ')}): ` +
          (problem?.message ?? why ?? 'it changed here meanwhile'),
      ),
  ].join('; ');

/** The plan without what fills pages. */
const shortOf = ({
  counts,
  groups,
  repairs,
  questions,
  broken,
  options: chosen,
  ...rest
}: ImportPlan) => ({
  counts,
  groups,
  repairs: repairs.slice(0, 20),
  questions: questions.slice(0, 20),
  merged: rest.merged,
  broken,
  mapping: chosen.mapping,
  sha256: rest.sha256,
  approval: rest.approval,
});

/** Asks whoever sits there; nobody does where the input is no terminal, and that is wrong usage. */
function agreed({ counts }: ImportPlan): Promise<boolean> {
  if (!process.stdin.isTTY) misuse('--yes is needed where nobody can be asked');
  const { create, update } = counts;
  tell(`${create} new, ${update} changed, ${notTaken(counts)} not taken. Let it in? [y/N]`);
  return new Promise((answered) => {
    process.stdin.once('data', (answer) => {
      process.stdin.pause();
      answered(/^y(?:es)?$/i.test(String(answer).trim()));
    });
  });
}

function listCommand(data: string | undefined): Promise<Status> {
  return withStation(data, async ({ parts: { importer } }) => {
    for (const info of importer.list(200)) print(info);
    return 0;
  });
}

function undoCommand(data: string | undefined, id: string): Promise<Status> {
  return withStation(data, async (app) => {
    unwrap(await app.parts.importer.move(id, 'undo', by));
    const { state, undone, left } = await ended(app, id);
    print({ import: id, state, undone, left });
    return left > 0 ? 1 : 0;
  });
}
