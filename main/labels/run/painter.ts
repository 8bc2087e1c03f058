import type {
  BitmapMark,
  Drawing,
  Mark,
  ShapeMark,
  TextMark,
} from '../../../shared/labels/draw/drawing.ts';
import { framePath } from '../../../shared/labels/draw/shapes.ts';
import { createAlike } from './alike.ts';
import { textString } from './file.ts';
import type { Glyphs } from './glyphs.ts';
import { decimal, type Ink, points } from './ink.ts';
import { drawBars, drawModules, modulesOf } from './modules.ts';
import type { Pages } from './pages.ts';
import { pathOperators } from './paths.ts';

interface Point {
  x: number;
  y: number;
}

/** Writes a drawing into the ink of a page, its upper left corner at `corner` (millimetres, y down). */
export type Painter = (drawing: Drawing, corner: Point) => void;

/**
 * A painter for one document. Shapes and bitmaps that many labels have in common (the same path or bits, not equal
 * ones) go into the file once.
 */
export function createPainter(ink: Ink, glyphs: Glyphs, pages: Pages): Painter {
  const shared = new Map<unknown, string>();
  const share = (key: unknown, bytes: () => Uint8Array, dictionary: string): string => {
    let name = shared.get(key);
    if (name === undefined) shared.set(key, (name = pages.share(bytes(), dictionary)));
    return name;
  };

  const alike = createAlike((code, bits) => {
    const box = `0 0 ${code.columns} ${code.rows}`;
    return pages.share(modulesOf(code, bits), `/Subtype /Form /BBox [${box}]`);
  });

  /** Characters still to come of a word that was wrapped. */
  let open = 0;

  function text({ x, baseline, size, text: said, whole }: TextMark, corner: Point): void {
    if (said === '') return;
    // A wrapped SN is still one word to whoever copies or searches it.
    if (whole !== undefined) {
      ink.text(`/Span << /ActualText ${textString(whole)} >> BDC\n`);
      open = whole.length;
    }
    ink.text('BT /F ');
    ink.number(points(size));
    ink.text('Tf 1 0 0 -1 ');
    ink.number(points(corner.x + x));
    ink.number(points(corner.y + baseline));
    ink.text('Tm ');
    glyphs.put(ink, said);
    ink.text(' Tj ET\n');
    if (open === 0) return;
    open -= said.length;
    if (open === 0) ink.text('EMC\n');
  }

  function shape({ path }: ShapeMark, drawing: Drawing, corner: Point): void {
    const box = `0 0 ${decimal(points(drawing.width))} ${decimal(points(drawing.height))}`;
    const bytes = () => Buffer.from(`${pathOperators(path, { x: 0, y: 0 })}\nf\n`, 'latin1');
    const name = share(path, bytes, `/Subtype /Form /BBox [${box}]`);
    const at = `${decimal(points(corner.x))} ${decimal(points(corner.y))}`;
    ink.text(`q 1 0 0 1 ${at} cm /${name} Do Q\n`);
  }

  /** A stencil (ISO 32000-1, 8.9.6.2): what is 1 is painted, the rest stays as it is. */
  function bitmap(mark: BitmapMark, corner: Point): void {
    const about =
      `/Subtype /Image /Width ${mark.columns} /Height ${mark.rows} /ImageMask true ` +
      '/BitsPerComponent 1 /Decode [1 0]';
    const name = share(mark.bits, () => mark.bits, about);
    const wide = decimal(points(mark.width));
    const high = decimal(points(mark.height));
    const left = decimal(points(corner.x + mark.x));
    const bottom = decimal(points(corner.y + mark.y + mark.height));
    ink.text(`q ${wide} 0 0 -${high} ${left} ${bottom} cm /${name} Do Q\n`);
  }

  function paint(mark: Mark, drawing: Drawing, corner: Point): void {
    switch (mark.kind) {
      case 'modules':
        return drawModules(ink, mark, corner, alike(mark));
      case 'bars':
        return drawBars(ink, mark, corner);
      case 'text':
        return text(mark, corner);
      case 'rectangle': {
        const lengths = [corner.x + mark.x, corner.y + mark.y, mark.width, mark.height];
        return ink.text(`${lengths.map((length) => decimal(points(length))).join(' ')} re f\n`);
      }
      case 'frame':
        return ink.text(`${pathOperators(framePath(mark), corner)} f\n`);
      case 'shape':
        return shape(mark, drawing, corner);
      case 'bitmap':
        return bitmap(mark, corner);
    }
  }

  return (drawing, corner) => {
    for (const mark of drawing.marks) paint(mark, drawing, corner);
  };
}
