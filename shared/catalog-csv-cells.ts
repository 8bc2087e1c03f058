import type { MasterDataColumn } from './catalog-csv.ts';
import { type MasterDatum, type MasterValue, masterDataTypes } from './models/catalog.ts';

/** Single cells of a master data file: a field as text, and back. */

export type ReadCell = { ok: true; value: unknown } | { ok: false; why: string };

/** An absent field is an empty cell; so is an empty text as default, which a cell cannot tell apart. */
export function writeCells(datum: MasterDatum): Record<MasterDataColumn, string> {
  const tags = Object.entries(datum.tags).map(
    ([key, value]) => `${escaped(key)}=${escaped(value)}`,
  );
  return {
    identifier: datum.identifier,
    name: datum.name,
    type: datum.type,
    required: datum.required ? 'true' : 'false',
    default: valueText(datum.default ?? null),
    maxLength: datum.maxLength === undefined ? '' : String(datum.maxLength),
    items: (datum.items ?? []).map(escaped).join('|'),
    unit: datum.unit ?? '',
    tags: tags.join('|'),
    description: datum.description,
  };
}

/** `type` is the text of the same line's type: it decides what its default is. */
export function readCell(column: MasterDataColumn, text: string, type: string): ReadCell {
  // Blanks at the edges of texts are kept: they may be meant.
  const word = text.trim();
  if (word === '' && column !== 'name' && column !== 'identifier' && column !== 'type')
    return value();
  switch (column) {
    case 'type':
      return value(typeOf(word) ?? word);
    case 'required':
      return yesOrNo(word);
    case 'default':
      return readDefault(text, word, typeOf(type.trim()));
    case 'maxLength':
      return /^\d{1,9}$/.test(word) ? value(Number(word)) : wrong('it is not a whole number');
    case 'items':
      return value(split(text, '|').map(unescaped));
    case 'tags':
      return readTags(text);
    default:
      return value(text);
  }
}

const value = (found?: unknown): ReadCell => ({ ok: true, value: found });
const wrong = (why: string): ReadCell => ({ ok: false, why });

/** In any case: EnOS itself writes StringI18N and StringI18n. */
const typeOf = (word: string) =>
  masterDataTypes.find((each) => each.toLowerCase() === word.toLowerCase());

function yesOrNo(word: string): ReadCell {
  if (/^(true|yes|1)$/i.test(word)) return value(true);
  if (/^(false|no|0)$/i.test(word)) return value(false);
  return wrong('it must be true or false');
}

function valueText(of: MasterValue): string {
  if (of === null) return '';
  if (typeof of !== 'object') return String(of);
  // Only the plain text, where that is all there is and cannot be taken for more.
  const plain =
    !of.i18nValue && !of.defaultValue.trimStart().startsWith('{') && of.defaultValue.trim() !== '';
  return plain ? of.defaultValue : JSON.stringify(of);
}

function readDefault(text: string, word: string, type: MasterDatum['type'] | undefined): ReadCell {
  switch (type) {
    case 'Integer':
    case 'Double': {
      const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word) ? Number(word) : Number.NaN;
      return Number.isFinite(number) ? value(number) : wrong('it is not a number');
    }
    case 'Boolean':
      return yesOrNo(word);
    case 'StringI18n':
      return word.startsWith('{') ? readJson(word) : value({ defaultValue: text });
    default:
      return value(text);
  }
}

function readJson(text: string): ReadCell {
  try {
    return value(JSON.parse(text));
  } catch {
    return wrong('it begins as JSON and is none');
  }
}

function readTags(text: string): ReadCell {
  const tags: [string, string][] = [];
  for (const part of split(text, '|')) {
    const [key = '', ...rest] = split(part, '=');
    if (rest.length === 0 || key === '') return wrong(`"${part.slice(0, 64)}" is not key=value`);
    tags.push([unescaped(key), unescaped(rest.join('='))]);
  }
  return value(Object.fromEntries(tags));
}

/** A backslash keeps what separates. */
const escaped = (text: string): string => text.replace(/[\\|=]/g, '\\$&');
const unescaped = (text: string): string => text.replace(/\\([\\|=])/g, '$1');

/** Cuts at each separator that has no backslash before it; escapes stay. */
function split(text: string, separator: string): string[] {
  if (!text.includes('\\')) return text.split(separator);
  const parts: string[] = [''];
  for (const piece of text.match(/\\[\\|=]|[\s\S]/gu) ?? []) {
    if (piece === separator) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}
