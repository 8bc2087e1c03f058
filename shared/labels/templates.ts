import type { TemplateInfo } from '../models/label.ts';
import { fail, ok, type Result } from '../problems.ts';

/** Where labels lie on their paper and what the printer can draw there; all lengths in millimetres. */
export interface LabelTemplate {
  id: string;
  /** As the packet of paper calls it: the same in every language. */
  name: string;
  page: Size;
  label: Size;
  columns: number;
  rows: number;
  /** Upper left corner of the first label, from the upper left corner of the page. */
  origin: Point;
  /** From one label's corner to the next one's. */
  pitch: Point;
  /** Kept free along each edge of a label, since paper never lies where the printer thinks. */
  drift: number;
  /** A code's module is a whole number of `step`s, and at least `least` of them. */
  module: { step: number; least: number };
  text: TextSizes;
}

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Heights of text from one em's top to its bottom, in millimetres. */
export interface TextSizes {
  titleBelow: number;
  titleBeside: number;
  /** The SN is printed at `largest`, shrinks to `readable`, then wraps; `smallest` is micro-text. */
  sn: { largest: number; readable: number; smallest: number };
}

/** Geometry of sheets: gLabels' Avery A4 list (Avery/Zweckform L7651); of rolls: the roll itself. */
export const templates: readonly LabelTemplate[] = [
  {
    id: 'l7651',
    name: 'L7651 (A4, 65 × 38.1 × 21.2 mm)',
    page: { width: 210, height: 297 },
    label: { width: 38.1, height: 21.2 },
    columns: 5,
    rows: 13,
    origin: { x: 4.7, y: 10.9 },
    pitch: { x: 40.6, y: 21.2 },
    drift: 1,
    // Whole dots on every office printer (300, 600, 1200 dpi) and whole pixels where a page is
    // scanned or drawn at 150 or 300 dpi, which is what makes all 65 of a page readable at once.
    module: { step: 25.4 / 150, least: 2 },
    text: {
      titleBelow: 2,
      titleBeside: 2,
      sn: { largest: 2.2, readable: 1.7, smallest: 1.05 },
    },
  },
  {
    id: 'roll-50x30',
    name: 'Roll 50 × 30 mm',
    page: { width: 50, height: 30 },
    label: { width: 50, height: 30 },
    columns: 1,
    rows: 1,
    origin: { x: 0, y: 0 },
    pitch: { x: 50, y: 30 },
    drift: 1,
    // "203 dpi" thermal heads have 8 dots a millimetre. Denso Wave asks for four dots a module.
    module: { step: 1 / 8, least: 4 },
    text: {
      titleBelow: 2.6,
      titleBeside: 2.6,
      sn: { largest: 3, readable: 2.2, smallest: 1.6 },
    },
  },
];

/** The template of that id, or `template-unknown` with the ids there are. */
export function findTemplate(id: string): Result<LabelTemplate> {
  const found = templates.find((template) => template.id === id);
  const known = templates.map((template) => template.id).join(', ');
  return found ? ok(found) : fail('template-unknown', { template: id, known });
}

export const labelsPerPage = (template: LabelTemplate): number => template.columns * template.rows;

/** What lists show of each template. */
export const templateInfos = (): TemplateInfo[] =>
  templates.map((template) => ({
    id: template.id,
    name: template.name,
    ...template.label,
    perPage: labelsPerPage(template),
  }));

/**
 * Upper left corner of the `slot`th label (from 0) on its page, in millimetres. Slots go along the
 * rows, from the top.
 */
export function slotCorner(template: LabelTemplate, slot: number): Point {
  const column = slot % template.columns;
  const row = Math.floor(slot / template.columns);
  return {
    x: template.origin.x + column * template.pitch.x,
    y: template.origin.y + row * template.pitch.y,
  };
}
