import { PdfFile, textString } from './file.ts';
import type { Glyphs } from './glyphs.ts';
import { decimal } from './ink.ts';

/** Pages of a node of the page tree: viewers find a page among a hundred thousand without reading all. */
const perNode = 256;

export interface Pages {
  /** One more page with this content: points, y down, the font is `/F`. */
  add(content: Uint8Array): void;
  /** Writes something that pages draw many times over; the name to call it by, without the slash. */
  share(bytes: Uint8Array, dictionary: string): string;
  end(glyphs: Glyphs): void;
  /** What was written since it was last asked. */
  take(): Uint8Array;
}

/** The pages of one document, in one size and with one font. Nothing comes from the clock or from chance. */
export function createPages(about: {
  title: string;
  /** In points. */
  page: { width: number; height: number };
  /** How far the printer has to be told to print to the right and down, in points. */
  offset: { x: number; y: number };
}): Pages {
  const file = new PdfFile();
  const font = file.reserve();
  const resources = file.reserve();
  const root = file.reserve();
  const nodes: { number: number; pages: number[] }[] = [];
  const { width, height } = about.page;
  const box = `[0 0 ${decimal(width)} ${decimal(height)}]`;
  const from = `${decimal(about.offset.x)} ${decimal(height - about.offset.y)}`;
  // Streams of one page are read as one (7.8.2): the first, which all pages share, turns y downwards.
  const down = file.reserve();
  file.stream(down, Buffer.from(`1 0 0 -1 ${from} cm\n`, 'latin1'));
  const shared: number[] = [];

  return {
    add(content) {
      let node = nodes.at(-1);
      if (!node || node.pages.length === perNode) {
        node = { number: file.reserve(), pages: [] };
        nodes.push(node);
      }
      const stream = file.reserve();
      file.stream(stream, content);
      const page = file.reserve();
      file.object(
        page,
        `<< /Type /Page /Parent ${node.number} 0 R /MediaBox ${box} /Contents [${down} 0 R ${stream} 0 R] ` +
          `/Resources ${resources} 0 R >>`,
      );
      node.pages.push(page);
    },
    share(bytes, dictionary) {
      const number = file.reserve();
      file.stream(number, bytes, `/Type /XObject ${dictionary}`);
      return `X${shared.push(number)}`;
    },
    end(glyphs) {
      for (const { number, pages } of nodes) {
        file.object(
          number,
          `<< /Type /Pages /Parent ${root} 0 R /Count ${pages.length} /Kids [${references(pages)}] >>`,
        );
      }
      const count = nodes.reduce((sum, { pages }) => sum + pages.length, 0);
      const kids = references(nodes.map(({ number }) => number));
      file.object(root, `<< /Type /Pages /Count ${count} /Kids [${kids}] >>`);
      const objects = shared.map((number, at) => `/X${at + 1} ${number} 0 R`).join(' ');
      file.object(resources, `<< /Font << /F ${font} 0 R >> /XObject << ${objects} >> >>`);
      glyphs.write(file, font);
      const catalog = file.reserve();
      // Viewers shrink pages to the printer's margins unless told not to, and then no label hits its place.
      file.object(
        catalog,
        `<< /Type /Catalog /Pages ${root} 0 R ` +
          '/ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >> >>',
      );
      const info = file.reserve();
      const [title, maker] = [about.title, 'Lineside'].map(textString);
      file.object(info, `<< /Title ${title} /Creator ${maker} /Producer ${maker} >>`);
      file.end(catalog, info);
    },
    take: () => file.take(),
  };
}

const references = (numbers: readonly number[]): string =>
  numbers.map((number) => `${number} 0 R`).join(' ');
