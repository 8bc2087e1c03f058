import { noCounts } from '../../../shared/import/counts.ts';
import type {
  ImportCounts,
  ImportGroup,
  ImportPlan,
  ImportSample,
  Remedy,
} from '../../../shared/models/import.ts';
import type { ProblemCode } from '../../../shared/problems.ts';
import type { Outcome } from './outcome.ts';

/** Samples of rows that are alike, and of rows that would become devices. */
const mostSamples = 5;
const mostShown = 20;
/** Different reasons that are told apart; what comes after them is counted with the last one. */
const mostGroups = 100;
const mostListed = 200;
/** Characters of a cell that are shown. */
const mostText = 120;

export function count(counts: ImportCounts, { kind, repairs }: Outcome): void {
  counts.rows++;
  counts[kind]++;
  if (repairs.length > 0) counts.repaired++;
}

/** Outcomes of rows, gathered into what a person reads before they let it happen. */
export interface Tally
  extends Pick<ImportPlan, 'counts' | 'repairs' | 'questions' | 'created' | 'changed'> {
  add(outcome: Outcome): void;
  groups(): ImportGroup[];
}

export function createTally(): Tally {
  const groups = new Map<string, ImportGroup>();
  const tally: Tally = {
    counts: noCounts(),
    repairs: [],
    questions: [],
    created: [],
    changed: [],
    groups: () => [...groups.values()].toSorted((a, b) => b.count - a.count),
    add(outcome) {
      count(tally.counts, outcome);
      for (const { row, column, before, after, whys } of outcome.repairs) {
        if (tally.repairs.length < mostListed) {
          tally.repairs.push({ row, column, before: cut(before), after, whys: [...whys] });
        }
      }
      switch (outcome.kind) {
        case 'create': {
          const { deviceSn, raw } = outcome.device;
          const sample = { row: outcome.row, column: '', text: cut(raw), deviceSn };
          if (tally.created.length < mostShown) tally.created.push(sample);
          return;
        }
        case 'update': {
          const { row, changes, acted } = outcome;
          if (tally.changed.length < mostShown) {
            tally.changed.push({ row, deviceSn: acted.deviceSn, changes });
          }
          return;
        }
        case 'unchanged':
        case 'repeated':
          return;
        case 'asked': {
          const { row, column, text, why, proposals } = outcome;
          if (tally.questions.length < mostListed) {
            tally.questions.push({
              row,
              column,
              text: cut(text),
              why,
              proposals: proposals.map((one) => ({ deviceSn: one.deviceSn, whys: one.whys })),
            });
          }
          gather(outcome);
          return;
        }
        default:
          gather(outcome);
      }
    },
  };

  function gather(
    outcome: Extract<Outcome, { kind: 'asked' | 'skipped' | 'conflict' | 'refused' }>,
  ) {
    const { kind } = outcome;
    const why = 'why' in outcome ? outcome.why : null;
    const problem = kind === 'conflict' || kind === 'refused' ? outcome.problem : null;
    const name = `${kind} ${why ?? problem?.code}`;
    const full = groups.size >= mostGroups ? [...groups.values()].at(-1) : undefined;
    let group = groups.get(name) ?? full;
    if (!group) {
      group = { kind, problem, why, remedy: remedyOf(outcome), count: 0, samples: [] };
      groups.set(name, group);
    }
    group.count++;
    if (group.samples.length < mostSamples) group.samples.push(sampleOf(outcome));
  }
  return tally;
}

function sampleOf(outcome: Outcome): ImportSample {
  const { row } = outcome;
  const told = 'text' in outcome ? outcome : { column: '', text: '' };
  const deviceSn = 'deviceSn' in outcome ? outcome.deviceSn : null;
  return { row, column: told.column, text: cut(told.text), deviceSn };
}

const cut = (text: string): string =>
  text.length > mostText ? `${text.slice(0, mostText - 1)}…` : text;

const remedyOfCode: Partial<Record<ProblemCode, Remedy>> = {
  'master-data-missing': 'fill-in',
  'read-data-missing': 'fill-in',
  'import-half-target': 'fill-in',
  'import-other-group': 'other-group',
  'wrong-group': 'other-group',
  'batch-target-reached': 'batch-full',
};

/** What helps against it. */
function remedyOf(
  outcome: Extract<Outcome, { kind: 'asked' | 'skipped' | 'conflict' | 'refused' }>,
): Remedy | null {
  switch (outcome.kind) {
    case 'skipped':
      return null;
    case 'asked':
      return outcome.proposals.length > 0 ? 'decide' : 'ask-supplier';
    case 'conflict':
      return outcome.problem.code === 'import-twice' ? 'mend-row' : 'settle-device';
    case 'refused':
      return remedyOfCode[outcome.problem.code] ?? 'mend-row';
  }
}
