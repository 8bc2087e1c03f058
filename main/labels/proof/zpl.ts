import { type Area, isBlack } from '../dots/bitmap.ts';
import { Canvas } from '../raster/canvas.ts';
import type { Raster } from '../raster/rasterise.ts';
import type { Printout } from './dots.ts';

/** A command that our writer does not use, or one that is not as it writes it. */
export class UnreadableZpl extends Error {}

/**
 * Reads labels as a ZPL printer does, one after the other, and keeps what they store. Throws `UnreadableZpl` at
 * anything that is not the writer's part of the language: what is not understood is not called right.
 */
export function createZplReader(): { read(piece: Uint8Array): Printout } {
  const stored = new Map<string, Raster>();
  return {
    read(piece) {
      const text = Buffer.from(piece).toString('latin1');
      if (!/^[\n\x20-\x7e]*$/.test(text))
        throw new UnreadableZpl('bytes that are no visible ASCII');
      const format = /^([^^]*)\^XA([\s\S]*?)\^XZ\n?$/.exec(text);
      if (!format) throw new UnreadableZpl('not one label');
      for (const setup of commandsOf(format[1] as string)) store(stored, setup);
      return readFormat(commandsOf(format[2] as string), stored);
    },
  };
}

interface Command {
  name: string;
  rest: string;
}

function commandsOf(text: string): Command[] {
  const found = [...text.replaceAll('\n', '').matchAll(/[\^~](A0|[A-Z]{2})([^^~]*)/g)];
  const length = found.reduce((sum, [whole]) => sum + whole.length, 0);
  if (length !== text.replaceAll('\n', '').length) throw new UnreadableZpl('an unknown command');
  return found.map(([whole, name = '', rest = '']) => ({
    name: (whole[0] as string) + name,
    rest,
  }));
}

function store(stored: Map<string, Raster>, { name, rest }: Command): void {
  if (name === '~SD') return;
  const graphic = /^(R:[A-Z\d]+\.GRF),(\d+),(\d+),(.*)$/.exec(rest);
  if (name !== '~DG' || !graphic) throw new UnreadableZpl(name);
  const [, file = '', bytes, stride, data = ''] = graphic;
  stored.set(file, unpack(data, Number(bytes), Number(stride)));
}

/** What only sets the printer and draws nothing; those that could move or turn the label only as they are written. */
const settings = /^\^(?:CI28|LH0,0|LS0|LT0|PON|PMN|LRN|MN[YMN]|MM[TPCR]|PR\d+|PQ1)$/;

function readFormat(commands: readonly Command[], stored: Map<string, Raster>): Printout {
  const number = (name: string): number =>
    Number(commands.find((each) => each.name === name)?.rest ?? Number.NaN);
  const [columns, rows] = [number('^PW'), number('^LL')];
  if (!(columns > 0 && rows > 0)) throw new UnreadableZpl('a label without a size');
  const print = {
    canvas: new Canvas(columns, rows),
    pictures: [] as Area[],
    texts: [] as string[],
  };
  let at = { x: 0, y: 0 };
  let font = { height: 0, width: 0 };
  for (const { name, rest } of commands) {
    const numbers = rest.split(',').map(Number);
    const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = numbers;
    if (name === '^FO' || name === '^FT') at = { x: first, y: second };
    else if (name === '^GB') box(print.canvas, at, { columns: first, rows: second, thick: third });
    else if (name === '^GF') picture(print, at, rest);
    else if (name === '^XG') recalled(print, at, stored.get(rest.replace(/,1,1$/, '')));
    else if (name === '^A0') font = { height: second, width: third };
    else if (name === '^FD') writeText(print, at, font, rest);
    else if (name === '^FH' && rest === '_') continue;
    else if (name === '^FS' || name === '^PW' || name === '^LL') continue;
    else if (!settings.test(name + rest)) throw new UnreadableZpl(name + rest.slice(0, 20));
  }
  return print;
}

interface Point {
  x: number;
  y: number;
}

function box(
  canvas: Canvas,
  { x, y }: Point,
  { columns, rows, thick }: { columns: number; rows: number; thick: number },
): void {
  if (thick !== Math.min(columns, rows)) throw new UnreadableZpl('a box that is not filled');
  canvas.block(x, y, x + columns, y + rows);
}

function picture(print: Printout & { pictures: Area[] }, at: Point, rest: string): void {
  const graphic = /^A,(\d+),(\d+),(\d+),(.*)$/.exec(rest);
  if (!graphic || graphic[1] !== graphic[2]) throw new UnreadableZpl('a picture of another kind');
  const raster = unpack(graphic[4] as string, Number(graphic[1]), Number(graphic[3]));
  stamp(print.canvas, raster, at);
  print.pictures.push({
    left: at.x,
    top: at.y,
    right: Math.min(print.canvas.columns, at.x + raster.columns),
    bottom: Math.min(print.canvas.rows, at.y + raster.rows),
  });
}

function recalled({ canvas }: Printout, at: Point, raster: Raster | undefined): void {
  if (!raster) throw new UnreadableZpl('a picture that was never stored');
  stamp(canvas, raster, at);
}

function stamp(canvas: Canvas, raster: Raster, { x, y }: Point): void {
  for (let row = 0; row < raster.rows; row++) {
    for (let column = 0; column < raster.columns; column++) {
      if (isBlack(raster, column, row)) canvas.span(y + row, x + column, x + column + 1);
    }
  }
}

/** Letters are a block as high as capitals: what they touch they spoil. */
function writeText(
  print: Printout & { texts: string[] },
  { x, y }: Point,
  { height, width }: { height: number; width: number },
  data: string,
): void {
  if (/_(?![\dA-F]{2})/.test(data)) throw new UnreadableZpl('an escape without a number');
  const said = data.replace(/_(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  print.texts.push(said);
  const capitals = Math.floor(0.7 * height);
  print.canvas.block(x, y - capitals, x + Math.floor(0.34 * width * said.length), y);
}

/** The rows of a picture from Zebra's run-length form. */
function unpack(data: string, bytes: number, stride: number): Raster {
  const digits = 2 * stride;
  const rows: string[] = [];
  let row = '';
  let run = 0;
  const end = (): void => {
    rows.push(row);
    row = '';
  };
  for (const character of data) {
    const code = character.charCodeAt(0);
    if (character === ':') rows.push(rows.at(-1) ?? '0'.repeat(digits));
    else if (character === ',') {
      row = row.padEnd(digits, '0');
      end();
    } else if (code >= 0x47 && code <= 0x59) run += code - 0x46;
    else if (code >= 0x67 && code <= 0x7a) run += 20 * (code - 0x66);
    else if (/[\dA-F]/.test(character)) {
      row += character.repeat(run || 1);
      run = 0;
      if (row.length === digits) end();
    } else throw new UnreadableZpl('a picture with other characters');
    if (row.length > digits) throw new UnreadableZpl('a row that is too long');
  }
  if (row !== '' || rows.length * stride !== bytes) {
    throw new UnreadableZpl('a picture of another size than it says');
  }
  return { columns: 8 * stride, rows: rows.length, bits: Buffer.from(rows.join(''), 'hex') };
}
