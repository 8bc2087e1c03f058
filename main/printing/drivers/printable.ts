import { openFont } from '../../labels/font.ts';
import type { Source } from '../../labels/proof/pdf/objects.ts';
import { openPages } from '../../labels/proof/pdf/pages.ts';
import type { Painted } from '../../labels/proof/pdf/painted.ts';
import { pngOf } from '../../labels/proof/png.ts';
import { textPolygons } from '../../labels/raster/outlines.ts';

/** Some pages as one document for a browser to print: no script, nothing from elsewhere. */
export interface Printable {
  html: string;
  /** Of each page, in micrometres, as Electron takes it. */
  size: { width: number; height: number };
}

/** Pages of one document: a longer job goes as several, so that none fills a window's memory. */
const perDocument = 20;

const micrometres = (points: number): number => Math.round((points * 25_400) / 72);
const short = (length: number): string => String(Math.round(length * 1e4) / 1e4);

/**
 * A PDF of ours as documents that a browser prints at true size. Electron prints what a window shows, and a window
 * that shows a PDF has printed blank paper in several releases (electron/electron#30947); lines and letters of a plain
 * page it prints as they are. Throws `UnreadablePdf` for a PDF that is not ours.
 */
export function* printables(pdf: Source): Generator<Printable> {
  const pages = openPages(pdf);
  let sheets: Sheets = { svgs: [], width: 0, height: 0 };
  for (let number = 0; number < pages.count; number++) {
    const { width, height } = pages.size(number);
    const { svgs } = sheets;
    const goesOn = sheets.width === width && sheets.height === height && svgs.length < perDocument;
    if (!goesOn) {
      if (svgs.length > 0) yield documentOf(sheets);
      sheets = { svgs: [], width, height };
    }
    sheets.svgs.push(svgOf(pages.page(number), width, height));
  }
  if (sheets.svgs.length > 0) yield documentOf(sheets);
}

/** Pages of one size, in points. */
interface Sheets {
  svgs: string[];
  width: number;
  height: number;
}

function documentOf({ svgs, width, height }: Sheets): Printable {
  const size = `${short(width)}pt ${short(height)}pt`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const style = [
    `@page { size: ${size}; margin: 0 }`,
    'html, body { margin: 0 }',
    'svg { display: block; break-after: page }',
    'svg:last-child { break-after: auto }',
  ].join('\n');
  const html = `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}"><title>Labels</title>
<style>${style}</style></head><body>${svgs.join('')}</body></html>`;
  return { html, size: { width: micrometres(width), height: micrometres(height) } };
}

function svgOf(page: readonly Painted[], width: number, height: number): string {
  const [w, h] = [short(width), short(height)];
  const inside = page.map(svgOfThing).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}pt" height="${h}pt" viewBox="0 0 ${w} ${h}">${inside}</svg>`;
}

function svgOfThing(thing: Painted): string {
  if (thing.kind === 'path') {
    const rectangles: string[] = [];
    for (let at = 0; at < thing.rectangles.length; at += 4) {
      const [left, top, right, bottom] = [...thing.rectangles.subarray(at, at + 4)].map(short);
      rectangles.push(`M${left} ${top}H${right}V${bottom}H${left}Z`);
    }
    // Edges of modules stay edges: no grey between two that touch.
    const sharp = thing.polygons.length === 0 ? ' shape-rendering="crispEdges"' : '';
    return `<path${sharp} d="${rectangles.join('')}${outline(thing.polygons)}"/>`;
  }
  const { left, top, right, bottom } = thing.box;
  if (thing.kind === 'text') {
    // As shapes: a page that has to fetch a font may be printed before it has it.
    const at = { x: left, baseline: bottom, size: thing.size };
    return `<path d="${outline(textPolygons(openFont().file, thing.text, at))}"/>`;
  }
  const picture = Buffer.from(pngOf(thing.raster)).toString('base64');
  const place = `x="${short(left)}" y="${short(top)}" width="${short(right - left)}" height="${short(bottom - top)}"`;
  return `<image ${place} preserveAspectRatio="none" image-rendering="pixelated" href="data:image/png;base64,${picture}"/>`;
}

const outline = (polygons: readonly Float64Array[]): string =>
  polygons
    .map((points) => {
      const steps: string[] = [];
      for (let at = 0; at < points.length; at += 2) {
        steps.push(`${short(points[at] as number)} ${short(points[at + 1] as number)}`);
      }
      return `M${steps.join('L')}Z`;
    })
    .join('');
