import { resolve } from 'node:path';
import { english } from '../../../resources/languages/english.ts';
import { inGroups } from '../../../shared/certificate/certificate.ts';
import { fill } from '../../../shared/fill.ts';
import { type AuditAct, type AuditFilter, auditActs } from '../../../shared/models/audit.ts';
import { auditFile } from '../../security/audit-export.ts';
import { checkAuditFile } from '../../security/audit-file.ts';
import { listAudit } from '../../store/audit.ts';
import { checkAudit } from '../../store/audit-check.ts';
import { openWhole } from '../../store/files.ts';
import {
  misuse,
  options,
  print,
  type Status,
  taken,
  unwrap,
  wholeNumber,
  withStation,
} from './command.ts';
import { by as account } from './person.ts';
import { isFile } from './read-text.ts';
import { timeOf } from './time-of.ts';
import { unwritable } from './write-out.ts';

/** Entries in one page of the listing. */
const page = 500;

const usage =
  'audit [--search TEXT] [--by TEXT] [--unit SN] [--what ACT] [--from TIME] [--to TIME] [--limit N], audit verify [--against FILE], ' +
  'or audit export --out FILE [--after N]';

/** `audit`, `audit verify`, `audit export`. */
export async function auditCommand(args: string[]): Promise<Status> {
  const [verb, ...more] = args;
  if (verb === 'verify') return verifyLog(more);
  if (verb === 'export') return exportLog(more);
  return list(args);
}

const isAct = (text: string): text is AuditAct => (auditActs as readonly string[]).includes(text);

/** Newest first, one object an entry. */
async function list(args: string[]): Promise<Status> {
  const text = { type: 'string' } as const;
  const { values } = options(args, {
    search: text,
    by: text,
    unit: text,
    what: text,
    from: text,
    to: text,
    limit: text,
  });
  const { search, by, unit, what } = values;
  if (what !== undefined && !isAct(what)) misuse(`--what takes one of ${auditActs.join(', ')}`);
  const filter: AuditFilter = {
    search,
    by,
    unit,
    what,
    from: timeOf(values.from, '--from'),
    to: timeOf(values.to, '--to'),
  };
  let left = wholeNumber(values.limit, 'limit') ?? Number.POSITIVE_INFINITY;
  return withStation(values.data, async ({ parts }) => {
    let before: number | undefined;
    while (left > 0) {
      const { items, next } = listAudit(parts.store.db, {
        ...filter,
        before,
        limit: Math.min(page, left),
      });
      for (const entry of items) print(entry);
      left -= items.length;
      await taken();
      if (next === null) break;
      before = next;
    }
    return 0;
  });
}

/** `verify audit FILE [--fingerprint F]`: 0 sound, 1 not; needs no station. */
export async function verifyAuditFile(file: string, fingerprint?: string): Promise<Status> {
  const found = await checkedFile(file, fingerprint);
  if (found.sound) {
    const { head, entries } = found;
    print({ sound: true, ...head, entries, fingerprint: inGroups(found.fingerprint) });
    return 0;
  }
  print({
    ...found,
    message: fill(english.screen[`auditFile.${found.why}`], {
      line: found.line,
      detail: found.detail,
    }),
  });
  return 1;
}

async function checkedFile(file: string, fingerprint?: string) {
  const path = resolve(file);
  unwrap(isFile(path));
  return checkAuditFile(path, fingerprint);
}

/** One object; 1 when the log is not as it was written. */
async function verifyLog(args: string[]): Promise<Status> {
  const { values } = options(args, { against: { type: 'string' } });
  return withStation(values.data, async ({ parts: { store } }) => {
    const known = [];
    if (values.against !== undefined) {
      const file = await checkedFile(values.against);
      if (!file.sound)
        misuse(`--against takes a sound export of this log, and this one is not (${file.why})`);
      if (file.head.stationId !== store.identity.stationId)
        misuse('--against is of another station');
      known.push(file.head.end);
    }
    const found = await checkAudit(store, known);
    print(found);
    return found.sound ? 0 : 1;
  });
}

/** One object; the file is there whole or not at all. */
async function exportLog(args: string[]): Promise<Status> {
  const { values } = options(args, { out: { type: 'string' }, after: { type: 'string' } });
  const { out } = values;
  if (out === undefined) misuse(usage);
  const after = wholeNumber(values.after, 'after') ?? 0;
  return withStation(values.data, async ({ parts }) => {
    const { store, vault, settings, audit } = parts;
    const path = resolve(out);
    unwrap(vault.ready());
    unwrap(audit('audit-exported', path, account));
    const station = settings.get().preferences.stationName;
    const { head, fingerprint, pieces } = unwrap(
      auditFile({ store, vault, station, now: Date.now() }, after),
    );
    await writePieces(path, pieces);
    print({
      file: path,
      entries: head.end.n - head.after,
      head: head.end,
      fingerprint: inGroups(fingerprint),
    });
    return 0;
  });
}

async function writePieces(path: string, pieces: AsyncIterable<string>): Promise<void> {
  try {
    const file = openWhole(path);
    try {
      for await (const piece of pieces) file.write(Buffer.from(piece));
      file.commit();
    } finally {
      file.drop();
    }
  } catch (error) {
    unwritable(path, error);
  }
}
