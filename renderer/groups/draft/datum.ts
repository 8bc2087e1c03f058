import { builtInMasterData, type MasterDatum } from '../../../shared/models/catalog.ts';
import { type DefaultDraft, defaultFault, defaultOf, typedDefault } from './default-value.ts';
import {
  collect,
  type Fault,
  type Faults,
  neededText,
  tooLong,
  tooMany,
  wholeNumber,
} from './faults.ts';
import { blankTexts, type Texts, textFaults, textsBody, textsOf } from './texts.ts';

/** As many as an Enum has. */
const mostItems = 1000;

/** A master datum as it is typed. What its type has no use for stays typed, and is not saved. */
export interface DatumDraft extends Texts, DefaultDraft {
  identifier: string;
  /** True for one that is saved already: devices know it by this identifier. */
  made: boolean;
  type: MasterDatum['type'];
  required: boolean;
  unit: string;
  maxLength: string;
  /** One a line. */
  items: string;
  tags: Record<string, string>;
}

export const blankDatum = (): DatumDraft => ({
  ...blankTexts(),
  identifier: '',
  made: false,
  type: 'String',
  required: false,
  default: '',
  defaultIn: {},
  unit: '',
  maxLength: '',
  items: '',
  tags: {},
});

export const datumDraft = (datum: MasterDatum, made = true): DatumDraft => ({
  ...textsOf(datum),
  ...typedDefault(datum.default),
  identifier: datum.identifier,
  made,
  type: datum.type,
  required: datum.required,
  unit: datum.unit ?? '',
  maxLength: datum.maxLength === undefined ? '' : String(datum.maxLength),
  items: (datum.items ?? []).join('\n'),
  tags: datum.tags,
});

export function datumBody(draft: DatumDraft): MasterDatum {
  const { type, required, tags } = draft;
  const value = defaultOf(type, draft);
  return {
    ...textsBody(draft),
    identifier: draft.identifier.trim(),
    type,
    required,
    tags,
    ...(value !== undefined && { default: value }),
    ...(draft.unit.trim() !== '' && { unit: draft.unit.trim() }),
    ...(type === 'String' &&
      draft.maxLength.trim() !== '' && { maxLength: Number(draft.maxLength) }),
    ...(type === 'Enum' && { items: itemsOf(draft) }),
  };
}

const builtIn = new Set<string>(builtInMasterData.map(({ identifier }) => identifier));

/** `taken`: identifiers that others have already. */
export function datumFaults(draft: DatumDraft, taken: (identifier: string) => boolean): Faults {
  const identifier = draft.identifier.trim();
  return {
    ...textFaults(draft),
    ...collect({
      identifier:
        neededText(identifier) ??
        (builtIn.has(identifier) ? { code: 'builtIn' } : null) ??
        (taken(identifier) ? { code: 'taken' } : null),
      unit: tooLong(draft.unit, 32),
      maxLength: draft.type === 'String' ? wholeNumber(draft.maxLength, 1, 4096) : null,
      items: draft.type === 'Enum' ? itemsFault(itemsOf(draft)) : null,
      default: defaultFault(datumBody({ ...draft, default: '', defaultIn: {} }), draft),
    }),
  };
}

/** EnOS asks for a master datum with this tag when a device is registered. */
export const isAskedFor = ({ tags }: Pick<DatumDraft, 'tags'>): boolean => tags['DPS'] === 'true';

export function askFor(draft: DatumDraft, asked: boolean): Pick<DatumDraft, 'tags'> {
  const { DPS: _, ...others } = draft.tags;
  return { tags: asked ? { ...others, DPS: 'true' } : others };
}

export const itemsOf = ({ items }: Pick<DatumDraft, 'items'>): string[] =>
  items
    .split(/\r?\n/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

function itemsFault(items: string[]): Fault | null {
  if (items.length === 0) return { code: 'needed' };
  if (items.length > mostItems) return tooMany(items, mostItems);
  const again = items.find((item, index) => items.indexOf(item) < index);
  if (again !== undefined) return { code: 'twice', params: { what: again } };
  const long = items.find((item) => item.length > 64);
  return long === undefined ? null : tooLong(long, 64);
}
