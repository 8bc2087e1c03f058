import { z } from 'zod';
import { checkDigitSchema } from './check-digits.ts';
import { seriesSchema } from './series.ts';

/**
 * The catalog: templates made by onboarding engineers, cached on each station.
 * Field rules follow the EnOS Device Provisioning Service (names 1-64, descriptions at most 512).
 */

const identifier = z.string().min(1).max(64);
const name = z.string().min(1).max(64);
const description = z.string().max(512).default('');
/** The same in other languages, by locale (`zh-CN`); `shared/names.ts` picks one. */
const names = z.record(z.string().max(16), name).optional();
const descriptions = z.record(z.string().max(16), z.string().max(512)).optional();

/** A text with translations, in EnOS's own shape. */
export const stringI18nSchema = z.object({
  defaultValue: z.string().max(512),
  i18nValue: z.record(z.string().max(16), z.string().max(512)).optional(),
});
export type StringI18n = z.infer<typeof stringI18nSchema>;

export const masterDataTypes = [
  'Integer',
  'Double',
  'Boolean',
  'String',
  'Enum',
  'Date',
  'StringI18n',
] as const;

/** One value of master data, as JSON carries it. */
export const masterValueSchema = z.union([
  z.string().max(4096),
  z.number(),
  z.boolean(),
  z.null(),
  stringI18nSchema,
]);
export type MasterValue = z.infer<typeof masterValueSchema>;

/** Master data of one device, by identifier. */
export const masterDataValuesSchema = z.record(identifier, masterValueSchema);
export type MasterDataValues = z.infer<typeof masterDataValuesSchema>;

/** An attribute that devices carry. */
export const masterDatumSchema = z.object({
  /** Fixed once made: devices carry values under it. */
  identifier,
  name,
  names,
  type: z.enum(masterDataTypes),
  required: z.boolean().default(false),
  /** Used when nothing was entered; a required datum with a default never stops a read. */
  default: masterValueSchema.optional(),
  /** Longest text in characters (String only). */
  maxLength: z.int().min(1).max(4096).optional(),
  /** Allowed values (Enum only). */
  items: z.array(z.string().min(1).max(64)).max(1000).optional(),
  unit: z.string().max(32).optional(),
  /** `DPS: true` asks for it at registration. */
  tags: z.record(z.string().max(64), z.string().max(64)).default({}),
  description,
  descriptions,
});
export type MasterDatum = z.infer<typeof masterDatumSchema>;

/** Master data that come with the product: the same in every OU (EnOS's built-in table). */
export const builtInMasterData = [
  { identifier: 'regionId', name: 'Environment', type: 'String' },
  { identifier: 'orgId', name: 'OU', type: 'String' },
  { identifier: 'modelId', name: 'Model', type: 'String' },
  { identifier: 'privateModel', name: 'Private model', type: 'Boolean' },
  { identifier: 'timezone', name: 'Time zone', type: 'String' },
  { identifier: 'deviceName', name: 'Device name', type: 'StringI18n' },
  { identifier: 'deviceSn', name: 'Device SN', type: 'String' },
  { identifier: 'assetId', name: 'Asset ID', type: 'String' },
] as const satisfies readonly { identifier: string; name: string; type: MasterDatum['type'] }[];

export const masterDataGroupSchema = z.object({
  id: identifier,
  name,
  names,
  assetType: z.string().min(1).max(64),
  description,
  descriptions,
  masterData: z.array(masterDatumSchema).max(500).default([]),
});
export type MasterDataGroup = z.infer<typeof masterDataGroupSchema>;

/** What a named part of the pattern has to be; all that is said has to hold. */
export const snPartSchema = z.object({
  /** The name that the pattern gives it: `(?P<week>[0-9]{4})`. */
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,31}$/),
  values: z.array(z.string().min(1).max(64)).min(1).max(200).optional(),
  /** A decimal number, both ends included. */
  range: z
    .object({ min: z.int().min(0), max: z.int().min(0) })
    .refine((range) => range.min <= range.max, 'range.min is above range.max')
    .optional(),
  /** A date or week, as `shared/serial/date-code.ts` reads them. Never after today unless said. */
  date: z
    .object({
      form: z.string().min(1).max(16),
      /** YYYY-MM-DD. */
      notBefore: z.string().max(10).optional(),
      maxAgeDays: z.int().min(0).max(36_500).optional(),
      maxAheadDays: z.int().min(0).max(36_500).optional(),
    })
    .optional(),
  /** `groupId`, `modelId`, or the identifier of something else the code carries: it must be the same. */
  equals: identifier.optional(),
});
export type SnPart = z.infer<typeof snPartSchema>;

const examples = z.array(z.string().min(1).max(64)).max(50).default([]);

/** What a device SN of a registration group must look like. `docs/catalog.md` has the details. */
export const snRuleSchema = z.object({
  /** Regular expression (RE2 syntax) that the whole SN must match. */
  pattern: z.string().max(512).optional(),
  /** In characters, both ends included. */
  length: z
    .object({ min: z.int().min(1).max(64), max: z.int().min(1).max(64) })
    .refine((range) => range.min <= range.max, 'length.min is above length.max')
    .optional(),
  /** Allowed characters; `A-Z` stands for a range, `-` first or last for itself. */
  characters: z.string().min(1).max(256).optional(),
  checkDigit: checkDigitSchema,
  /** Of `luhnModN` only: its characters in the order of their values, an even number of them. */
  checkCharacters: z.string().min(1).max(256).optional(),
  /** Letters that are taken for digits (I, O, Q; i, l, o, q) are refused, as ISO 3779 does. */
  noAmbiguous: z.boolean().optional(),
  parts: z.array(snPartSchema).max(16).optional(),
  /** For whoever changes the rule: SNs that it must take and must refuse. No read is judged by them. */
  examples: z.object({ good: examples, bad: examples }).optional(),
});
export type SnRule = z.infer<typeof snRuleSchema>;

export const reprovisionMethods = ['migrate', 'initialize', 'none'] as const;

/** How devices registered under it are brought on line. The secret is never part of this. */
export const registrationGroupSchema = z.object({
  groupId: identifier,
  name,
  names,
  description,
  descriptions,
  masterDataGroupId: identifier,
  gatewayId: identifier,
  modelId: z.string().max(128).default(''),
  privateModel: z.boolean().default(false),
  reprovisionMethod: z.enum(reprovisionMethods).default('none'),
  /** A device that shows the group's signature is allocated and activated by itself. */
  autoActivation: z.boolean().default(false),
  /** A device that nobody registered registers itself when it shows the group's signature (EnOS does). */
  autoRegistration: z.boolean().default(true),
  snRule: snRuleSchema.default({ checkDigit: 'none' }),
  /** How stations make its SNs; absent: they only read them. */
  series: seriesSchema.optional(),
});
export type RegistrationGroup = z.infer<typeof registrationGroupSchema>;

export const gatewaySchema = z.object({
  id: identifier,
  name,
  type: z.string().max(64).default('IoT Hub'),
  mqttUrl: z.string().max(512).default(''),
  httpUrl: z.string().max(512).default(''),
});
export type Gateway = z.infer<typeof gatewaySchema>;

export const environmentSchema = z.object({
  regionId: identifier,
  name,
  ous: z
    .array(z.object({ orgId: identifier, name }))
    .max(1000)
    .default([]),
});
export type Environment = z.infer<typeof environmentSchema>;

/** A whole catalog as a file carries it (`docs/catalog.md`): the only shape that holds secrets. */
export const catalogFileSchema = z.object({
  environments: z.array(environmentSchema).max(1000).default([]),
  gateways: z.array(gatewaySchema).max(1000).default([]),
  /** Master data saved for reuse; copied into a group, never linked. */
  masterDataTemplates: z.array(masterDatumSchema).max(1000).default([]),
  masterDataGroups: z.array(masterDataGroupSchema).max(10_000).default([]),
  registrationGroups: z
    .array(registrationGroupSchema.extend({ groupSecret: z.string().min(1).max(256).optional() }))
    .max(10_000)
    .default([]),
});
export type CatalogFile = z.infer<typeof catalogFileSchema>;

/** What was taken out of use, by kind: what carries it keeps it, and it can be brought back. */
export const retiredItemsSchema = z.object({
  environments: z.array(environmentSchema),
  gateways: z.array(gatewaySchema),
  masterDataTemplates: z.array(masterDatumSchema),
  masterDataGroups: z.array(masterDataGroupSchema),
  registrationGroups: z.array(registrationGroupSchema),
});
export type RetiredItems = z.infer<typeof retiredItemsSchema>;

/** What a station knows: the catalog without secrets, and which secrets its vault holds. */
export const catalogSchema = retiredItemsSchema.extend({
  /** Where it lives: edits go to the Lineside cloud, or stay on this station (EnOS has no API for it). */
  home: z.enum(['cloud', 'station']),
  registrationGroups: z.array(registrationGroupSchema.extend({ secretHeld: z.boolean() })),
});
export type Catalog = z.infer<typeof catalogSchema>;

/** Where devices are allocated to: `regionId/orgId` on the command line. */
export const targetSchema = z.object({ regionId: identifier, orgId: identifier });
export type Target = z.infer<typeof targetSchema>;
