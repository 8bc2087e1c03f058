import { type Series, seriesSchema } from '../../shared/models/series.ts';
import { type CompiledSeries, compileSeries } from '../../shared/serial/series/compile.ts';
import { must } from '../support/must.ts';

export const group = { groupId: 'INV5K1', modelId: 'K5' };

export const series = (
  parts: Series['parts'],
  rest: Omit<Partial<Series>, 'counter'> & { counter?: Partial<Series['counter']> } = {},
): Series => seriesSchema.parse({ ...rest, parts, counter: { width: 4, ...rest.counter } });

export const compiled = (...args: Parameters<typeof series>): CompiledSeries =>
  must(compileSeries(series(...args), group));

export const text = (value: string) => ({ kind: 'text', text: value }) as const;
export const date = (form: 'YYYY' | 'YY' | 'Y' | 'MM' | 'M' | 'DD' | 'D' | 'WW' | 'DDD') =>
  ({ kind: 'date', form }) as const;
export const counter = { kind: 'counter' } as const;
export const batch = { kind: 'batch' } as const;

export const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
