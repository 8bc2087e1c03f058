import { z } from 'zod';
import {
  environmentSchema,
  gatewaySchema,
  masterDataGroupSchema,
  masterDatumSchema,
  registrationGroupSchema,
} from './catalog.ts';

/** What a catalog consists of. */
export const catalogKinds = [
  'environment',
  'gateway',
  'masterDataTemplate',
  'masterDataGroup',
  'registrationGroup',
] as const;
export type CatalogKind = (typeof catalogKinds)[number];

export const catalogBodies = {
  environment: environmentSchema,
  gateway: gatewaySchema,
  masterDataTemplate: masterDatumSchema,
  masterDataGroup: masterDataGroupSchema,
  registrationGroup: registrationGroupSchema,
} as const satisfies Record<CatalogKind, z.ZodType>;

const editOf = <K extends CatalogKind, B extends z.ZodType>(kind: K, body: B) =>
  z.object({
    kind: z.literal(kind),
    body,
    /** As it was when the person began; null = it is new. What somebody else changed meanwhile is not overwritten. */
    before: body.nullable(),
    /** Retired: no new devices and no new links; what carries it keeps it. */
    retired: z.boolean().default(false),
  });

/** One change of one item. */
export const catalogEditSchema = z.discriminatedUnion('kind', [
  editOf('environment', environmentSchema),
  editOf('gateway', gatewaySchema),
  editOf('masterDataTemplate', masterDatumSchema),
  editOf('masterDataGroup', masterDataGroupSchema),
  editOf('registrationGroup', registrationGroupSchema).extend({
    /** A new group without one gets a secret that is made up; an old one keeps its own. */
    groupSecret: z.string().min(1).max(256).optional(),
  }),
]);
export type CatalogEdit = z.infer<typeof catalogEditSchema>;

/** Something that uses what an edit retires or narrows. Nothing of it is destroyed by the edit. */
export const catalogUseSchema = z.object({
  what: z.enum([
    /** Registration groups that link to it. */
    'linked-groups',
    /** Devices registered under it, or allocated to it. */
    'devices',
    /** Devices with a value for a master datum that is taken away. */
    'values',
    /** Devices whose value would not be allowed any more. */
    'values-misfit',
    /** Devices that lack a value which is required from now on. */
    'values-missing',
  ]),
  /** Which one: an identifier, a group ID, an environment/OU. */
  subject: z.string(),
  count: z.int(),
  /** Group IDs or SNs, a few. */
  samples: z.array(z.string()).max(20),
});
export type CatalogUse = z.infer<typeof catalogUseSchema>;

/** `saved: false`: something uses what would be retired or narrowed; ask again with `accept`. */
export const catalogSavedSchema = z.object({
  saved: z.boolean(),
  uses: z.array(catalogUseSchema).max(200),
});
export type CatalogSaved = z.infer<typeof catalogSavedSchema>;

/** Identifies an item of the catalog. */
export const catalogIdOf = (edit: Pick<CatalogEdit, 'kind' | 'body'>): string => {
  const { kind, body } = edit as CatalogEdit;
  switch (kind) {
    case 'environment':
      return body.regionId;
    case 'masterDataTemplate':
      return body.identifier;
    case 'registrationGroup':
      return body.groupId;
    default:
      return body.id;
  }
};
