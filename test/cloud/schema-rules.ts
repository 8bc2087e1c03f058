/**
 * What a step of the schema may do while instances of the version before are running: it only adds,
 * and keeps nobody waiting. Everything else takes two releases: one that stops using a thing, and a
 * later one that takes it away.
 */

/** Tables so small that an index on them is made before anybody notices that writing waits. */
const small = new Set(['ou', 'app', 'catalog_item', 'station']);

/** @returns what is wrong with a step, a line each. */
export function faultsOf(step: string): string[] {
  const made = new Set<string>();
  return statementsOf(step).flatMap((statement) => {
    const table = /^create table (\w+)/.exec(statement);
    if (table) {
      made.add(table[1] as string);
      return [];
    }
    if (statement.startsWith('create sequence ')) return [];
    // Less is refused than before; the version before refuses it by itself.
    if (/^alter table \w+ drop constraint \w+_check$/.test(statement)) return [];
    const index = /^create (unique )?index \w+ on (\w+)/.exec(statement);
    if (index) {
      const on = index[2] as string;
      if (made.has(on)) return [];
      if (index[1]) return [`the version before may write what is not unique: ${statement}`];
      return small.has(on) ? [] : [`writers wait until the index is made: ${statement}`];
    }
    const column = /^alter table (\w+) add column \w+ (.*)$/.exec(statement);
    if (column && made.has(column[1] as string)) return [];
    if (column) return columnFaults(statement, column[2] as string);
    return [`the version before may rely on what this changes: ${statement}`];
  });
}

function columnFaults(statement: string, definition: string): string[] {
  const constant = /\bdefault (?:-?\d+|'[^']*'|true|false)(?: not null)?$/;
  if (/\b(unique|primary key|references|check|generated)\b/.test(definition)) {
    return [`the version before does not keep this: ${statement}`];
  }
  if (/\bdefault\b/.test(definition) && !constant.test(definition)) {
    return [`every row is written anew: ${statement}`];
  }
  if (/\bnot null\b/.test(definition) && !constant.test(definition)) {
    return [`the version before gives it no value: ${statement}`];
  }
  return [];
}

const statementsOf = (step: string): string[] =>
  step
    .replace(/--[^\n]*/g, '')
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim().toLowerCase())
    .filter((statement) => statement !== '');
