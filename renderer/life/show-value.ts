import type { MasterValue } from '../../shared/models/catalog.ts';

/** A value of master data as a reader sees it; nothing is a dash. */
export function showValue(value: MasterValue | undefined, language = ''): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value !== 'object') return String(value);
  const { defaultValue, i18nValue } = value;
  // EnOS writes locales as `zh_CN`, browsers as `zh-CN`.
  return i18nValue?.[language.replace('-', '_')] ?? i18nValue?.[language] ?? defaultValue;
}
