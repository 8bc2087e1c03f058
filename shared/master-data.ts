import type { MasterDatum, MasterValue } from './models/catalog.ts';

/**
 * What is wrong with a value for a master datum, as a part of a sentence, or null when it fits. `null`
 * and nothing are always allowed: whether a value is required is another question.
 * Dates are `YYYY-MM-DD` or an ISO 8601 time, as EnOS's samples write them.
 */
export function misfit(datum: MasterDatum, value: MasterValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  switch (datum.type) {
    case 'Integer':
      return Number.isSafeInteger(value) ? null : 'it must be a whole number';
    case 'Double':
      return Number.isFinite(value) ? null : 'it must be a number';
    case 'Boolean':
      return typeof value === 'boolean' ? null : 'it must be true or false';
    case 'Enum':
      return datum.items?.includes(String(value)) ? null : 'it must be one of its items';
    case 'Date':
      return typeof value === 'string' &&
        /^\d{4}-\d\d-\d\d/.test(value) &&
        !Number.isNaN(Date.parse(value))
        ? null
        : 'it must be a date';
    case 'StringI18n':
      return typeof value === 'object' ? null : 'it must be a text with translations';
    case 'String': {
      if (typeof value !== 'string') return 'it must be a text';
      const max = datum.maxLength ?? Number.POSITIVE_INFINITY;
      return [...value].length <= max ? null : `it has more than ${max} characters`;
    }
  }
}
