import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempFolder } from './cli.ts';

const exec = promisify(execFile);

/** A PDF as paper: rasterised by poppler, read by zbar. Neither knows Lineside. */
export async function readLabels(
  pdf: string,
  dpi = 300,
): Promise<{ pages: number; codes: string[] }> {
  await using folder = await tempFolder();
  await exec('pdftoppm', ['-r', String(dpi), '-png', pdf, join(folder.path, 'page')]);
  const pages = (await readdir(folder.path)).filter((name) => name.endsWith('.png')).toSorted();
  const codes: string[] = [];
  for (const page of pages) {
    const args = ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', join(folder.path, page)];
    // zbarimg ends with 4 when a page has no code on it: an answer, not a failure.
    const { stdout } = await exec('zbarimg', args).catch((error: { stdout?: string }) => ({
      stdout: error.stdout ?? '',
    }));
    codes.push(...stdout.split('\n').filter((line) => line !== ''));
  }
  return { pages: pages.length, codes };
}

/** The words on it, as a person would read them. */
export async function readText(pdf: string): Promise<string> {
  const { stdout } = await exec('pdftotext', ['-layout', pdf, '-']);
  return stdout;
}

/** Page size in points, as poppler sees it. */
export async function pageSize(pdf: string): Promise<{ width: number; height: number }> {
  const { stdout } = await exec('pdfinfo', [pdf]);
  const match = /Page size:\s+([\d.]+) x ([\d.]+) pts/.exec(stdout);
  if (!match) throw new Error(`no page size in:\n${stdout}`);
  return { width: Number(match[1]), height: Number(match[2]) };
}
