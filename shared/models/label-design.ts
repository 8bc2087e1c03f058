import { z } from 'zod';

/**
 * A label template: paper, elements, and which printer it is meant for. All lengths are millimetres, y down; an
 * element's place is from the upper left corner of the label (all parts of a tag together are one label).
 */

const length = z.number().min(0).max(1000);
const place = { x: z.number().min(-1000).max(1000), y: z.number().min(-1000).max(1000) };
const extent = { width: length, height: length };

export const paperSchema = z.discriminatedUnion('form', [
  z.object({
    form: z.literal('sheet'),
    page: z.object(extent),
    label: z.object(extent),
    columns: z.int().min(1).max(50),
    rows: z.int().min(1).max(100),
    /** Upper left corner of the first label, from the page's. */
    origin: z.object(place),
    /** From one label's corner to the next one's. */
    pitch: z.object(place),
  }),
  z.object({
    form: z.literal('roll'),
    label: z.object(extent),
    /** Backing between two labels along the roll. */
    gap: length.default(3),
    sensing: z.enum(['gap', 'mark', 'continuous']).default('gap'),
  }),
]);
export type Paper = z.infer<typeof paperSchema>;

/** Resolutions of print heads, dots per inch; thermal "203" is 8 dots a millimetre. */
export const dpis = [203, 300, 600, 1200] as const;

/** How a code's text is made; see `shared/labels/payloads/`. Text fields follow `shared/labels/fields.ts`. */
export const payloadSpecSchema = z.discriminatedUnion('kind', [
  /** `LS:<groupId>/<deviceSn>`, what Lineside's own scans know best. */
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('sn') }),
  /** `base` comes from the template or, left out, from the group. */
  z.object({ kind: z.literal('link'), base: z.string().max(200) }),
  z.object({ kind: z.literal('json'), fields: z.array(z.string().max(128)).min(1).max(12) }),
  z.object({ kind: z.literal('gs1'), gtin: z.string().max(64), serial: z.string().max(128) }),
  z.object({
    kind: z.literal('digital-link'),
    domain: z.string().max(200),
    gtin: z.string().max(64),
    serial: z.string().max(128),
  }),
  z.object({
    kind: z.literal('lorawan'),
    joinEui: z.string().max(64),
    devEui: z.string().max(64),
    profileId: z.string().max(64),
    ownerToken: z.string().max(64).default(''),
    serial: z.string().max(64).default(''),
    proprietary: z.string().max(64).default(''),
    checksum: z.boolean().default(false),
  }),
  /** The pairing code itself comes from master data (`MT:…`): what it is made of is secret. */
  z.object({ kind: z.literal('matter'), code: z.string().max(128) }),
  z.object({
    kind: z.literal('dpp'),
    key: z.string().max(128),
    mac: z.string().max(64).default(''),
    channel: z.string().max(64).default(''),
    info: z.string().max(128).default(''),
  }),
  z.object({ kind: z.literal('template'), text: z.string().min(1).max(1000) }),
]);
export type PayloadSpec = z.infer<typeof payloadSpecSchema>;

const element = { id: z.string().min(1).max(40), ...place, ...extent };
const text = z.string().max(500);

export const labelIcons = [
  'ce',
  'ukca',
  'weee',
  'fcc',
  'rohs',
  'rcm',
  'recycle',
  'fragile',
  'this-side-up',
  'keep-dry',
  'esd',
  'warning',
  'high-voltage',
  'direct-current',
  'earth',
] as const;
export type LabelIcon = (typeof labelIcons)[number];

export const labelElementSchema = z.discriminatedUnion('kind', [
  /** As large as fits its box with its quiet zone, in whole dots of the target, centred. */
  z.object({
    ...element,
    kind: z.literal('qr'),
    payload: payloadSpecSchema,
    level: z.enum(['L', 'M', 'Q', 'H']),
  }),
  z.object({ ...element, kind: z.literal('data-matrix'), payload: payloadSpecSchema }),
  z.object({ ...element, kind: z.literal('code128'), payload: payloadSpecSchema }),
  z.object({
    ...element,
    kind: z.literal('text'),
    text,
    /** Height of the em, mm. */
    fontSize: z.number().min(0.5).max(100),
    align: z.enum(['left', 'center', 'right']).default('left'),
    /** What a text that is too long does. An SN is never shortened: it shrinks, then wraps, or is refused. */
    overflow: z.enum(['shrink', 'wrap', 'shorten', 'refuse']).default('shrink'),
  }),
  /** The whole SN, as small as `smallest` if it must be. */
  z.object({
    ...element,
    kind: z.literal('micro-sn'),
    smallest: z.number().min(0.5).max(10).default(1.05),
  }),
  /** PNG, base64; drawn black on white, so that every printer can. */
  z.object({ ...element, kind: z.literal('image'), png: z.string().max(400_000) }),
  z.object({ ...element, kind: z.literal('icon'), icon: z.enum(labelIcons) }),
  /** From its upper left to its lower right; horizontal or vertical where one of its extents is 0. */
  z.object({ ...element, kind: z.literal('line'), thickness: z.number().min(0.05).max(10) }),
  z.object({
    ...element,
    kind: z.literal('box'),
    thickness: z.number().min(0.05).max(10),
    radius: length.default(0),
  }),
]);
export type LabelElement = z.infer<typeof labelElementSchema>;
export type ElementKind = LabelElement['kind'];

export const labelDesignSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** 1 is the first; what was printed keeps the version that it was made with. */
  version: z.int().min(1),
  name: z.string().min(1).max(80),
  paper: paperSchema,
  /** Kept free along each edge of a label, since paper never lies where the printer thinks. */
  drift: z.number().min(0).max(5).default(1),
  target: z.object({
    head: z.enum(['thermal', 'laser']),
    dpi: z.union(dpis.map((dpi) => z.literal(dpi))),
  }),
  /** Tags with several parts that are torn apart: where each lies on the label. */
  parts: z
    .array(z.object({ name: z.string().min(1).max(20), ...place, ...extent }))
    .max(4)
    .default([]),
  /**
   * `automatic`: code, title and SN as `shared/labels/layout.ts` puts them, no elements; `placed`: the elements,
   * in the order in which they are painted.
   */
  layout: z.enum(['automatic', 'placed']),
  elements: z.array(labelElementSchema).max(60).default([]),
});
export type LabelDesign = z.infer<typeof labelDesignSchema>;
