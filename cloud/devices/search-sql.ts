import type { Condition, Expression, Literal } from '../../shared/fql/expression.ts';
import { refusals } from '../http/envelope.ts';

/** Values of a query on their way to PostgreSQL: never inside its text. */
export class Parameters {
  readonly values: unknown[] = [];
  /** @returns the placeholder. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** Fields that search knows and their columns. */
const fields: Record<string, { sql: string; type: 'text' | 'numeric' }> = {
  sn: { sql: 'device.sn', type: 'text' },
  groupId: { sql: 'device.group_id', type: 'text' },
  regionId: { sql: 'device.region_id', type: 'text' },
  orgId: { sql: 'device.target_org_id', type: 'text' },
  productKey: { sql: 'device.product_key', type: 'text' },
  status: { sql: 'device.current_status', type: 'text' },
  batchOrder: { sql: 'device.batch_order', type: 'numeric' },
  createTime: { sql: 'device.create_time', type: 'numeric' },
  'deviceData.deviceSn': { sql: 'device.device_sn', type: 'text' },
  'deviceData.assetId': { sql: 'device.asset_id', type: 'text' },
};

/**
 * Turns a search expression into a condition on `device`. Fields are looked up in a closed table,
 * values become parameters.
 * @throws EnosError 99400 for a field or comparison that search does not know.
 */
export function conditionOf(expression: Expression, parameters: Parameters): string {
  if ('terms' in expression) {
    const terms = expression.terms.map((term) => conditionOf(term, parameters));
    return `(${terms.join(` ${expression.kind} `)})`;
  }
  const { field } = expression;
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (known) return test(expression, known.sql, known.type, parameters);
  if (!field.startsWith('deviceData.')) {
    throw refusals.invalid('expression', `${field} is not a field of search`);
  }
  if (field !== 'deviceData.*') {
    const name = parameters.add(field.slice('deviceData.'.length), 'text');
    return test(expression, textOf(`(device.device_data -> ${name})`), 'text', parameters);
  }
  if (expression.kind === 'null') {
    return expression.isNull ? `device.device_data = '{}'` : `device.device_data <> '{}'`;
  }
  return `(${test(expression, 'device.device_sn', 'text', parameters)} or exists (
    select 1 from jsonb_each(device.device_data) as datum
    where ${test(expression, textOf('datum.value'), 'text', parameters)}))`;
}

/** A value of master data as text; of a text with translations its default. */
const textOf = (json: string): string => `coalesce(${json} #>> '{defaultValue}', ${json} #>> '{}')`;

function test(
  expression: Condition,
  sql: string,
  type: 'text' | 'numeric',
  parameters: Parameters,
): string {
  switch (expression.kind) {
    case 'null':
      return `${sql} is ${expression.isNull ? '' : 'not '}null`;
    case 'in':
      return `${sql} = any(${parameters.add(
        expression.values.map((value) => valueFor(value, type)),
        `${typeFor(expression.values, type)}[]`,
      )})`;
    case 'like':
      if (type !== 'text') throw refusals.invalid('expression', 'LIKE needs a text');
      return `${sql} like ${parameters.add(valueFor(expression.pattern, type), 'text')}`;
    case 'compare': {
      const operator = expression.operator === '!=' ? '<>' : expression.operator;
      const cast = typeFor([expression.value], type);
      return `${sql} ${operator} ${parameters.add(valueFor(expression.value, type), cast)}`;
    }
  }
}

/** bigint where that is enough: a numeric comparison would not use the index. */
function typeFor(values: readonly Literal[], type: 'text' | 'numeric'): string {
  if (type === 'text') return 'text';
  return values.every((value) => Number.isSafeInteger(Number(value))) ? 'bigint' : 'numeric';
}

function valueFor(value: Literal, type: 'text' | 'numeric'): string {
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
    throw refusals.invalid('expression', 'a text in it cannot be searched for');
  }
  if (type === 'text') return String(value);
  const number = typeof value === 'boolean' || value === '' ? Number.NaN : Number(value);
  if (Number.isFinite(number)) return String(number);
  throw refusals.invalid('expression', `${value} is not a number`);
}
