import { english } from '../../../resources/languages/english.ts';
import { zhCN } from '../../../resources/languages/zh-CN.ts';
import { fill } from '../../../shared/fill.ts';
import type { Part } from './parts.ts';

/** What became of an export for the console. */
export interface EnosReport {
  parts: (Part & { groupId: string })[];
  /** Whether the columns are those of a template of the console. */
  byTemplate: boolean;
  /** Headings of the template under which nothing stands. */
  emptyHeadings: ReadonlySet<string>;
  /** What devices have and no file tells, and how many devices have it. */
  notCarried: ReadonlyMap<string, number>;
  /** How many names lost their translations. */
  translations: number;
  /** Devices that are in no file; each with its reason in `leftOutFile`. */
  leftOut: number;
}

export const leftOutFile = 'left-out.csv';

/** The note beside the files, in both languages: whoever uploads them is often somebody else than who made them. */
export const noteOf = (report: EnosReport): string =>
  [english.screen, zhCN.screen].map((words) => inWords(report, words)).join('\n\n');

function inWords(report: EnosReport, words: typeof english.screen | typeof zhCN.screen): string {
  const rows = report.parts.reduce((sum, part) => sum + part.rows, 0);
  const lines = [
    fill(words['enos.title'], { rows, files: report.parts.length }),
    words['enos.how'],
    '',
    ...report.parts.map(
      ({ name, groupId, rows: count, bytes }) => `  ${name}  ${groupId}  ${count}  ${bytes} B`,
    ),
    '',
    report.byTemplate ? words['enos.byTemplate'] : words['enos.noTemplate'],
    ...[...report.emptyHeadings].map((heading) => fill(words['enos.empty'], { heading })),
    words['enos.secrets'],
    ...[...report.notCarried].map(([what, count]) =>
      fill(words['enos.notCarried'], { what, count }),
    ),
  ];
  if (report.translations > 0) {
    lines.push(fill(words['enos.translations'], { count: report.translations }));
  }
  if (report.leftOut > 0) {
    lines.push(fill(words['enos.leftOut'], { count: report.leftOut, file: leftOutFile }));
  }
  return `${lines.join('\n')}\n`;
}
