import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slotCorner } from '../../shared/labels/paper.ts';
import type { LabelDesign } from '../../shared/models/label-design.ts';

/** A page as a scanner sees it: one byte of grey a pixel, white is 255. */
export interface Scan {
  width: number;
  height: number;
  dpi: number;
  grey: Uint8Array;
}

const packages: Record<string, string> = {
  pdftoppm: 'poppler-utils',
  pdftotext: 'poppler-utils',
  pdffonts: 'poppler-utils',
  zbarimg: 'zbar-tools',
  qpdf: 'qpdf',
};

/** Runs one of the tools above; exit statuses in `fine` are no failure. */
export function tool(name: string, args: string[], fine: number[] = [0]): string {
  try {
    return execFileSync(name, args, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 1 << 28 });
  } catch (error) {
    const { code, status, stdout } = error as { code?: string; status?: number; stdout?: string };
    if (code === 'ENOENT') {
      throw new Error(
        `"${name}" is missing, and without it nobody reads the labels back. Install it: apt-get install ${packages[name] ?? name}`,
        { cause: error },
      );
    }
    if (status !== undefined && fine.includes(status)) return stdout ?? '';
    throw error;
  }
}

/** Gives `work` a folder of its own and takes it away again. */
export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'lineside-paper-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each page of a PDF, or only page `only` (from 1), as poppler draws it. */
export function rasterise(pdf: Uint8Array, dpi: number, only?: number): Scan[] {
  return inFolder((folder) => {
    const file = join(folder, 'labels.pdf');
    writeFileSync(file, pdf);
    const range = only === undefined ? [] : ['-f', String(only), '-l', String(only)];
    tool('pdftoppm', ['-gray', '-r', String(dpi), ...range, file, join(folder, 'page')]);
    const pages = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
    return pages.toSorted().map((name) => readPgm(readFileSync(join(folder, name)), dpi));
  });
}

function readPgm(bytes: Uint8Array, dpi: number): Scan {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(
    Buffer.from(bytes.subarray(0, 64)).toString('latin1'),
  );
  if (!head) throw new Error('pdftoppm wrote something else than a PGM');
  return {
    width: Number(head[1]),
    height: Number(head[2]),
    dpi,
    grey: bytes.subarray(head[0].length),
  };
}

/** What zbarimg finds on it, QR codes only, in no particular order. */
export function readCodes({ width, height, grey }: Scan): string[] {
  return inFolder((folder) => {
    const file = join(folder, 'scan.pgm');
    writeFileSync(file, Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]));
    const only = ['--nodbus', '-q', '--raw', '-S*.disable', '-Sqrcode.enable'];
    const noCode = 4;
    return tool('zbarimg', [...only, file], [0, noCode])
      .split('\n')
      .filter(Boolean);
  });
}

/** The `slot`th label cut out along its edges, as if it had been peeled off. */
export function cutOut(page: Scan, { paper }: LabelDesign, slot: number): Scan {
  const pixels = (millimetres: number) => Math.round((millimetres * page.dpi) / 25.4);
  const corner = slotCorner(paper, slot);
  const left = pixels(corner.x);
  const top = pixels(corner.y);
  const width = Math.min(pixels(paper.label.width), page.width - left);
  const height = Math.min(pixels(paper.label.height), page.height - top);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * page.width + left;
    grey.set(page.grey.subarray(from, from + width), y * width);
  }
  return { width, height, dpi: page.dpi, grey };
}

/** The text of a PDF as copying it would give; white space is where poppler puts it. */
export function textOf(pdf: Uint8Array): string {
  return inFolder((folder) => {
    const file = join(folder, 'labels.pdf');
    writeFileSync(file, pdf);
    return tool('pdftotext', [file, '-']);
  });
}
