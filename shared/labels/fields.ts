import type { LabelRecord } from '../models/label.ts';
import { fail, ok, type Result } from '../problems.ts';
import { dateText, isDateForm, isTimeForm, timeText } from './date-forms.ts';

/**
 * Texts of templates with fields of the record in them: `{name}`, with fallbacks `{batchTag|masterData.MAC|"none"}`
 * (the first that is not empty; a quoted text last, in which `""` is a quotation mark), `{date:YYYY-MM-DD}` and
 * `{time:HH:mm}` in forms of `date-forms.ts`, `{{` and `}}` for braces. What a field holds comes out as it is and is
 * never read as grammar.
 */

/** What a template may place, beside `masterData.<identifier>`. */
export const fieldNames = [
  'deviceSn',
  'groupId',
  'groupName',
  'batchTag',
  'description',
  'modelId',
  'operator',
  'station',
  'date',
  'time',
  'position',
] as const;
export type FieldName = (typeof fieldNames)[number];

const masterData = 'masterData.';

type Choice = { field: string; form: string | null } | { literal: string };
type Part = string | readonly Choice[];
/** A text that was read, ready to be filled for many records. */
export type FieldText = readonly Part[];

/** Texts of templates are few, and each is asked for with every label. */
const read = new Map<string, Result<FieldText>>();
const mostRead = 200;

/** Reads a template's text: `label-text-wrong` where it is no text of this grammar, `label-field-unknown`. */
export function parseFieldText(text: string): Result<FieldText> {
  let found = read.get(text);
  if (found) return found;
  if (read.size >= mostRead) read.clear();
  read.set(text, (found = readText(text)));
  return found;
}

function readText(text: string): Result<FieldText> {
  const parts: Part[] = [];
  let plain = '';
  let at = 0;
  const wrong = () => fail('label-text-wrong', { text, at: at + 1 });
  while (at < text.length) {
    const char = text[at] as string;
    if ((char === '{' || char === '}') && text[at + 1] === char) {
      plain += char;
      at += 2;
    } else if (char === '}') return wrong();
    else if (char === '{') {
      const end = endOfField(text, at + 1);
      if (end === null) return wrong();
      const choices = readChoices(text.slice(at + 1, end));
      if (choices === null) return wrong();
      const unknown = choices.find((choice) => 'field' in choice && !isField(choice.field));
      if (unknown && 'field' in unknown)
        return fail('label-field-unknown', { field: unknown.field });
      if (plain !== '') parts.push(plain);
      plain = '';
      parts.push(choices);
      at = end + 1;
    } else {
      plain += char;
      at++;
    }
  }
  if (plain !== '') parts.push(plain);
  return ok(parts);
}

/** Where the field that begins at `at` has its closing brace; quoted texts may hold braces. */
function endOfField(text: string, at: number): number | null {
  let quoted = false;
  for (let here = at; here < text.length; here++) {
    if (text[here] === '"') quoted = !quoted;
    else if (!quoted && text[here] === '{') return null;
    else if (!quoted && text[here] === '}') return here;
  }
  return null;
}

function readChoices(inner: string): Choice[] | null {
  const choices: Choice[] = [];
  let rest = inner;
  for (;;) {
    const literal = /^"((?:[^"]|"")*)"$/.exec(rest);
    if (literal) return [...choices, { literal: (literal[1] ?? '').replaceAll('""', '"') }];
    const bar = rest.indexOf('|');
    const choice = readField(bar < 0 ? rest : rest.slice(0, bar));
    if (choice === null) return null;
    choices.push(choice);
    if (bar < 0) return choices;
    rest = rest.slice(bar + 1);
  }
}

function readField(text: string): Choice | null {
  if (text === '' || text.includes('"')) return null;
  const dated = /^(date|time):(.+)$/.exec(text);
  if (!dated) return { field: text, form: null };
  const [, field = '', form = ''] = dated;
  return (field === 'date' ? isDateForm : isTimeForm)(form) ? { field, form } : null;
}

const isField = (name: string): boolean =>
  (fieldNames as readonly string[]).includes(name) ||
  (name.startsWith(masterData) && name.length > masterData.length);

/** A field of a record as it is; empty where the record has none. */
export function fieldOf(record: LabelRecord, name: string): string {
  if (name === 'deviceSn') return record.deviceSn;
  if (name === 'groupId') return record.groupId;
  const value = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
  return value ?? (name === 'groupName' ? record.title : '');
}

/** Puts a record's fields into a text; one that is empty and has no fallback leaves nothing. */
export const fillFieldText = (text: FieldText, record: LabelRecord): string =>
  text.map((part) => (typeof part === 'string' ? part : chosen(part, record))).join('');

function chosen(choices: readonly Choice[], record: LabelRecord): string {
  for (const choice of choices) {
    if ('literal' in choice) return choice.literal;
    const value = valueOf(choice, record);
    if (value !== '') return value;
  }
  return '';
}

function valueOf(choice: Exclude<Choice, { literal: string }>, record: LabelRecord): string {
  const value = fieldOf(record, choice.field);
  if (choice.form === null) return value;
  return (choice.field === 'date' ? dateText : timeText)(value, choice.form);
}

/** The first field that would leave nothing where something is needed, as in a code; null where all have a value. */
export function emptyField(text: FieldText, record: LabelRecord): string | null {
  for (const part of text) {
    if (typeof part === 'string' || chosen(part, record) !== '') continue;
    const [first] = part;
    return first && 'field' in first ? first.field : '';
  }
  return null;
}

/** Names of the fields that a text places, in order. */
export const fieldsIn = (text: FieldText): string[] =>
  text.flatMap((part) =>
    typeof part === 'string'
      ? []
      : part.flatMap((choice) => ('field' in choice ? [choice.field] : [])),
  );

/**
 * Reads and fills in one go. `label-field-empty` where a field has neither value nor fallback, if `whole` is asked
 * for: a code must never carry half of what it should say.
 */
export function fieldText(
  text: string,
  record: LabelRecord,
  whole: 'whole' | 'may be empty' = 'may be empty',
): Result<string> {
  const parsed = parseFieldText(text);
  if (!parsed.ok) return parsed;
  const empty = whole === 'whole' ? emptyField(parsed.value, record) : null;
  if (empty !== null) {
    return fail('label-field-empty', { field: empty, deviceSn: record.deviceSn });
  }
  return ok(fillFieldText(parsed.value, record));
}
